/** The keys of documents: those that the codecs read, and those that a document has. */
import type * as t from 'io-ts'
import { ValidationResult } from '../src/gpu/validation-result.js'
import { SnapshotDocument } from '../src/allocation/snapshot/snapshot.js'
import type { Field } from '../src/units/codec/struct.js'

const fieldsOf = (codec: t.Mixed): readonly Field[] => (codec as { readonly fields?: readonly Field[] }).fields ?? []
const itemOf = (codec: t.Mixed): t.Mixed | undefined => (codec as { readonly type?: t.Mixed }).type

/** Every key that a codec reads, as a path: `neurons[].axon.port`. A key that may be missing ends with `?`. */
export const keysOf = (codec: t.Mixed, under = ''): readonly string[] =>
  fieldsOf(codec).flatMap(({ key, codec: value, mayMiss }) => {
    const path = `${under}${key}`
    const item = itemOf(value)
    return [`${path}${mayMiss ? '?' : ''}`, ...keysOf(value, `${path}.`), ...(item === undefined ? [] : keysOf(item, `${path}[].`))]
  })

/** Every key of a snapshot. Its results are decoded one by one, by a codec of their own. */
export const SNAPSHOT_KEYS: readonly string[] = [...keysOf(SnapshotDocument), ...keysOf(ValidationResult, 'results[].')].sort()

const isTable = (u: unknown): u is Readonly<Record<string, unknown>> => typeof u === 'object' && u !== null && !Array.isArray(u)

/** Every key of a document with its value, in the order of the document; lists of texts and numbers are values. */
export const entriesOf = (document: unknown, under = ''): readonly (readonly [string, unknown])[] => {
  if (!isTable(document)) return []
  return Object.entries(document).flatMap(([key, value]) => [
    [`${under}${key}`, value] as const,
    ...entriesOf(value, `${under}${key}.`),
    ...(Array.isArray(value) ? value.flatMap((item: unknown) => entriesOf(item, `${under}${key}[].`)) : []),
  ])
}
