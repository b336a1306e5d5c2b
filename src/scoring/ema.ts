/**
 * Exponential moving averages of scores, in doubles.
 *
 * Laws: the result lies between the previous value and the sample; a constant input is a fixed point; no sample leaves
 * the state as it was; by half-life, two half-steps in time are one whole step within 4 ulp of the larger input.
 */
import type { Option } from 'fp-ts/lib/Option.js'
import { isNone, some } from 'fp-ts/lib/Option.js'
import type { DecimalValue } from '../units/exact/decimal.js'
import { compare, divide, fraction, multiply, ONE, subtract } from '../units/exact/fraction.js'
import { toDouble } from '../units/exact/fraction-rounding.js'
import { UNIT } from './fixed-point.js'
import { halfLivesIn, remaining } from './half-life.js'
import { LN_2 } from './logarithm.js'

/** Whether a sample counts: NaN and the infinities do not. */
const isSample = (sample: Option<number>): boolean => !isNone(sample) && Number.isFinite(sample.value)

/**
 * Rounding may leave the range of the two inputs by one ulp, and a wrong alpha by more, so the average is clamped to
 * it.
 */
const between = (a: number, b: number, x: number): number =>
  x > Math.max(a, b) ? Math.max(a, b) : x >= Math.min(a, b) ? x : Math.min(a, b)

/**
 * `alpha * sample + (1 - alpha) * previous`, clamped to the range between the two.
 *
 * `alpha` is the weight of the new sample, in (0, 1]. The first sample is the first state. Without a sample (or with one
 * that is not a finite number) the state stays as it was. There is no error: for every alpha the result lies between the
 * two inputs. An alpha outside its range acts as the nearer end of the range; NaN gives the smaller input.
 *
 * @example
 * ```ts
 * import { none, some } from 'fp-ts/lib/Option.js'
 * import { ema } from 'steelyard/scoring'
 * ema(0.25)(some(0.5))(some(1)) // => some(0.625)
 * ema(0.25)(none)(some(1)) // => some(1)
 * ema(0.25)(some(0.5))(none) // => some(0.5)
 * ```
 */
export const ema =
  (alpha: number) =>
  (previous: Option<number>) =>
  (sample: Option<number>): Option<number> => {
    if (isNone(sample) || !isSample(sample)) return previous
    if (isNone(previous)) return sample
    return some(between(previous.value, sample.value, alpha * sample.value + (1 - alpha) * previous.value))
  }

const TINY = fraction(1n, 100_000_000_000_000_000_000n)

/**
 * The weight of a new sample after some time: `1 - 2^(-elapsed / halfLife)`, computed to more than 50 digits and rounded once to a
 * double. Both are finite, in seconds, and read by their shortest decimals. `halfLife` is above 0; an elapsed time below 0 counts
 * as 0.
 *
 * @example
 * ```ts
 * import { alphaAfter } from 'steelyard/scoring'
 * alphaAfter(3600, 3600) // => 0.5
 * alphaAfter(3600, 0) // => 0
 * ```
 */
export const alphaAfter = (halfLifeSeconds: number, elapsedSeconds: DecimalValue): number => {
  const halfLives = halfLivesIn(halfLifeSeconds, elapsedSeconds)
  if (compare(halfLives, TINY) > 0) return toDouble(subtract(ONE, remaining(halfLives)))
  // For small y, the subtraction 1 - e^-y would lose digits. So it is computed as y - y^2/2 + y^3/6; the rest is beyond
  // 60 digits.
  const y = multiply(halfLives, fraction(LN_2, UNIT))
  const inner = subtract(ONE, divide(y, fraction(3n)))
  return toDouble(multiply(y, subtract(ONE, multiply(divide(y, fraction(2n)), inner))))
}

/**
 * The same by elapsed time: after one half-life the new state is half-way between the previous state and the sample.
 *
 * @example
 * ```ts
 * import { some } from 'fp-ts/lib/Option.js'
 * import { emaHalfLife } from 'steelyard/scoring'
 * emaHalfLife(3600)(7200)(some(0))(some(1)) // => some(0.75)
 * ```
 */
export const emaHalfLife =
  (halfLifeSeconds: number) =>
  (elapsedSeconds: DecimalValue): ((previous: Option<number>) => (sample: Option<number>) => Option<number>) =>
    ema(alphaAfter(halfLifeSeconds, elapsedSeconds))
