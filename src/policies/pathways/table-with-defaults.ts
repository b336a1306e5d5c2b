/** Tables of a config in which every key is optional and has a default. */
import { map } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'

/** The content of a table after the defaults are filled in. */
type Whole<G, D> = Omit<G, keyof D> & D

/** A codec that reads a table with the codec `given` and fills in the missing keys. */
export const tableWithDefaults = <G extends object, D extends object, O>(given: t.Type<G, O>, defaults: D): t.Type<Whole<G, D>, O> =>
  new t.Type(
    given.name,
    (u): u is Whole<G, D> =>
      given.is(u) && Object.keys(defaults).every((key) => (u as Readonly<Record<string, unknown>>)[key] !== undefined),
    (u, context) =>
      pipe(
        given.validate(u, context),
        map((table) => ({ ...defaults, ...table })),
      ),
    (whole) => given.encode(whole as G & D),
  )
