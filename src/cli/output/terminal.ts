import type { Clock, Signal } from '../../validator/ports.js'

/** What the command line needs of the world: files, two streams, the time, and what the user wants of them. */
export interface Terminal {
  /** The bytes of a file (`-` is standard input), or null when there are more than `limit`. Rejects when it can't be read. */
  readonly readBytes: (path: string, limit: number) => Promise<Uint8Array | null>
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  readonly colour: boolean
  /** A line that is written over may be used: there is somebody who sees it. */
  readonly interactive: boolean
  readonly clock: Clock
  /** Aborts when the user wants an end. */
  readonly stop: Signal
  /** Calls back whenever the user wants files to be read again. */
  readonly onReload: (listener: () => void) => void
}

/** Exit codes: done; the input was refused, with the reason on standard error; the command was misspelt. */
export const EXIT = { done: 0, refused: 1, usage: 2 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** Prints what is wrong with the input, a line each, and the code that goes with it. */
export const refuse = ({ err }: Terminal, problems: readonly string[]): ExitCode => {
  for (const problem of problems) err(`error: ${problem}\n`)
  return EXIT.refused
}

/** Prints what someone should look at, a line each. */
export const warn = ({ err }: Terminal, warnings: readonly string[]): void => {
  for (const warning of warnings) err(`warning: ${warning}\n`)
}
