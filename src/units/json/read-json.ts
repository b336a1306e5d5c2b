/**
 * The one reader of JSON data, for everything that ports, policies and callers hand in.
 *
 * JSON is null, true, false, a finite number, a string, a list without holes, or a table: an object with a plain prototype, of which
 * the own enumerable keys are read. A bigint is not JSON; write a u64 as text. Lists and tables are nested at most 200 deep.
 *
 * Laws: the result is a copy, so later changes of the input do not reach it; reading the copy gives an equal copy; every value gets a
 * copy or a fault, also one that contains itself, one whose getters throw, and one nested as deep as memory allows (no function here is
 * recursive).
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { isRight, left, right } from 'fp-ts/lib/Either.js'
import { pathOf, showValue } from '../codec/fault.js'
import type { Json } from './json.js'
import type { JsonFault } from './json-fault.js'

/** The greatest depth of nested lists and tables. */
export const MOST_LEVELS = 200

/**
 * The largest number of values in one document: far more than any subnet has, and few enough for the memory of a process.
 */
const MOST_VALUES = 20_000_000

/** How a value is read: at most `levels` deep, and whether a key whose value is undefined is left out, as JSON does. */
export interface ReadJsonOptions {
  readonly levels?: number
  readonly leaveOutUndefined?: boolean
}

/**
 * A list or a table that is being read. `read` holds the copies of its first items. A list has no `keys`; its items are
 * read by index.
 */
interface Open {
  readonly source: object
  readonly keys: readonly string[] | null
  readonly length: number
  readonly read: (readonly [string | number, Json])[]
  next: number
  size: number
  height: number
}

/** A list or a table that has been read. It may occur in the document again. */
interface Done {
  readonly copy: Json
  readonly size: number
  readonly height: number
}

// Looks at the prototype chain and not at the class, so objects of another realm (a test runner, a frame) are plain
// too.
const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

const isSimple = (value: unknown): value is null | boolean | string | number =>
  value === null || typeof value === 'boolean' || typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))

const nameOf = (value: unknown): string => {
  if (typeof value === 'function') return 'a function'
  if (typeof value === 'bigint') return 'a bigint (write it as text)'
  return typeof value === 'object' && value !== null ? 'an object that is neither a list nor a plain table' : showValue(value)
}

const openOf = (source: object): Open | null => {
  const begun = { source, read: [], next: 0, size: 1, height: 0 }
  if (Array.isArray(source)) return { ...begun, keys: null, length: source.length }
  if (!isPlain(source)) return null
  const keys = Object.keys(source)
  return { ...begun, keys, length: keys.length }
}

const keyAt = ({ keys, next }: Open): string | number => (keys === null ? next : keys[next]!)

const copyOf = ({ keys, read }: Open): Json => (keys === null ? read.map(([, value]) => value) : Object.fromEntries(read))

const walk = (root: unknown, levels: number, leaveOutUndefined: boolean): Either<JsonFault, Json> => {
  const path: Open[] = []
  const open = new Set<object>()
  const done = new Map<object, Done>()
  const place = (): string => pathOf(path.map(keyAt))
  let result: Json = null

  /** Adds a value to the list or table that contains it. */
  const give = (value: Json, size: number, height: number): JsonFault | null => {
    const level = path.at(-1)
    if (level === undefined) {
      result = value
      return null
    }
    level.size += size
    level.height = Math.max(level.height, height)
    if (level.size > MOST_VALUES) return { _tag: 'TooLarge', path: place(), limit: MOST_VALUES }
    if (path.length + height > levels) return { _tag: 'TooDeep', path: place(), limit: levels }
    level.read.push([keyAt(level), value])
    level.next++
    return null
  }

  const take = (value: unknown): JsonFault | null => {
    if (isSimple(value)) return give(value, 1, 0)
    if (typeof value !== 'object') return { _tag: 'NotJson', path: place(), found: nameOf(value) }
    const known = done.get(value)
    if (known !== undefined) return give(known.copy, known.size, known.height)
    if (open.has(value)) return { _tag: 'Circular', path: place() }
    if (path.length >= levels) return { _tag: 'TooDeep', path: place(), limit: levels }
    const level = openOf(value)
    if (level === null) return { _tag: 'NotJson', path: place(), found: nameOf(value) }
    if (level.length > MOST_VALUES) return { _tag: 'TooLarge', path: place(), limit: MOST_VALUES }
    open.add(value)
    path.push(level)
    return null
  }

  const close = (level: Open): JsonFault | null => {
    path.pop()
    open.delete(level.source)
    const read = { copy: copyOf(level), size: level.size, height: level.height + 1 }
    done.set(level.source, read)
    return give(read.copy, read.size, read.height)
  }

  const step = (level: Open): JsonFault | null => {
    if (level.next >= level.length) return close(level)
    const key = keyAt(level)
    if (level.keys === null && !Object.hasOwn(level.source, key)) return { _tag: 'NotJson', path: place(), found: 'a hole' }
    const value = (level.source as Readonly<Record<string | number, unknown>>)[key]
    if (value === undefined && level.keys !== null && leaveOutUndefined) {
      level.next++
      return null
    }
    return take(value)
  }

  try {
    for (let fault = take(root); ; ) {
      if (fault !== null) return left(fault)
      const level = path.at(-1)
      if (level === undefined) return right(result)
      fault = step(level)
    }
  } catch {
    return left({ _tag: 'Unreadable', path: place() })
  }
}

/**
 * A copy of a value as JSON holds it, or the first reason why it is not JSON, with its path. A key whose value is undefined is left out,
 * as JSON does; an undefined item of a list is a fault.
 *
 * @example
 * ```ts
 * import { readJson, showJsonFault } from 'steelyard/units'
 * readJson({ a: [1, 'b', null], c: undefined }).right // => { a: [1, 'b', null] }
 * showJsonFault(readJson({ at: new Date(0) }).left) // => 'at: an object that is neither a list nor a plain table is not JSON'
 * showJsonFault(readJson({ stake: [5n] }).left) // => 'stake[0]: a bigint (write it as text) is not JSON'
 * ```
 */
export const readJson = (
  value: unknown,
  { levels = MOST_LEVELS, leaveOutUndefined = true }: ReadJsonOptions = {},
): Either<JsonFault, Json> => walk(value, levels, leaveOutUndefined)

/**
 * Whether a value is JSON as it stands: nothing would be left out or changed.
 *
 * @example
 * ```ts
 * import { isJson } from 'steelyard/units'
 * isJson({ a: [1, 'b', null] }) // => true
 * isJson({ a: NaN }) // => false
 * isJson({ a: undefined }) // => false
 * ```
 */
export const isJson = (value: unknown): value is Json => isRight(walk(value, MOST_LEVELS, false))
