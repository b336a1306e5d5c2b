import type * as t from 'io-ts'
import { leaf } from './leaf.js'

/** Any string. */
export const Text = leaf<string, string>('a string', (u): u is string => typeof u === 'string')

/** A string of `least` to `most` characters (Unicode code points, so that an emoji is one). */
export const text = (least: number, most: number): t.Type<string> =>
  leaf(`a string of ${least} to ${most} characters`, (u): u is string => {
    if (typeof u !== 'string' || u.length < least || u.length > 2 * most) return false
    return u.length <= most || [...u].length <= most
  })

/** A name that users choose for a key; `__proto__` is refused, because it is unsafe in JavaScript objects. */
export const keyName: t.Type<string> = leaf<string, string>(
  'a name of 1 to 256 characters, not __proto__',
  (u): u is string => text(1, 256).is(u) && u !== '__proto__',
)
