/** Any run of the command line: a command on edited files, or on a store, and now and then with edited arguments. */
import type { Dice } from './dice.js'
import { pick } from './dice.js'
import { editText } from './edit-text.js'
import type { Invocation } from './on-files.js'
import { ON_FILES } from './on-files.js'
import { ON_STORE } from './on-store.js'

export type CommandName = keyof typeof ON_FILES | keyof typeof ON_STORE
export const COMMAND_NAMES = [...Object.keys(ON_FILES), ...Object.keys(ON_STORE)] as readonly CommandName[]

const drawn = (roll: Dice, command: CommandName, store: string): Invocation =>
  command in ON_STORE
    ? { args: ON_STORE[command as keyof typeof ON_STORE](roll, store), files: {} }
    : ON_FILES[command as keyof typeof ON_FILES](roll)

const ARGUMENTS = [
  ...[
    '--help',
    '--version',
    '-h',
    '--',
    '-',
    '--format',
    'json',
    '--uid',
    '-1',
    '65536',
    '1e3',
    '999999999999',
    '\u202e',
    '',
    ' ',
    '--x=y',
  ],
  ...['--config', 'c.json', 'c.toml', 's.json', 'there is none', '__proto__', 'postgres://u:secret@127.0.0.1:1/a', '--strict', '--limit'],
]

/** The arguments with one of them left out, doubled, edited or replaced. */
const editArguments = (roll: Dice, args: readonly string[]): readonly string[] => {
  const at = roll(args.length)
  const put = pick<readonly string[]>(roll, [[], [args[at]!, args[at]!], [editText(roll, args[at]!)], [pick(roll, ARGUMENTS)]])
  return [...args.slice(0, at), ...put, ...args.slice(at + 1)]
}

/** A run of that command. Every eighth has its arguments changed too. What follows `--storage` stays, lest a file of that name be made. */
export const invocationOf = (roll: Dice, command: CommandName, store: string): Invocation => {
  const { args, files } = drawn(roll, command, store)
  if (roll(8) > 0) return { args, files }
  const edited = editArguments(roll, args)
  const named = edited.indexOf('--storage') + 1
  return { args: command === 'run' && named > 0 && edited[named] !== 'memory' ? args : edited, files }
}
