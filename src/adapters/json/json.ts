/**
 * JSON from outside, read with suspicion: what `JSON.parse` takes silently (a key given twice, `__proto__`, any depth) is found
 * and named, and a syntax error has its line and column.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { Fault } from '../../units/codec/fault.js'
import type { JsonError } from './json-error.js'
import { scanJson } from './json-scan.js'

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
