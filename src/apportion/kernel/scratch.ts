/**
 * The working arrays of the kernel, made once: allocating them per call would cost more than the work itself.
 *
 * Sharing them is safe because a call fills them from its own input, runs to its end without calling anybody else's code,
 * and hands out a copy; synchronous code can't interleave that. (Claims whose reading runs code, a proxy or a getter,
 * would have to call the kernel back to disturb it; claims are plain data.) They take 1.6 MB, and never grow: longer
 * lists than MOST_CLAIMS go to the exact implementation.
 *
 * The passes over them are closures, `(scratch) => (…) => …`, applied once. That isn't decoration: engines treat the
 * arrays as constants in a closure made once, with base and length known, and a bundler's module-level variables, or
 * parameters, cost twice the time.
 */
import { MOST_CLAIMS } from './bound.js'

/** Bits of the widest histogram. */
export const MOST_BIN_BITS = 12

export interface Scratch {
  /** The claims, scaled if they have to be. */
  readonly claims: Float64Array
  /** Remainders in steps of 2^-KEY_BITS. */
  readonly keys: Int32Array
  /** Floors first, then the result. */
  readonly units: Uint32Array
  /** Indices, ascending: floors in doubt first, then what is near the cut. */
  readonly members: Int32Array
  /** Keys in the bin of the cut. */
  readonly pool: Int32Array
  /** The histogram of the leading bits of the keys, and one bin above it that stays empty. */
  readonly bins: Int32Array
}

export const makeScratch = (): Scratch => ({
  claims: new Float64Array(MOST_CLAIMS),
  keys: new Int32Array(MOST_CLAIMS),
  units: new Uint32Array(MOST_CLAIMS),
  members: new Int32Array(MOST_CLAIMS),
  pool: new Int32Array(MOST_CLAIMS),
  bins: new Int32Array((1 << MOST_BIN_BITS) + 1),
})
