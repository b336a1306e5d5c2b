/**
 * Checks a JSON text in one pass, without building values: whether it is JSON, and whether a table has a key twice.
 *
 * It exists because parsers that find repeated keys build a tree of the whole text, which needs too much memory for a
 * snapshot of 400 MB. It accepts exactly what `JSON.parse` accepts, up to its depth limit (a test compares the two). The
 * stack is explicit, so nesting can't overflow the call stack.
 */
import type { Fault } from '../../units/codec/fault.js'
import { pathOf } from '../../units/codec/fault.js'
import type { JsonError } from './json-error.js'

export type Scan = JsonError | { readonly _tag: 'Sound'; readonly faults: readonly Fault[] }

/** The greatest depth, far more than any document of the library has. */
const MOST_LEVELS = 64

/** The largest number of reported keys. A text full of repeated keys must not fill the memory. */
const MOST_FAULTS = 1000

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y

/** An open table, with the `keys` seen so far, or an open list, with the `index` of the item that is being read. */
interface Level {
  readonly keys: string[] | null
  key: string
  index: number
}

const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9

/** The position after the string that starts at `at`, or `-1 - p` when the string is malformed at position p. */
const stringEnd = (text: string, at: number): number => {
  for (let i = at + 1; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 34) return i + 1
    if (code < 32) return -1 - i
    if (code !== 92) continue
    i++
    const escaped = text[i] ?? ''
    if (escaped === 'u') {
      if (!/^[0-9a-fA-F]{4}$/.test(text.slice(i + 1, i + 5))) return -1 - i
      i += 4
    } else if (!'"\\/bfnrt'.includes(escaped) || escaped === '') return -1 - i
  }
  return -1 - text.length
}

/** For a few keys a list is faster than a set, and the tables of the library are that small. */
const seen = (keys: string[], key: string, sets: Map<string[], Set<string>>): boolean => {
  if (keys.length < 32) return keys.includes(key)
  const set = sets.get(keys) ?? new Set(keys)
  sets.set(keys, set)
  const known = set.has(key)
  set.add(key)
  return known
}

export const scanJson = (text: string): Scan => {
  const levels: Level[] = []
  const faults: Fault[] = []
  const sets = new Map<string[], Set<string>>()
  let at = 0
  const skipSpace = (): void => {
    while (isSpace(text.charCodeAt(at))) at++
  }
  const wrong = (problem: string, where = at): Scan => {
    const before = text.slice(0, where)
    const line = before.split('\n').length
    return {
      _tag: 'JsonSyntax',
      line,
      column: where - before.lastIndexOf('\n'),
      problem: where >= text.length ? 'unexpected end of the text' : problem,
    }
  }
  const path = (): string => pathOf(levels.map(({ keys, key, index }) => (keys === null ? index : key)))

  /** Reads `"key":` in the innermost table. */
  const readKey = (level: Level, keys: string[]): Scan | null => {
    skipSpace()
    if (text[at] !== '"') return wrong('expected a key in double quotes')
    const end = stringEnd(text, at)
    if (end < 0) return wrong('a string that does not end, or a character or escape that JSON does not allow in it', -1 - end)
    const quoted = text.slice(at, end)
    level.key = quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1)
    if (faults.length < MOST_FAULTS) {
      if (level.key === '__proto__') faults.push({ _tag: 'ForbiddenKey', path: path() })
      else if (seen(keys, level.key, sets)) faults.push({ _tag: 'RepeatedKey', path: path() })
    }
    keys.push(level.key)
    at = end
    skipSpace()
    if (text[at] !== ':') return wrong('expected a colon after the key')
    at++
    return null
  }

  for (;;) {
    // A value begins here.
    skipSpace()
    const first = text[at]
    if (first === '{' || first === '[') {
      if (levels.length === MOST_LEVELS) return { _tag: 'TooDeep', path: path(), limit: MOST_LEVELS }
      at++
      const level: Level = { keys: first === '{' ? [] : null, key: '', index: 0 }
      skipSpace()
      if (text[at] === (first === '{' ? '}' : ']')) at++
      else {
        levels.push(level)
        const refused = level.keys === null ? null : readKey(level, level.keys)
        if (refused !== null) return refused
        continue
      }
    } else if (first === '"') {
      const end = stringEnd(text, at)
      if (end < 0) return wrong('a string that does not end, or a character or escape that JSON does not allow in it', -1 - end)
      at = end
    } else {
      NUMBER.lastIndex = at
      const word = ['true', 'false', 'null'].find((w) => text.startsWith(w, at)) ?? NUMBER.exec(text)?.[0]
      if (word === undefined) return wrong('expected a value')
      at += word.length
    }

    // A value has ended. The tables and lists around it may end here too.
    for (;;) {
      skipSpace()
      const level = levels[levels.length - 1]
      if (level === undefined) return at === text.length ? { _tag: 'Sound', faults } : wrong('expected nothing more')
      if (text[at] === ',') {
        at++
        level.index++
        const refused = level.keys === null ? null : readKey(level, level.keys)
        if (refused !== null) return refused
        break
      }
      if (text[at] !== (level.keys === null ? ']' : '}'))
        return wrong(level.keys === null ? 'expected a comma or the end of the list' : 'expected a comma or the end of the table')
      at++
      if (level.keys !== null) sets.delete(level.keys)
      levels.pop()
    }
  }
}
