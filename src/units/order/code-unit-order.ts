import type { Ord } from 'fp-ts/lib/Ord.js'
import { fromCompare } from 'fp-ts/lib/Ord.js'

/** Strings by their UTF-16 code units: the only order that no locale changes. (`fromCompare` settles equal ones first.) */
export const codeUnitOrder: Ord<string> = fromCompare((a, b) => (a < b ? -1 : 1))
