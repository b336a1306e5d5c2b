/** The command line with a mistake in it, for the verdict to find. Each behaves well but for some inputs. */
import { runProgram } from '../../../src/cli/program.js'
import type { Terminal } from '../../../src/cli/output/terminal.js'
import type { Program } from './session.js'

/** The terminal whose files are looked at for a text as they are read. */
const looking = (terminal: Terminal, text: string): { readonly terminal: Terminal; readonly found: () => boolean } => {
  let found = false
  const readBytes: Terminal['readBytes'] = async (path, limit) => {
    const bytes = await terminal.readBytes(path, limit)
    found ||= bytes !== null && Buffer.from(bytes).includes(text)
    return bytes
  }
  return { terminal: { ...terminal, readBytes }, found: () => found }
}

/** The program, and after it something wrong where it was refused. */
const afterRefusal =
  (wrong: (terminal: Terminal) => void): Program =>
  async (version, args, terminal) => {
    const code = await runProgram(version, args, terminal)
    if (code === 1) wrong(terminal)
    return code
  }

const kept: unknown[] = []

export const WRONG: Readonly<Record<string, { readonly program: Program; readonly problem: RegExp }>> = {
  'throws for a certain key': {
    problem: /^threw TypeError/,
    program: async (version, args, terminal) => {
      const looked = looking(terminal, 'constructor')
      const code = await runProgram(version, args, looked.terminal)
      if (looked.found()) throw new TypeError('x is not a function')
      return code
    },
  },
  'prints before it refuses': {
    problem: /something on standard output/,
    program: async (version, args, terminal) => {
      terminal.out(args[0] === 'explain' ? 'netuid 39\n' : '')
      return runProgram(version, args, terminal)
    },
  },
  'prints 100 kB': { problem: /bytes on standard error/, program: afterRefusal(({ err }) => err(`error: ${'x'.repeat(100_000)}\n`)) },
  'shows a stack': {
    problem: /said .*at Object/,
    program: afterRefusal(({ err }) => err('error: something\n    at Object.<anonymous> (program.js:1:1)\n')),
  },
  'writes an object into a text': { problem: /said .*object Object/, program: afterRefusal(({ err }) => err(`error: ${String({})}\n`)) },
  'writes a value that is not there': {
    problem: /said .*undefined/,
    program: afterRefusal(({ err }) => err(`error: ${String(undefined)}\n`)),
  },
  'shows the text of an exception': {
    problem: /said .*RangeError/,
    program: afterRefusal(({ err }) => err('error: RangeError: too much\n')),
  },
  'lets a text act on the terminal': { problem: /acts on a terminal/, program: afterRefusal(({ err }) => err('error: \u202eforged\n')) },
  'repeats its arguments': {
    problem: /a password/,
    program: async (version, args, terminal) => {
      terminal.err(`warning: ${args.filter((arg) => /^[ -~]*$/.test(arg)).join(' ')}\n`)
      return runProgram(version, args, terminal)
    },
  },
  'says what is no error': { problem: /refused, saying/, program: afterRefusal(({ err }) => err('hm\n')) },
  'has another exit code': {
    problem: /exit code 70/,
    program: async (version, args, terminal) => {
      const code = await runProgram(version, args, terminal)
      return code === 1 ? (70 as never) : code
    },
  },
  'is silent': {
    problem: /nothing said/,
    program: async (version, args, { err: _, out: __, ...terminal }) => {
      await runProgram(version, args, { ...terminal, out: () => undefined, err: () => undefined })
      return 0
    },
  },
}

/** Keeps a megabyte of every run. */
export const LEAKING: Program = (version, args, terminal) => {
  kept.push(new Array(130_000).fill(args.length).map((n: number, i) => n + i + 0.5))
  return runProgram(version, args, terminal)
}
