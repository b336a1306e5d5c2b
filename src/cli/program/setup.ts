/** What the commands are added to, and what they work with. */
import type { Command } from 'commander'
import type { ExitCode, Terminal } from '../output/terminal.js'

export interface Setup {
  readonly program: Command
  readonly terminal: Terminal
  /** Told the exit code of the command that was carried out. */
  readonly finish: (code: ExitCode) => void
}
