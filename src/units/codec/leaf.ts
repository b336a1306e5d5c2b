import * as t from 'io-ts'

/**
 * A codec for a value that is checked as a whole. Its name is a noun that says what is expected, because error messages
 * contain it.
 */
export const leaf = <A extends O, O>(expected: string, is: (u: unknown) => u is A): t.Type<A, O> =>
  new t.Type(expected, is, (u, context) => (is(u) ? t.success(u) : t.failure(u, context)), t.identity)

/** Whether a value is an integer between two bounds, both included. */
export const isIntegerIn =
  (least: number, most: number) =>
  (u: unknown): boolean =>
    Number.isInteger(u) && (u as number) >= least && (u as number) <= most
