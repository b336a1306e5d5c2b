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

/** A list or a table. A list has no `keys`, but places. */
interface Container {
  readonly source: object
  readonly keys: readonly string[] | null
  readonly length: number
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

const containerOf = (source: object): Container | null => {
  if (Array.isArray(source)) return { source, keys: null, length: source.length }
  if (!isPlain(source)) return null
  const keys = Object.keys(source)
  return { source, keys, length: keys.length }
}

const walk = (root: unknown, levels: number, leaveOutUndefined: boolean): Either<JsonFault, Json> => {
  // The lists and tables under way, each in the one before; `read` are the copies of its first items.
  const path: {
    readonly of: Container
    readonly read: (readonly [string | number, Json])[]
    next: number
    size: number
    height: number
  }[] = []
  const open = new Set<object>()
  const done = new Map<object, Done>()
  const keyAt = ({ of, next }: (typeof path)[number]): string | number => (of.keys === null ? next : of.keys[next]!)
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
    const of = containerOf(value)
    if (of === null) return { _tag: 'NotJson', path: place(), found: nameOf(value) }
    if (of.length > MOST_VALUES) return { _tag: 'TooLarge', path: place(), limit: MOST_VALUES }
    open.add(value)
    path.push({ of, read: [], next: 0, size: 1, height: 0 })
    return null
  }

  const close = ({ of, read, size, height }: (typeof path)[number]): JsonFault | null => {
    path.pop()
    open.delete(of.source)
    const copy = of.keys === null ? read.map(([, value]) => value) : Object.fromEntries(read)
    done.set(of.source, { copy, size, height: height + 1 })
    return give(copy, size, height + 1)
  }

  const step = (level: (typeof path)[number]): JsonFault | null => {
    if (level.next >= level.of.length) return close(level)
    const key = keyAt(level)
    if (level.of.keys === null && !Object.hasOwn(level.of.source, key)) return { _tag: 'NotJson', path: place(), found: 'a hole' }
    const value = (level.of.source as Readonly<Record<string | number, unknown>>)[key]
    if (value === undefined && level.of.keys !== null && leaveOutUndefined) {
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
