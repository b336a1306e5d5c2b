/** The log of a running validator: its lines, and below them, on an interactive terminal, one status line that is overwritten. */
import type { Clock, Logger } from '../../validator/ports.js'
import type { Terminal } from './terminal.js'
import { oneLine } from '../../units/text/one-line.js'

/** Clears the line of the cursor. */
const CLEAR = '\r\u001b[2K'

/** A logger, and the status line below the log. */
export interface RunLog {
  readonly logger: Logger
  readonly show: (line: string) => void
  /** Removes the status line. */
  readonly end: () => void
}

export const runLog = ({ out, interactive }: Pick<Terminal, 'out' | 'interactive'>, clock: Clock): RunLog => {
  let shown = ''
  const write =
    (level: string) =>
    (_: object, message: string): void => {
      const at = clock.now()
      const lines = message.split('\n').map((line) => `${at} ${level} ${oneLine(line)}\n`)
      out(`${shown === '' ? '' : CLEAR}${lines.join('')}${shown}`)
    }
  return {
    logger: { debug: () => undefined, info: write('info '), warn: write('warn '), error: write('error') },
    show: (status) => {
      const line = oneLine(status)
      if (!interactive || line === shown) return
      out(`${shown === '' ? '' : CLEAR}${line}`)
      shown = line
    },
    end: () => {
      if (shown !== '') out(CLEAR)
      shown = ''
    },
  }
}
