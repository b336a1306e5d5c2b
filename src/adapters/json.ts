/**
 * JSON from outside, read with suspicion: what `JSON.parse` takes silently (a key given twice, `__proto__`, any depth) is found
 * and named, and a syntax error has its line and column.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { Fault } from '../units/fault.js'
import { scanJson } from './json-scan.js'

export type JsonError =
  /** Not JSON; `line` and `column` count from 1, in UTF-16 units. */
  | { readonly _tag: 'JsonSyntax'; readonly line: number; readonly column: number; readonly problem: string }
  /** Lists and tables more than `limit` deep. */
  | { readonly _tag: 'TooDeep'; readonly path: string; readonly limit: number }

/** The document, and the keys in it that are given twice or not allowed, with their paths. */
export interface JsonDocument {
  readonly value: unknown
  readonly faults: readonly Fault[]
}

/** Parses JSON. Keys at fault are reported beside the value, since it depends on where they stand what they spoil. */
export const parseJson = (text: string): Either<JsonError, JsonDocument> => {
  const scanned = scanJson(text)
  if (scanned._tag !== 'Sound') return left(scanned)
  return right({ value: JSON.parse(text), faults: scanned.faults })
}

/** A JSON error in words. */
export const showJsonError = (error: JsonError): string => {
  switch (error._tag) {
    case 'JsonSyntax':
      return `line ${error.line}, column ${error.column}: ${error.problem}`
    case 'TooDeep':
      return `${error.path}: more than ${error.limit} levels deep`
  }
}
