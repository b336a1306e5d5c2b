import type * as t from 'io-ts'
import { leaf } from './leaf.js'

/** One of some texts; its name lists them. */
export const oneOf = <A extends string>(...choices: readonly A[]): t.Type<A, A> =>
  leaf<A, A>(choices.map((choice) => `"${choice}"`).join(' or '), (u): u is A => choices.some((choice) => choice === u))
