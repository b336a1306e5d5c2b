/**
 * JSON in one spelling: equal values have equal texts, byte for byte.
 *
 * Keys are sorted by code units; there are no spaces; characters outside ASCII are written as \uXXXX; doubles by their
 * shortest decimal; bigints of any size as digits. Each character is one byte, so no encoder is needed.
 */
import { codeUnitOrder } from '../order/code-unit-order.js'

/** A value that has a canonical text. Numbers are finite; a key whose value is undefined is left out. */
export type Canonical = null | boolean | number | bigint | string | readonly Canonical[] | { readonly [key: string]: Canonical | undefined }

const BEYOND_ASCII = /[\u0080-\uffff]/

const spell = (text: string): string => {
  const quoted = JSON.stringify(text)
  if (!BEYOND_ASCII.test(quoted)) return quoted
  return quoted.replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

const isList = (value: Canonical): value is readonly Canonical[] => Array.isArray(value)

/**
 * The canonical text of a value. Negative zero is written as 0. It never fails.
 *
 * @example
 * ```ts
 * import { canonicalJson } from 'steelyard/units'
 * canonicalJson({ b: [1.50, 2n, null], a: 'é', c: undefined }) // => '{"a":"\\u00e9","b":[1.5,2,null]}'
 * ```
 */
export const canonicalJson = (value: Canonical): string => {
  if (value === null || typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  if (typeof value === 'string') return spell(value)
  if (typeof value === 'number') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  // The default order of `sort` is that of code units.
  const keys = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
  return `{${keys.map((key) => `${spell(key)}:${canonicalJson(value[key]!)}`).join(',')}}`
}

/** The members of a set, in the order of their canonical texts. A member that occurs twice is written twice. */
export const asSet = (members: readonly Canonical[]): readonly Canonical[] =>
  members
    .map((member) => ({ member, text: canonicalJson(member) }))
    .sort((a, b) => codeUnitOrder.compare(a.text, b.text))
    .map(({ member }) => member)
