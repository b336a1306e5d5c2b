import * as t from 'io-ts'

/**
 * A codec for a value that is right or wrong as it stands. Its name says what would be right, as a noun, since error
 * messages read it out.
 */
export const leaf = <A extends O, O>(expected: string, is: (u: unknown) => u is A): t.Type<A, O> =>
  new t.Type(expected, is, (u, context) => (is(u) ? t.success(u) : t.failure(u, context)), t.identity)

/** Whether a value is an integer between two bounds, both included. */
export const isIntegerIn =
  (least: number, most: number) =>
  (u: unknown): boolean =>
    Number.isInteger(u) && (u as number) >= least && (u as number) <= most
