/** Commands that decide weights, or say what the chain makes of them. */
import { Option } from 'commander'
import type { AllocateOptions } from '../commands/allocate.js'
import { ALLOCATE_FORMATS, allocateCommand } from '../commands/allocate.js'
import type { CompareOptions } from '../commands/compare.js'
import { COMPARE_FORMATS, compareCommand } from '../commands/compare.js'
import type { ExplainOptions } from '../commands/explain.js'
import { EXPLAIN_FORMATS, explainCommand } from '../commands/explain.js'
import type { ForecastOptions } from '../commands/forecast.js'
import { FORECAST_FORMATS, forecastCommand } from '../commands/forecast.js'
import { CHAIN_FORMS } from '../input/chain-name.js'
import type { PreflightOptions } from '../commands/preflight.js'
import { preflightCommand } from '../commands/preflight.js'
import {
  uid,
  integer,
  emissionOption,
  policyOption,
  snapshotOption,
  strictOption,
  foreignOption,
  emptyOption,
  chainOption,
  mechanismOption,
  formatOption,
} from './options.js'
import type { Setup } from './setup.js'

export const addDeciding = ({ program, terminal, finish }: Setup): void => {
  program
    .command('allocate')
    .description('turn a snapshot into weights')
    .addOption(emissionOption())
    .addOption(snapshotOption())
    .addOption(
      new Option('--scale <scale>', 'sum: the ledger of 65535 units; max: the vector to submit').choices(['sum', 'max']).default('sum'),
    )
    .addOption(formatOption(ALLOCATE_FORMATS, 'table'))
    .addOption(strictOption())
    .addOption(foreignOption())
    .addOption(emptyOption())
    .action(async (options: AllocateOptions) => {
      finish(await allocateCommand(terminal, options))
    })

  program
    .command('explain')
    .description('show the whole way to the weight of one uid')
    .addOption(new Option('--uid <uid>', 'whose weight').argParser(uid).makeOptionMandatory())
    .addOption(emissionOption())
    .addOption(snapshotOption())
    .addOption(formatOption(EXPLAIN_FORMATS, 'text'))
    .addOption(strictOption())
    .action(async (options: ExplainOptions) => {
      finish(await explainCommand(terminal, options))
    })

  program
    .command('preflight')
    .description('ask what the chain will answer to these weights, before sending them')
    .addOption(emissionOption())
    .addOption(new Option('--snapshot <file>', 'snapshot: JSON; - is standard input'))
    .addOption(chainOption(`or the chain to ask: ${CHAIN_FORMS}`))
    .addOption(new Option('--netuid <netuid>', 'and the subnet of the chain').argParser(integer(0, 65_535)))
    .addOption(mechanismOption())
    .addOption(new Option('--results <path>', 'and results of validation: a JSON file, or a folder of them'))
    .addOption(new Option('--hotkey <hotkey>', 'who signs; the snapshot then has the permits, stakes and hyperparameters too'))
    .addOption(strictOption())
    .addOption(foreignOption())
    .addOption(emptyOption())
    .action(async (options: PreflightOptions) => {
      finish(await preflightCommand(terminal, options))
    })

  program
    .command('compare')
    .description('two configs on one snapshot: who gains, who loses, by how much')
    .addOption(policyOption())
    .addOption(new Option('--with <file>', 'the config to compare it with').makeOptionMandatory())
    .addOption(snapshotOption())
    .addOption(formatOption(COMPARE_FORMATS, 'table'))
    .addOption(strictOption())
    .addOption(foreignOption())
    .action(async (options: CompareOptions) => {
      finish(await compareCommand(terminal, options))
    })

  program
    .command('forecast')
    .description("what the network's consensus will make of weights, beside what it makes of those on chain")
    .addOption(new Option('--network <file>', 'the epoch as the chain would run it, with its hotkeys: JSON'))
    .addOption(chainOption(`or a chain that is asked for it: ${CHAIN_FORMS}`))
    .addOption(new Option('--netuid <netuid>', 'and the subnet').argParser(integer(0, 65_535)))
    .addOption(new Option('--hotkey <hotkey>', 'who would set the weights').makeOptionMandatory())
    .addOption(new Option('--weights <file>', 'weights as `allocate --format json` prints them'))
    .addOption(new Option('--config <file>', 'or the emission config to allocate by'))
    .addOption(new Option('--snapshot <file>', 'and the snapshot to allocate'))
    .addOption(
      new Option('--spec <spec>', "the runtime's spec (default: that of the network file or the chain, or the newest known)").argParser(
        integer(0, 4_294_967_295),
      ),
    )
    .addOption(new Option('--mechanism <mechanism>', 'the mechanism that the weights are for').argParser(integer(0, 15)).default(0))
    .addOption(
      new Option('--counts-from <block>', 'the first block whose epoch reads the weights, as that of their reveal').argParser(
        integer(0, Number.MAX_SAFE_INTEGER),
      ),
    )
    .addOption(formatOption(FORECAST_FORMATS, 'table'))
    .addOption(strictOption())
    .action(async (options: ForecastOptions) => {
      finish(await forecastCommand(terminal, options))
    })
}
