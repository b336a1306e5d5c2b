/** The command line: its commands, their options, and the help. */
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { Uid } from '../units/integer/uid.js'
import type { AllocateOptions } from './commands/allocate.js'
import { ALLOCATE_FORMATS, allocateCommand } from './commands/allocate.js'
import { checkCommand } from './commands/check.js'
import type { CompareOptions } from './commands/compare.js'
import { COMPARE_FORMATS, compareCommand } from './commands/compare.js'
import type { ExplainOptions } from './commands/explain.js'
import { EXPLAIN_FORMATS, explainCommand } from './commands/explain.js'
import { GPU_FORMATS, gpuCommand } from './commands/gpu.js'
import type { ForecastOptions } from './commands/forecast.js'
import { FORECAST_FORMATS, forecastCommand } from './commands/forecast.js'
import type { HistoryOptions } from './commands/history.js'
import { HISTORY_FORMATS, historyCommand } from './commands/history.js'
import { holdCommand } from './commands/hold.js'
import { WALLETS } from '../adapters/keys.js'
import { CHAIN_FORMS } from './input/chain-name.js'
import { STORAGE_FORMS } from './input/store-name.js'
import type { MetagraphOptions } from './commands/metagraph.js'
import { metagraphCommand } from './commands/metagraph.js'
import type { PreflightOptions } from './commands/preflight.js'
import { preflightCommand } from './commands/preflight.js'
import type { RunOptions } from './commands/run.js'
import { runCommand } from './commands/run.js'
import type { StatusOptions } from './commands/status.js'
import { STATUS_FORMATS, statusCommand } from './commands/status.js'
import type { StoreOptions } from './input/stored-validator.js'
import type { TraceOptions } from './commands/trace.js'
import { TRACE_FORMATS, traceCommand } from './commands/trace.js'
import type { ExitCode, Terminal } from './output/terminal.js'
import { showWrongUsage } from './output/wrong-usage.js'
import { EXIT } from './output/terminal.js'

const EXIT_CODES = `
Exit codes: 0 done; 1 the input was refused (the reason is on standard error, nothing on standard output); 2 wrong usage;
3 not known (\`preflight --hotkey\` without the rules of the chain; a chain that could not be asked). \`status --check\`: 0 healthy; 1 unhealthy; 3 not known.`

const uid = (text: string): number => {
  if (!/^\d{1,5}$/.test(text) || !Uid.is(Number(text))) throw new InvalidArgumentError('A uid is an integer from 0 to 65535.')
  return Number(text)
}

const integer =
  (least: number, most: number) =>
  (text: string): number => {
    const n = Number(text)
    if (!/^\d+$/.test(text) || n < least || n > most) throw new InvalidArgumentError(`Expected an integer from ${least} to ${most}.`)
    return n
  }

const seconds = (text: string): number => {
  const n = Number(text)
  if (!/^\d+(\.\d+)?$/.test(text) || n < 0.01 || n > 3600) throw new InvalidArgumentError('Expected seconds from 0.01 to 3600.')
  return n
}

const configOption = (kind: string): Option =>
  new Option('--config <file>', `${kind}: TOML, or JSON when it ends in .json`).makeOptionMandatory()
const emissionOption = (): Option => configOption('emission config')
const policyOption = (): Option => configOption('config of any policy, by its table [emission], [pathways] or [event_shares]')
const snapshotOption = (): Option => new Option('--snapshot <file>', 'snapshot: JSON; - is standard input').makeOptionMandatory()
const strictOption = (): Option =>
  new Option('--strict', 'refuse the snapshot when a result is malformed, instead of setting it aside').default(false, 'no')
const foreignOption = (): Option =>
  new Option('--allow-foreign-burn', "let the burn go to a neuron that is not the subnet owner's, which is paid by it").default(false, 'no')
const emptyOption = (): Option =>
  new Option('--allow-empty', 'print weights also when there are results and none of them can be paid, so that everything burns').default(
    false,
    'no',
  )
const storageOption = (): Option => new Option('--storage <store>', `where records are kept: ${STORAGE_FORMS}`).makeOptionMandatory()
const netuidOption = (): Option =>
  new Option('--netuid <netuid>', 'the subnet, where the store knows several').argParser(integer(0, 65_535))
const signerOption = (): Option => new Option('--hotkey <hotkey>', 'who signs, where the store knows several')
const chainOption = (text: string): Option =>
  new Option('--chain <chain>', text).argParser((name: string, before: string | undefined) =>
    before === undefined ? name : `${before},${name}`,
  )
const mechanismOption = (): Option =>
  new Option('--mechanism <mechanism>', 'the mechanism of the subnet').argParser(integer(0, 15)).default(0)
/** Of a validator in a store: by default whichever there is. */
const storedMechanismOption = (): Option =>
  new Option('--mechanism <mechanism>', 'its mechanism, where the store has validators of several').argParser(integer(0, 15))
const formatOption = (formats: readonly string[], initial: string): Option =>
  new Option('--format <format>', 'how to print').choices(formats).default(initial)

/** Runs the command line on its arguments (without the names of node and the script). Never throws for wrong usage. */
export const runProgram = async (version: string, args: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  let exitCode: ExitCode = EXIT.done
  const program = new Command('steelyard')
    .description('Exact weights for validators: burn, GPU category pools and scores to u16, conserved to the unit.')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: terminal.out,
      writeErr: terminal.err,
      outputError: (message, write) => {
        write(showWrongUsage(args)(message))
      },
    })
    .addHelpText('after', EXIT_CODES)

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
      exitCode = await allocateCommand(terminal, options)
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
      exitCode = await explainCommand(terminal, options)
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
      exitCode = await preflightCommand(terminal, options)
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
      exitCode = await compareCommand(terminal, options)
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
      exitCode = await forecastCommand(terminal, options)
    })

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
      exitCode = await runCommand(terminal, options)
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
      exitCode = await metagraphCommand(terminal, options)
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
      exitCode = await statusCommand(terminal, options)
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
      exitCode = await historyCommand(terminal, options)
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
      exitCode = await traceCommand(terminal, options)
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
      exitCode = await holdCommand(terminal, position, options)
    })

  program
    .command('check')
    .description('name every error of a config, or show it with its defaults')
    .addOption(policyOption())
    .action(async (options: { readonly config: string }) => {
      exitCode = await checkCommand(terminal, options)
    })

  program
    .command('gpu')
    .description('name the boards on standard input, a line each')
    .addOption(formatOption(GPU_FORMATS, 'table'))
    .action(async (options: { readonly format: (typeof GPU_FORMATS)[number] }) => {
      exitCode = await gpuCommand(terminal, options)
    })

  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage
    throw error
  }
}
