/**
 * Which size of a board a reported figure means. Drivers report what is left of the memory, in MiB, GiB or decimal GB: 79.65, 81559 or
 * 85.9 for a board of 80 GB.
 *
 * Every comparison is exact. Law: a figure within 2 % above and 10 % below a size, in one of the units, means that size.
 */
import type { Fraction } from '../units/exact/fraction.js'
import { compare, divide, fraction, fromDouble, multiply, subtract, ZERO } from '../units/exact/fraction.js'

const GIB = fraction(1_000_000_000n, 1_073_741_824n)

/** A figure as GB, as MiB or GiB in 1024s, as MB in 1000s, as decimal GB in GiB: the first that fits a size counts. */
const UNITS: readonly ((reported: Fraction) => Fraction)[] = [
  (reported) => reported,
  (reported) => divide(reported, fraction(1024n)),
  (reported) => divide(reported, fraction(1000n)),
  (reported) => multiply(reported, GIB),
]

const times = (n: bigint, { numerator, denominator }: Fraction): Fraction => fraction(n * numerator, denominator)

const fits =
  (x: Fraction) =>
  (size: Fraction): boolean =>
    compare(times(9n, size), times(10n, x)) <= 0 && compare(times(50n, x), times(51n, size)) <= 0

const distance = (a: Fraction, b: Fraction): Fraction => {
  const difference = subtract(a, b)
  return compare(difference, ZERO) < 0 ? subtract(ZERO, difference) : difference
}

/**
 * The size (GB) that a reported figure means, or null where it means none of them. `sizesGb` ascend. The nearest size stands; of two that
 * are equally near the smaller.
 *
 * @example
 * ```ts
 * import { nominalMemory } from 'steelyard/gpu'
 * nominalMemory([40, 80])(79.65) // => 80
 * nominalMemory([40, 80])(81559) // => 80
 * nominalMemory([40, 80])(60) // => null
 * ```
 */
export const nominalMemory =
  (sizesGb: readonly number[]) =>
  (reported: number): number | null => {
    const sizes = sizesGb.map((gb) => ({ gb, size: fromDouble(gb) }))
    const exact = fromDouble(reported)
    for (const inGb of UNITS) {
      const x = inGb(exact)
      const fitting = sizes.filter(({ size }) => fits(x)(size))
      const [first, ...others] = fitting
      if (first !== undefined)
        return others.reduce((best, other) => (compare(distance(other.size, x), distance(best.size, x)) < 0 ? other : best), first).gb
    }
    return null
  }
