import type { ExitCode, Terminal } from '../../src/cli/output/terminal.js'
import { systemClock } from '../../src/adapters/run/system-clock.js'
import { runProgram } from '../../src/cli/program.js'

/** The command line run on files held in memory. */
export const run = async (
  files: Readonly<Record<string, string | Uint8Array>>,
  args: readonly string[],
  colour = false,
  changes: Partial<Terminal> = {},
): Promise<{ code: ExitCode; out: string; err: string }> => {
  const streams = { out: '', err: '' }
  const terminal: Terminal = {
    readBytes: (path, limit) => {
      const content = files[path]
      if (content === undefined) return Promise.reject(Object.assign(new Error('no such file'), { code: 'ENOENT' }))
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
      return Promise.resolve(bytes.length > limit ? null : bytes)
    },
    takeVariable: () => undefined,
    out: (text) => {
      streams.out += text
    },
    err: (text) => {
      streams.err += text
    },
    colour,
    interactive: false,
    clock: systemClock(),
    stop: new AbortController().signal,
    onReload: () => undefined,
    ...changes,
  }
  const code = await runProgram('1.2.3', args, terminal)
  return { code, ...streams }
}
