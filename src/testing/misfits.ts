/** Values that don't fit a column, made of its description: each breaks another rule. */
import type { Column, Item } from '../storage/tables.js'

const OF_TYPE: { readonly [T in Column['type']]: readonly unknown[] } = {
  text: [undefined, 7, true, ['a'], 'a\u0000b', '\ud800'],
  timestamp: [
    undefined,
    0,
    new Date(0),
    'yesterday',
    '2026-11-20T06:00:00Z',
    '2026-11-20T06:00:00.000000000+00:00',
    '2026-02-30T06:00:00.000000000Z',
  ],
  integer: [undefined, '1', true, 0.5, NaN, Infinity, 2 ** 53, 1n],
  real: [undefined, '0.5', true, NaN, Infinity, -Infinity],
  decimal: [undefined, 5, '', '5.0', '05', '.5', '1e1', 'NaN', '0.0000000000000000001'],
  flag: [undefined, 0, 1, 'true'],
  json: [undefined, NaN, Infinity, 1n, () => 0, [undefined], { a: undefined }, new Date(0), new Map()],
}

/** Values that are no lists of these items. */
const noListsOf = (items: Item): readonly unknown[] => {
  if (items === 'u16') return [null, {}, 7, [-1], [65_536], [0.5], ['7'], [null]]
  if (items === 'string') return [null, {}, 'a', [7], [null]]
  const [first] = Object.keys(items)
  const whole = Object.fromEntries(Object.keys(items).map((key) => [key, 'a']))
  return [null, {}, ['a'], [{}], [null], [{ ...whole, [first!]: 7 }]]
}

/** What may not stand in a column. */
export const misfitsOf = ({ type, nullable, least, most, oneOf, items }: Column): readonly unknown[] => {
  const spelt = (n: number): unknown => (type === 'decimal' ? `${n}` : n)
  return [
    ...OF_TYPE[type],
    ...(nullable === true || type === 'json' ? [] : [null]),
    ...(least === undefined ? [] : [spelt(least - 1)]),
    ...(most === undefined ? [] : [spelt(most + 0.5)]),
    ...(oneOf === undefined ? [] : [`${oneOf.join(' or ')} or another`, '']),
    ...(items === undefined ? [] : noListsOf(items)),
  ]
}
