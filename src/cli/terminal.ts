/** What the command line needs of the world: files, two streams, and whether to colour. */
export interface Terminal {
  readonly readText: (path: string) => Promise<string>
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  readonly colour: boolean
}

/** Exit codes: done; the input was refused, with the reason on standard error; the command was misspelt. */
export const EXIT = { done: 0, refused: 1, usage: 2 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
