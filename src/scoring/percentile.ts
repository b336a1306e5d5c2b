/**
 * Percentiles of a sample, by linear interpolation between order statistics (R-7, the default of R, NumPy and spreadsheets).
 *
 * Laws: the order of the values does not matter; the 0th percentile is the smallest value and the 100th the largest; the
 * percentile grows with p; it lies between two neighbouring values, and is one of them when p falls exactly on it.
 */
import type { Option } from 'fp-ts/lib/Option.js'
import { none, some } from 'fp-ts/lib/Option.js'
import type { DecimalValue } from '../units/exact/decimal.js'
import { Decimal } from '../units/exact/decimal.js'
import { add, fraction, fromDecimal, fromDouble, multiply, ONE, subtract } from '../units/exact/fraction.js'
import { floor, toDouble } from '../units/exact/fraction-rounding.js'

/**
 * The p-th percentile: with the n values in order and `(n - 1) * p / 100` = i + f, `(1 - f) * values[i] + f * values[i + 1]`,
 * exactly, then rounded once. `p` is from 0 to 100, read by its shortest decimal. The values are finite and at least 0; the
 * result is none when there are no values.
 *
 * @example
 * ```ts
 * import { none, some } from 'fp-ts/lib/Option.js'
 * import { percentile } from 'steelyard/scoring'
 * percentile(50)([4, 1, 3, 2]) // => some(2.5)
 * percentile(85)([0.1, 0.2, 0.3, 0.4, 0.5]) // => some(0.44)
 * percentile(85)([]) // => none
 * ```
 */
export const percentile = (p: DecimalValue): ((values: ArrayLike<number>) => Option<number>) => {
  const part = multiply(fromDecimal(new Decimal(p)), fraction(1n, 100n))
  return (values) => {
    if (values.length === 0) return none
    const sorted = Float64Array.from(values).sort()
    const position = multiply(part, fraction(BigInt(sorted.length - 1)))
    const i = floor(position)
    const f = subtract(position, fraction(i))
    const low = sorted[Number(i)]!
    const high = sorted[Number(i) + 1] ?? low
    return some(toDouble(add(multiply(subtract(ONE, f), fromDouble(low)), multiply(f, fromDouble(high)))))
  }
}
