/**
 * The working arrays of the kernel. They are made once, because allocating them for each call would take longer than the
 * work itself.
 *
 * Sharing them is safe: a call fills them from its own input, runs to its end without calling foreign code, and returns a
 * copy. No other synchronous code runs in between. (Only claims whose reading runs code, such as a proxy or a getter,
 * could call the kernel again and disturb it; claims are plain data.) The arrays take 1.6 MB and never grow: lists longer
 * than MOST_CLAIMS go to the exact implementation.
 *
 * The passes over them are closures, `(scratch) => (…) => …`, applied once. This is for speed: in a closure made once,
 * engines treat the arrays as constants with known address and length. With parameters, or with module-level variables
 * after bundling, the loops take twice the time.
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
  /** Indices, ascending. First those of the floors in doubt, later those of the claims near the cut. */
  readonly members: Int32Array
  /** Keys in the bin of the cut. */
  readonly pool: Int32Array
  /** The histogram of the leading bits of the keys, and one bin above it, which stays empty. */
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
