import type { Ord } from 'fp-ts/lib/Ord.js'
import { fromCompare } from 'fp-ts/lib/Ord.js'

/**
 * The order of strings by their UTF-16 code units, which does not depend on the locale. (`fromCompare` tests for equal
 * strings first.)
 */
export const codeUnitOrder: Ord<string> = fromCompare((a, b) => (a < b ? -1 : 1))
