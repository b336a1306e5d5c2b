/** Commands that run a validator, or look at one, and at its chain. */
import { Argument, Option } from 'commander'
import type { HistoryOptions } from '../commands/history.js'
import { HISTORY_FORMATS, historyCommand } from '../commands/history.js'
import { holdCommand } from '../commands/hold.js'
import { WALLETS } from '../../adapters/keys.js'
import { CHAIN_FORMS } from '../input/chain-name.js'
import type { MetagraphOptions } from '../commands/metagraph.js'
import { metagraphCommand } from '../commands/metagraph.js'
import type { RunOptions } from '../commands/run.js'
import { runCommand } from '../commands/run.js'
import type { StatusOptions } from '../commands/status.js'
import { STATUS_FORMATS, statusCommand } from '../commands/status.js'
import type { StoreOptions } from '../input/stored-validator.js'
import type { TraceOptions } from '../commands/trace.js'
import { TRACE_FORMATS, traceCommand } from '../commands/trace.js'
import {
  uid,
  integer,
  seconds,
  policyOption,
  storageOption,
  netuidOption,
  signerOption,
  chainOption,
  mechanismOption,
  storedMechanismOption,
  formatOption,
} from './options.js'
import type { Setup } from './setup.js'

export const addOperating = ({ program, terminal, finish }: Setup): void => {
  program
    .command('run')
    .description('set weights, epoch after epoch, until stopped; reads the config again on SIGHUP')
    .addOption(policyOption())
    .addOption(storageOption())
    .addOption(chainOption(`simulated: a subnet in this process; ${CHAIN_FORMS}`).makeOptionMandatory())
    .addOption(new Option('--netuid <netuid>', 'the subnet (default: 39 where it is simulated)').argParser(integer(0, 65_535)))
    .addOption(mechanismOption())
    .addOption(new Option('--key-file <file>', 'the key of the hotkey: 32 bytes, their hex, or the JSON of a hotkey file'))
    .addOption(new Option('--wallet-name <name>', "or the wallet in the folder of Bittensor's wallets"))
    .addOption(new Option('--wallet-hotkey <name>', 'and the hotkey of that wallet'))
    .addOption(new Option('--wallet-path <folder>', 'the folder of all wallets').default(undefined, WALLETS))
    .addOption(new Option('--key-env <name>', 'or the environment variable that holds the key'))
    .addOption(new Option('--allow-open-key-file', 'read the key although other users of this machine may use its file'))
    .addOption(new Option('--hotkey <hotkey>', 'whose key it must be; a dry run needs no key where this is given'))
    .addOption(new Option('--results <path>', 'results of validation: a JSON file, or a folder of them; read again for each decision'))
    .addOption(new Option('--miners <n>', 'miners of the simulated subnet').argParser(integer(0, 4096)).default(16))
    .addOption(new Option('--seed <n>', 'what the simulated subnet is drawn from').argParser(integer(0, 4_294_967_295)).default(1))
    .addOption(new Option('--block-seconds <s>', 'time from block to block').argParser(seconds).default(12))
    .addOption(new Option('--blocks <n>', 'stop after so many blocks').argParser(integer(1, 1_000_000_000)))
    .addOption(new Option('--dry-run', 'say what would be set now, and send nothing'))
    .action(async (options: RunOptions) => {
      finish(await runCommand(terminal, options))
    })

  program
    .command('metagraph')
    .description('a subnet of a chain, as a snapshot without results')
    .addOption(chainOption(CHAIN_FORMS).makeOptionMandatory())
    .addOption(new Option('--netuid <netuid>', 'the subnet').argParser(integer(0, 65_535)).makeOptionMandatory())
    .addOption(mechanismOption())
    .addOption(new Option('--hotkey <hotkey>', 'whose stored weights and open commits to print too'))
    .addOption(
      new Option('--epoch-input', 'print what its next epoch reads instead, all mechanisms: the file of `forecast --network`').default(
        false,
        'no',
      ),
    )
    .action(async (options: MetagraphOptions) => {
      finish(await metagraphCommand(terminal, options))
    })

  program
    .command('status')
    .description('how a validator is, as far as its store knows, and what the chain shows')
    .addOption(storageOption())
    .addOption(netuidOption())
    .addOption(storedMechanismOption())
    .addOption(signerOption())
    .addOption(chainOption(`a chain to ask what is in force there: ${CHAIN_FORMS}`))
    .addOption(formatOption(STATUS_FORMATS, 'table'))
    .addOption(new Option('--check', 'exit 1 when the validator is unhealthy, 3 when that can not be told'))
    .action(async (options: StatusOptions) => {
      finish(await statusCommand(terminal, options))
    })

  program
    .command('history')
    .description('what a miner was given, the newest first')
    .addOption(new Option('--uid <uid>', 'whose weights').argParser(uid).makeOptionMandatory())
    .addOption(storageOption())
    .addOption(netuidOption())
    .addOption(storedMechanismOption())
    .addOption(signerOption())
    .addOption(new Option('--limit <n>', 'entries at most').argParser(integer(1, 1_000_000)).default(20))
    .addOption(formatOption(HISTORY_FORMATS, 'table'))
    .action(async (options: HistoryOptions) => {
      finish(await historyCommand(terminal, options))
    })

  program
    .command('trace')
    .description('how the weights of one miner came about, the newest first')
    .addOption(new Option('--uid <uid>', 'whose weights').argParser(uid).makeOptionMandatory())
    .addOption(storageOption())
    .addOption(netuidOption())
    .addOption(storedMechanismOption())
    .addOption(signerOption())
    .addOption(new Option('--limit <n>', 'weights at most').argParser(integer(1, 1_000_000)).default(1))
    .addOption(formatOption(TRACE_FORMATS, 'text'))
    .action(async (options: TraceOptions) => {
      finish(await traceCommand(terminal, options))
    })

  program
    .command('hold')
    .description('the switch that holds the last weights in place of new ones')
    .addArgument(new Argument('<position>', 'on or off').choices(['on', 'off']))
    .addOption(storageOption())
    .addOption(netuidOption())
    .addOption(storedMechanismOption())
    .addOption(signerOption())
    .action(async (position: 'on' | 'off', options: StoreOptions) => {
      finish(await holdCommand(terminal, position, options))
    })
}
