/**
 * The constants that the proof of the kernel uses (docs/kernel-proof.md names the step behind each). If you change one of
 * them, the proof has to be done again.
 */
import { powerOfTwo } from '../../units/exact/double.js'

/** Quotas up to this are decided in doubles (step 4). */
export const LARGEST_QUOTA = 100_000

/** Lists of at most this many claims are decided in doubles (step 1). There are never more uids than this. */
export const MOST_CLAIMS = 65_536

/** How many claims are summed in plain doubles before the partial sum joins the compensated one (step 1). */
export const BLOCK = 64

/** Sums in this range need no scaling (step 3). */
export const SMALLEST_SUM = 1e-280
export const LARGEST_SUM = 1e280

/**
 * The factors that bring other sums into this range. Scaling up is exact. Scaling down rounds only denormal results,
 * and the bound covers this error (step 3).
 */
export const SCALE_UP = powerOfTwo(600)
export const SCALE_DOWN = powerOfTwo(-200)

/** A remainder is kept as an integer of this many bits (step 5); its error is below a third of a step. */
export const KEY_BITS = 30
export const KEY_SCALE = 1 << KEY_BITS
export const LAST_KEY = KEY_SCALE - 1

/** A floor is in doubt when the remainder's key is within this many keys of an integer, on either side (step 6). */
export const EDGE = 1

/** Keys at most this far from the cut are in doubt; those further away are in the right order (step 7). */
export const BAND = 1
