/**
 * What is wrong with a piece of input, as data: the path, the value found there, and what was expected. Decoding
 * collects one fault for each mistake, up to 20 of a kind. The layers that read input turn faults into messages.
 */
import type * as t from 'io-ts'
import type { More } from '../capped/capped.js'
import { showMore } from '../capped/capped.js'
import { oneLine } from '../text/one-line.js'
import { quote } from '../text/quote.js'
import { errorList, meaningOf } from './error-list.js'

/** One mistake in a piece of input. */
export type Fault =
  /** The value is of the wrong kind or out of range. `expected` is a noun, such as `an integer from 0 to 65535`. */
  | { readonly _tag: 'Unexpected'; readonly path: string; readonly value: unknown; readonly expected: string }
  /** A required value is missing. */
  | { readonly _tag: 'Missing'; readonly path: string; readonly expected: string }
  /** A key that is not known; `nearest` is the known key that was most likely meant. */
  | { readonly _tag: 'UnknownKey'; readonly path: string; readonly value: unknown; readonly nearest?: string }
  /** A key that occurs twice in one table. Choosing one of its two values would be a guess. */
  | { readonly _tag: 'RepeatedKey'; readonly path: string }
  /** A key that is refused because it is unsafe in JavaScript objects: `__proto__`. */
  | { readonly _tag: 'ForbiddenKey'; readonly path: string }
  /** More faults of one kind than are listed. */
  | More

const PLAIN_KEY = /^[A-Za-z_][\w-]*$/

/** Joins keys as they would be written in code; a key that is not a plain name is quoted. */
export const pathOf = (keys: readonly (string | number)[]): string =>
  keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`
    if (!PLAIN_KEY.test(key)) return `${path}[${quote(key)}]`
    return path === '' ? key : `${path}.${key}`
  }, '')

const isList = (type: t.Decoder<unknown, unknown>): boolean => '_tag' in type && type._tag === 'ReadonlyArrayType'

/**
 * The faults behind the errors of io-ts: at most 20 of a kind, and how many more there are. The root of a context is the input itself and
 * has no key.
 */
export const faultsOf = (errors: t.Errors): readonly Fault[] => {
  const list = errorList()
  list.add(errors)
  return list.all().map((error): Fault => {
    const meaning = meaningOf(error)
    if (meaning._tag === 'More') return { ...meaning, path: '' }
    const { context, value } = error
    const path = pathOf(context.slice(1).map(({ key }, i) => (isList(context[i]!.type) ? Number(key) : key)))
    switch (meaning._tag) {
      case 'UnknownKey':
        return { _tag: 'UnknownKey', path, value, ...(meaning.nearest === undefined ? {} : { nearest: meaning.nearest }) }
      case 'Missing':
        return { _tag: 'Missing', path, expected: meaning.expected }
      case 'Unexpected':
        return { _tag: 'Unexpected', path, value, expected: meaning.expected }
    }
  })
}

const LONGEST = 80

/** The name of what an object is, as the language tells it: `Object`, `Map`, `RegExp`. */
export const classOf = (value: object): string => Object.prototype.toString.call(value).slice(8, -1)

/** A value on one line, short enough to read. */
export const showValue = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (value instanceof Date) return 'a date'
  if (typeof value === 'object' && value !== null) return classOf(value) === 'Object' ? 'a table' : `a ${oneLine(classOf(value))}`
  const whole = typeof value === 'string' ? quote(value) : oneLine(String(value))
  // A cut may fall between the halves of a surrogate pair.
  return whole.length > LONGEST ? `${whole.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '')}…` : whole
}

/**
 * A fault as a message on one line.
 *
 * @example
 * ```ts
 * import { showFault } from 'steelyard'
 * const expected = 'an integer from 0 to 65535'
 * showFault({ _tag: 'Unexpected', path: 'neurons[3].uid', value: -1, expected }) // => 'neurons[3].uid: expected an integer from 0 to 65535, found -1'
 * ```
 */
export const showFault = (fault: Fault): string => {
  const at = fault.path === '' ? '' : `${oneLine(fault.path)}: `
  switch (fault._tag) {
    case 'Unexpected':
      return `${at}expected ${fault.expected}, found ${showValue(fault.value)}`
    case 'Missing':
      return `${at}missing: expected ${fault.expected}`
    case 'UnknownKey':
      return `${at}no such key${fault.nearest === undefined ? '' : `; did you mean ${fault.nearest}?`}`
    case 'RepeatedKey':
      return `${at}this key is given twice`
    case 'ForbiddenKey':
      return `${at}this key is not allowed`
    case 'More':
      return showMore(fault)
  }
}
