/**
 * Records as io-ts codecs. A missing optional key stays missing. null is a value, so a key with null is not missing.
 * Every key is decoded before the record fails, so all mistakes are reported at once, up to 20 of a kind.
 */
import { isLeft, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { nearest } from '../text/nearest.js'
import type { ErrorList } from './error-list.js'
import { errorList, unknownKey } from './error-list.js'
import { classOf } from './fault.js'

type Props = Readonly<Record<string, t.Mixed>>

type StructOf<R extends Props, O extends Props> = { readonly [K in keyof R]: t.TypeOf<R[K]> } & {
  readonly [K in keyof O]?: t.TypeOf<O[K]>
}
type OutputOf<R extends Props, O extends Props> = { readonly [K in keyof R]: t.OutputOf<R[K]> } & {
  readonly [K in keyof O]?: t.OutputOf<O[K]>
}

/** A key of a record, the codec of its value, and whether the key may be missing. */
export interface Field {
  readonly key: string
  readonly codec: t.Mixed
  readonly mayMiss: boolean
}

/** The codec of a record. `fields` are its keys in order, so that other code and tests can list them. */
export interface StructType<A, O> extends t.Type<A, O> {
  readonly fields: readonly Field[]
}

/** Whether a value is a table of a document: an object, but not a list, a `Map`, a `Date` and the like. */
export const isTable = (u: unknown): u is Readonly<Record<string, unknown>> =>
  typeof u === 'object' && u !== null && classOf(u) === 'Object'

const build =
  (closed: boolean) =>
  <R extends Props, O extends Props>(name: string, required: R, optional: O): StructType<StructOf<R, O>, OutputOf<R, O>> => {
    const fields: readonly Field[] = [
      ...Object.entries(required).map(([key, codec]) => ({ key, codec, mayMiss: false })),
      ...Object.entries(optional).map(([key, codec]) => ({ key, codec, mayMiss: true })),
    ]
    const known = fields.map(({ key }) => key)
    // What is most likely meant by a key is looked up only for keys that are listed: for thousands it would take seconds.
    const tellStrangers = (u: Readonly<Record<string, unknown>>, context: t.Context, { tell }: ErrorList): void => {
      for (const key of Object.keys(u))
        if (!known.includes(key))
          tell('UnknownKey', () => ({ value: u[key], context: t.appendContext(context, key, unknownKey(nearest(known, key))) }))
    }
    const codec = new t.Type<StructOf<R, O>, OutputOf<R, O>>(
      name,
      (u): u is StructOf<R, O> =>
        isTable(u) && fields.every(({ key, codec, mayMiss }) => (mayMiss && u[key] === undefined) || codec.is(u[key])),
      (u, context) => {
        if (!isTable(u)) return t.failure(u, context)
        const read: Record<string, unknown> = {}
        // Made for the first mistake, because most rows of a snapshot have none.
        let errors: ErrorList | null = null
        if (closed && Object.keys(u).some((key) => !known.includes(key))) tellStrangers(u, context, (errors = errorList()))
        for (const { key, codec, mayMiss } of fields) {
          const actual = Object.hasOwn(u, key) ? u[key] : undefined
          if (mayMiss && actual === undefined) continue
          const result = codec.validate(actual, t.appendContext(context, key, codec, actual))
          if (isLeft(result)) (errors ??= errorList()).add(result.left)
          else read[key] = result.right
        }
        return errors === null ? right(read as StructOf<R, O>) : t.failures(errors.all())
      },
      (value) => {
        const written: Record<string, unknown> = {}
        for (const { key, codec } of fields) if (value[key] !== undefined) written[key] = codec.encode(value[key])
        return written as OutputOf<R, O>
      },
    )
    return Object.assign(codec, { fields })
  }

/** A record of which the named keys are read; other keys are ignored. */
export const struct = build(false)

/** A record with the named keys only. Another key is a mistake, most likely a misspelt key. */
export const closedStruct = build(true)
