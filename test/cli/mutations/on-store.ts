/** The commands that read or write the store of a validator that has run. */
import { hotkeyOf } from '../../arbitraries/hotkey.js'
import { flags, uid } from './arguments.js'
import type { Dice } from './dice.js'
import { pick } from './dice.js'
import * as inputs from './inputs.js'

/** The store of a validator that has run. */
const storage = (roll: Dice, file: string): string => (roll(3) > 0 ? `sqlite:${file}` : pick(roll, inputs.STORES))

const signer = (roll: Dice): readonly string[] =>
  pick<readonly string[]>(roll, [[], [], [], ['--netuid', '39'], ['--netuid', '65535'], ['--hotkey', hotkeyOf(1)], ['--hotkey', 'x']])

const LIMITS = ['1', '5', '1000000'] as const

/** `store` is the name of a file. */
type Arguments = (roll: Dice, store: string) => readonly string[]

export const ON_STORE = {
  trace: (roll, store) => [
    ...['trace', '--uid', uid(roll), '--storage', storage(roll, store), '--limit', pick(roll, LIMITS)],
    ...['--format', pick(roll, ['text', 'json']), ...signer(roll)],
  ],
  history: (roll, store) => [
    ...['history', '--uid', uid(roll), '--storage', storage(roll, store), '--limit', pick(roll, LIMITS)],
    ...['--format', pick(roll, ['table', 'json', 'csv']), ...signer(roll)],
  ],
  status: (roll, store) => [
    ...['status', '--storage', storage(roll, store), '--format', pick(roll, ['table', 'json'])],
    ...[...signer(roll), ...flags(roll, '--check')],
  ],
  hold: (roll, store) => ['hold', pick(roll, ['on', 'off']), '--storage', storage(roll, store), ...signer(roll)],
} satisfies { readonly [command: string]: Arguments }
