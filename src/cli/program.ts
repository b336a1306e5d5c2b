/** The command line: its commands, and the help. */
import { Command, CommanderError } from 'commander'
import type { ExitCode, Terminal } from './output/terminal.js'
import { showWrongUsage } from './output/wrong-usage.js'
import { EXIT } from './output/terminal.js'
import { addChecking } from './program/checking.js'
import { addDeciding } from './program/deciding.js'
import { addOperating } from './program/operating.js'
import type { Setup } from './program/setup.js'

const EXIT_CODES = `
Exit codes: 0 done; 1 the input was refused (the reason is on standard error, nothing on standard output); 2 wrong usage;
3 not known (\`preflight --hotkey\` without the rules of the chain; a chain that could not be asked). \`status --check\`: 0 healthy; 1 unhealthy; 3 not known.`

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

  const setup: Setup = {
    program,
    terminal,
    finish: (code) => {
      exitCode = code
    },
  }
  addDeciding(setup)
  addOperating(setup)
  addChecking(setup)

  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage
    throw error
  }
}
