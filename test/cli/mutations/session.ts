/** Runs the command line in this process on files in memory, with limits: the user stops it, and what it says is measured. */
import { systemClock } from '../../../src/adapters/run/system-clock.js'
import type { runProgram } from '../../../src/cli/program.js'
import type { Terminal } from '../../../src/cli/output/terminal.js'
import type { Invocation } from './on-files.js'
import type { Ran } from './verdict.js'

export type Program = typeof runProgram

/** After so many milliseconds the user stops the command: only `run` goes on for so long, where it was told so. */
const STOPPED_AFTER = 60

export const runInvocation = async (program: Program, { args, files }: Invocation): Promise<Ran> => {
  const said = { out: '', err: '' }
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), STOPPED_AFTER)
  const terminal: Terminal = {
    readBytes: (path, limit) => {
      const bytes = Object.hasOwn(files, path) ? files[path]! : null
      if (bytes === null) return Promise.reject(Object.assign(new Error('no such file'), { code: 'ENOENT' }))
      return Promise.resolve(bytes.length > limit ? null : bytes)
    },
    out: (text) => {
      said.out += text
    },
    err: (text) => {
      said.err += text
    },
    colour: false,
    interactive: false,
    clock: systemClock(),
    stop: stop.signal,
    takeVariable: () => undefined,
    onReload: () => undefined,
  }
  const began = performance.now()
  const ran = (code: number, thrown: unknown): Ran => ({ args, code, ...said, thrown, seconds: (performance.now() - began) / 1000 })
  try {
    return ran(await program('1.2.3', args, terminal), null)
  } catch (error) {
    return ran(-1, error ?? 'nothing')
  } finally {
    clearTimeout(timer)
  }
}
