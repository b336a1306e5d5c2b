import type { ExitCode, Terminal } from '../../src/cli/terminal.js'
import { runProgram } from '../../src/cli/program.js'

/** The command line run on files held in memory. */
export const run = async (files: Readonly<Record<string, string>>, args: readonly string[], colour = false): Promise<{ code: ExitCode; out: string; err: string }> => {
  const streams = { out: '', err: '' }
  const terminal: Terminal = {
    readText: (path) => {
      const text = files[path]
      return text === undefined ? Promise.reject(Object.assign(new Error('no such file'), { code: 'ENOENT' })) : Promise.resolve(text)
    },
    out: (text) => { streams.out += text },
    err: (text) => { streams.err += text },
    colour,
  }
  const code = await runProgram('1.2.3', args, terminal)
  return { code, ...streams }
}
