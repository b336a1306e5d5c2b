/** Input that was right once: texts, configs, snapshots and names with a few things changed. All from a seed. */
import type { Json } from '../arbitraries/snapshot.js'

/** A small generator of its own, since a million runs need no shrinking: xorshift32. */
export type Dice = (sides: number) => number
export const dice = (seed: number): Dice => {
  let state = (seed ^ 0x9e3779b9) | 1
  return (sides) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % sides
  }
}

const pick = <A>(roll: Dice, list: readonly A[]): A => list[roll(list.length)]!

const SNIPPETS = [
  '',
  ' ',
  '"',
  "'",
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '=',
  '.',
  '#',
  '\n',
  '\r',
  '\t',
  '\u0000',
  '\u007f',
  '\u202e',
  '\uFEFF',
  '\ud800',
  '😀',
  '-',
  '0',
  '9',
  'e',
  '1e999',
  'nan',
  'inf',
  'true',
  'null',
  '__proto__',
  'constructor',
  '{"a":{"a":',
  '[[[[[[[[',
  '"""',
  "'''",
  '99999999999999999999',
  '-0',
  '0x10',
  '1979-05-27',
  '\\u0041',
]

/** A text with a few characters dropped, doubled, swapped or put in. */
export const editText = (roll: Dice, text: string): string => {
  let edited = text
  for (let n = roll(4); n >= 0; n--) {
    const at = roll(edited.length + 1)
    const length = roll(3) === 0 ? roll(40) : roll(3)
    edited =
      edited.slice(0, at) +
      (roll(4) === 0 ? edited.slice(at, at + length).repeat(2) : pick(roll, SNIPPETS)) +
      edited.slice(at + (roll(2) === 0 ? length : 0))
  }
  return edited
}

const VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -0,
  -1,
  1,
  0.5,
  Number.MIN_VALUE,
  Number.MAX_VALUE,
  Infinity,
  65_535,
  65_536,
  2 ** 53,
  -5e-324,
  '',
  '0',
  '100',
  '33.3',
  'x'.repeat(300),
  '\u0000',
  '__proto__',
  [],
  {},
  [[]],
  { a: 1 },
  ['x'],
  'NVIDIA H100',
  '2026-11-20T06:00:00Z',
  '2026-11-20T06:00:00.123456789012345678901234567890+23:59',
  '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY',
]

/** A value with one thing in it, at any depth, replaced, dropped, doubled, renamed or moved elsewhere. */
export const editValue = (roll: Dice, value: unknown): unknown => {
  if (Array.isArray(value) && value.length > 0 && roll(4) > 0) {
    const at = roll(value.length)
    const list = [...(value as unknown[])]
    const change = roll(6)
    if (change === 0) list.splice(at, 1)
    else if (change === 1) list.splice(at, 0, list[roll(list.length)])
    else list[at] = editValue(roll, list[at])
    return list
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && roll(5) > 0) {
    const entries = Object.entries(value as Json)
    if (entries.length > 0) {
      const at = roll(entries.length)
      const [key, old] = entries[at]!
      const change = roll(8)
      if (change === 0) entries.splice(at, 1)
      else if (change === 1) entries[at] = [editText(roll, key), old]
      else if (change === 2) entries.push([pick(roll, ['__proto__', 'constructor', 'toString', 'uid', 'emission', 'extra']), old])
      else entries[at] = [key, editValue(roll, old)]
      return Object.fromEntries(entries)
    }
  }
  return typeof value === 'string' && roll(2) === 0 ? editText(roll, value) : pick(roll, VALUES)
}
