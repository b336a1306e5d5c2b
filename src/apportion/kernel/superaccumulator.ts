/**
 * The exact sum of doubles in time linear in their number, whatever their exponents: an integer of 2,176 bits in limbs of
 * 32 bits, wide enough for every double (Kulisch's long accumulator). It is exact for 1e300 beside 1e-300.
 *
 * A limb is a double that holds an integer. Each of up to 2^20 claims adds at most 2^32 to a limb, in at most three
 * places, so a limb stays below 2^53 and carries are needed only at the end.
 */
import { exactDouble, powerOfTwo } from '../../units/exact/double.js'

const LEAST_EXPONENT = -1074
const LIMB_BITS = 32
const LIMB = 0x1_0000_0000
const LIMBS = 68

/** The sum is exactly `integer * 2^exponent`. No summand other than 0 has a smaller exponent. */
export interface ExactSum {
  readonly integer: bigint
  readonly exponent: number
}

/** The exact sum of up to 2^20 finite doubles of at least 0, one of them above 0. */
export const accumulate = (values: Float64Array): ExactSum => {
  const limbs = new Float64Array(LIMBS)
  let least = LIMBS
  let most = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (value === 0) continue
    const { mantissa, exponent } = exactDouble(value)
    const place = exponent - LEAST_EXPONENT
    const limb = place >>> 5
    // The value is at most 2^84 and has 53 significant bits, so every step here is exact.
    const shifted = mantissa * powerOfTwo(place & 31)
    const middle = Math.floor(shifted / LIMB)
    const high = Math.floor(middle / LIMB)
    limbs[limb]! += shifted - middle * LIMB
    limbs[limb + 1]! += middle - high * LIMB
    limbs[limb + 2]! += high
    least = Math.min(least, limb)
    most = Math.max(most, limb + 2)
  }
  let integer = 0n
  for (let limb = most; limb >= least; limb--) integer = (integer << BigInt(LIMB_BITS)) + BigInt(limbs[limb]!)
  return { integer, exponent: LEAST_EXPONENT + least * LIMB_BITS }
}
