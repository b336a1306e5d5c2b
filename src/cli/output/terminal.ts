import type { Clock, Signal } from '../../validator/ports.js'
import { printableJson } from '../../units/json/printable-json.js'
import { oneLine } from '../../units/text/one-line.js'

/** What the command line needs from its environment: files, two streams, the time, and signals from the user. */
export interface Terminal {
  /** The bytes of a file (`-` is standard input), or null when there are more than `limit`. Rejects when it can't be read. */
  readonly readBytes: (path: string, limit: number) => Promise<Uint8Array | null>
  /** The value of an environment variable, which is removed: what is read so is a secret. */
  readonly takeVariable: (name: string) => string | undefined
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  readonly colour: boolean
  /** Whether a line may be overwritten, because a person watches the terminal. */
  readonly interactive: boolean
  readonly clock: Clock
  /** Aborts when the user stops the command. */
  readonly stop: Signal
  /** Calls back when the user asks to read files again. */
  readonly onReload: (listener: () => void) => void
}

/** Exit codes: success; the input was refused, with the reason on standard error; wrong usage; the question could not be answered. */
export const EXIT = { done: 0, refused: 1, usage: 2, unknown: 3 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** Prints lines. A text from outside in a line can't begin another one, and can't move the cursor. */
export const print = ({ out }: Pick<Terminal, 'out'>, lines: readonly string[]): void => {
  for (const line of lines) out(`${oneLine(line)}\n`)
}

/** Prints a document as JSON. */
export const printJson = ({ out }: Pick<Terminal, 'out'>, document: object, indent = 0): void => {
  out(`${printableJson(document, indent)}\n`)
}

/** Prints the mistakes in the input, one per line, and returns the exit code. */
export const refuse = ({ err }: Terminal, problems: readonly string[]): ExitCode => {
  for (const problem of problems) err(`error: ${oneLine(problem)}\n`)
  return EXIT.refused
}

/** Prints warnings, one per line. */
export const warn = ({ err }: Terminal, warnings: readonly string[]): void => {
  for (const warning of warnings) err(`warning: ${oneLine(warning)}\n`)
}
