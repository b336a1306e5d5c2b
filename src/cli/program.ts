/** The command line: its commands, their options, and the help. */
import { Command, CommanderError, Option } from 'commander'
import type { AllocateOptions } from './allocate-command.js'
import { FORMATS, allocateCommand } from './allocate-command.js'
import type { ExitCode, Terminal } from './terminal.js'
import { EXIT } from './terminal.js'

const EXIT_CODES = `
Exit codes: 0 done; 1 the input was refused (the reason is on standard error, nothing on standard output); 2 wrong usage.`

/** Runs the command line on its arguments (without the names of node and the script). Never throws for wrong usage. */
export const runProgram = async (version: string, args: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  let exitCode: ExitCode = EXIT.done
  const program = new Command('steelyard')
    .description('Exact weights for validators: burn, GPU category pools and scores to u16, conserved to the unit.')
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .addHelpText('after', EXIT_CODES)

  program
    .command('allocate')
    .description('turn a snapshot into weights')
    .requiredOption('--config <file>', 'emission config, TOML (or JSON by its ending)')
    .requiredOption('--snapshot <file>', 'snapshot, JSON')
    .addOption(new Option('--scale <scale>', 'sum: the ledger of 65535 units; max: the vector to submit').choices(['sum', 'max']).default('sum'))
    .addOption(new Option('--format <format>', 'how to print').choices(FORMATS).default('table'))
    .option('--strict', 'refuse the snapshot when a result is malformed, instead of setting the row aside', false)
    .action(async (options: AllocateOptions) => {
      exitCode = await allocateCommand(terminal, options)
    })

  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage
    throw error
  }
}
