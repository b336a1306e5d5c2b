/** Documents that were right once: something in them, at any depth, is replaced, left out, doubled, renamed, moved or made huge. */
import type { Dice } from './dice.js'
import { pick } from './dice.js'
import { editText } from './edit-text.js'

const NUMBERS = [
  ...[0, -0, -1, 1, 0.5, 1e-9, -5e-324, Number.MIN_VALUE, Number.MAX_VALUE, Infinity, -Infinity, NaN],
  ...[255, 256, 65_534, 65_535, 65_536, 4_294_967_295, 4_294_967_296, 9_007_199_254_740_991, 9_007_199_254_740_992, 1e21, 33.3, 100, 100.1],
]
/** Numbers as text, wrong units, and other spellings. */
const SPELLINGS = [
  '',
  '0',
  '1',
  '100',
  '33.3',
  '1e3',
  '-1',
  '+5',
  '0x1F',
  '1,5',
  '5 %',
  '5%',
  '80 GB',
  '80GB',
  '3h',
  '3 hours',
  '1_000',
  '٣',
  'Infinity',
  'NaN',
]
const DATES = [
  ...[
    '2026-11-20T06:00:00Z',
    '2026-11-20T05:59:00.123456789012345678901234567890+23:59',
    '2026-11-20',
    '2026-11-20T06:00:00',
    '20/11/2026',
  ],
  ...['2026-02-30T06:00:00Z', '2026-11-20T24:00:00Z', '2026-11-20T23:59:60Z', '2026-11-20T06:00:00+24:00', '9999-12-31T23:59:59Z'],
  ...[
    '0000-01-01T00:00:00Z',
    '-000001-01-01T00:00:00Z',
    '2026-11-20t06:00:00z',
    '1795154400',
    '2126-11-20T06:00:00Z',
    '1926-11-20T06:00:00Z',
  ],
]
const TEXTS = [
  '__proto__',
  'constructor',
  'H100',
  'NVIDIA H100',
  'OTHER',
  '\u202eH100',
  '\u0000',
  '\u001b[31m',
  'error: forged',
  '\ud800',
  '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY',
]
const OTHERS: readonly unknown[] = [null, true, false, [], {}, [[]], { a: 1 }, ['x'], [null], { weight: 1 }, [[0, 65_535]]]
const KEYS = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '',
  ' ',
  'uid',
  'emission',
  'pathways',
  'extra',
  'burn_uid',
  '\u202e',
  'a.b',
  '0',
  'length',
]

const nested = (depth: number, value: unknown): unknown => {
  let whole = value
  for (let i = 0; i < depth; i++) whole = i % 2 === 0 ? [whole] : { a: whole }
  return whole
}

/** Long, deep and broad values; these cost time, so they are rare. */
const huge = (roll: Dice, value: unknown): unknown => {
  switch (roll(4)) {
    case 0:
      return pick(roll, ['x', '\u202e', 'é', '"', '9']).repeat(1 + roll(70_000))
    case 1:
      return nested(pick(roll, [10, 63, 64, 65, 200, 3000]), value)
    case 2:
      return Array.from({ length: roll(3000) }, () => value)
    default:
      return Object.fromEntries(Array.from({ length: roll(3000) }, (_, i) => [`${pick(roll, KEYS)}${i}`, value]))
  }
}

const other = (roll: Dice, value: unknown): unknown => {
  const kind = roll(64)
  if (kind === 0) return huge(roll, value)
  if (kind < 8 && typeof value === 'number') return String(value)
  if (kind < 12 && typeof value === 'string' && value !== '' && Number.isFinite(Number(value))) return Number(value)
  if (kind < 20 && typeof value === 'string') return editText(roll, value)
  if (kind < 24) return [value]
  if (kind < 28) return { value }
  return pick<unknown>(roll, pick<readonly unknown[]>(roll, [NUMBERS, NUMBERS, SPELLINGS, DATES, TEXTS, OTHERS]))
}

const editList = (roll: Dice, list: readonly unknown[]): unknown => {
  const at = roll(list.length)
  switch (roll(7)) {
    case 0:
      return [...list.slice(0, at), ...list.slice(at + 1)]
    case 1:
      return [...list.slice(0, at), list[roll(list.length)], ...list.slice(at)]
    case 2:
      return [...list].reverse()
    default:
      return list.map((entry, i) => (i === at ? editValue(roll, entry) : entry))
  }
}

const editTable = (roll: Dice, entries: readonly (readonly [string, unknown])[]): unknown => {
  const at = roll(entries.length)
  const [key, value] = entries[at]!
  switch (roll(10)) {
    case 0:
      return Object.fromEntries(entries.filter((_, i) => i !== at))
    case 1:
      return Object.fromEntries(entries.map((entry, i) => (i === at ? [editText(roll, key), value] : entry)))
    case 2:
      return Object.fromEntries([...entries, [pick(roll, KEYS), value]])
    case 3:
      return Object.fromEntries(entries.map((entry, i) => (i === at ? [key, pick(roll, entries)[1]] : entry)))
    default:
      return Object.fromEntries(entries.map((entry, i) => (i === at ? [key, editValue(roll, value)] : entry)))
  }
}

/** The value with one thing in it changed. */
export const editValue = (roll: Dice, value: unknown): unknown => {
  if (Array.isArray(value) && value.length > 0 && roll(5) > 0) return editList(roll, value)
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && roll(8) > 0) {
    const entries = Object.entries(value)
    if (entries.length > 0) return editTable(roll, entries)
  }
  return other(roll, value)
}

/** The value as it is, or with up to three things changed. */
export const editedOften = (roll: Dice, value: unknown): unknown => {
  let edited = value
  for (let n = pick(roll, [0, 0, 0, 0, 1, 1, 2, 3]); n > 0; n--) edited = editValue(roll, edited)
  return edited
}
