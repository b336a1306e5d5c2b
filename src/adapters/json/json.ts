/**
 * Reads JSON from outside. It reports what `JSON.parse` accepts silently (a key given twice, `__proto__`, too much depth), and
 * a syntax error has its line and column.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { Fault } from '../../units/codec/fault.js'
import type { JsonError } from './json-error.js'
import { scanJson } from './json-scan.js'

/** The document, and the keys in it that occur twice or are not allowed, with their paths. */
export interface JsonDocument {
  readonly value: unknown
  readonly faults: readonly Fault[]
}

/**
 * Parses JSON. Faulty keys are reported together with the value, because what they make unusable depends on their
 * place.
 */
export const parseJson = (text: string): Either<JsonError, JsonDocument> => {
  const scanned = scanJson(text)
  if (scanned._tag !== 'Sound') return left(scanned)
  return right({ value: JSON.parse(text), faults: scanned.faults })
}
