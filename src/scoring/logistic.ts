/**
 * Logistic curves: they rise from one level to another and are steepest near a midpoint.
 *
 * Parameters are decimals as they are written (a number is read by its shortest decimal). x is read as the exact value of the
 * double, so x = 0.9 lies a little above a midpoint of 0.9. The value is computed to more than 80 digits and rounded once to a
 * double. Laws: it lies between the two levels, and as a double it reaches them; it grows with x when the rate is above 0; the time
 * does not grow with the size of x.
 */
import type { DecimalValue } from '../units/exact/decimal.js'
import { Decimal } from '../units/exact/decimal.js'
import type { Fraction } from '../units/exact/fraction.js'
import { add, divide, equals, fraction, fromDecimal, fromDouble, multiply, ONE, subtract } from '../units/exact/fraction.js'
import { toDouble } from '../units/exact/fraction-rounding.js'
import { exponential } from './exponential.js'
import { logarithm } from './logarithm.js'

/** Richards' curve `lower + (upper - lower) / (1 + q e^(-rate (x - midpoint)))^(1 / nu)`: his A, K, B, M, Q and ν, with C = 1. */
export interface RichardsCurve {
  /** The level far below the midpoint, at least 0. */
  readonly lower: DecimalValue
  /** The level far above the midpoint, at least `lower`. */
  readonly upper: DecimalValue
  /** How steep the curve is. Below 0 the curve falls. */
  readonly rate: DecimalValue | Fraction
  readonly midpoint: DecimalValue | Fraction
  /** Above 0; the default is 1. */
  readonly q?: DecimalValue
  /** Above 0; the default is 1. Above 1 the curve is steeper near `lower`, below 1 near `upper`. */
  readonly nu?: DecimalValue
}

const exactly = (parameter: DecimalValue | Fraction): Fraction =>
  typeof parameter === 'object' && 'numerator' in parameter ? parameter : fromDecimal(new Decimal(parameter))

const negated = ({ numerator, denominator }: Fraction): Fraction => fraction(-numerator, denominator)

/** `(1 + q e^z)^(-1 / nu)`, for z of any size. Only e^-|z| is computed, so nothing overflows. */
const rise = (q: Fraction, nu: Fraction, z: Fraction): Fraction => {
  const beyond = z.numerator > 0n
  const e = exponential(beyond ? negated(z) : z)
  if (equals(nu, ONE)) return beyond ? divide(e, add(e, q)) : divide(ONE, add(ONE, multiply(q, e)))
  const log = beyond ? add(z, logarithm(add(e, q))) : logarithm(add(ONE, multiply(q, e)))
  return exponential(negated(divide(log, nu)))
}

/**
 * The value of a generalised logistic curve at x, which is any finite double.
 *
 * @example
 * ```ts
 * import { generalisedLogistic } from 'steelyard/scoring'
 * const multiplier = generalisedLogistic({ lower: 0.3, upper: 1.2, rate: 0.08, midpoint: 35 })
 * [5, 35, 90].map(multiplier) // => [0.37485542684453016, 0.75, 1.1890844085141532]
 * const spread = generalisedLogistic({ lower: 0, upper: 0.98, rate: 70, midpoint: 0.8, q: 8, nu: 0.3 })
 * [0.5, 0.8, 1e300].map(spread) // => [3.804629628866787e-34, 0.0006462755276183234, 0.98]
 * ```
 */
export const generalisedLogistic = (curve: RichardsCurve): ((x: number) => number) => {
  const [lower, upper, rate, midpoint] = [exactly(curve.lower), exactly(curve.upper), exactly(curve.rate), exactly(curve.midpoint)]
  const [q, nu, span] = [exactly(curve.q ?? 1), exactly(curve.nu ?? 1), subtract(upper, lower)]
  return (x) => {
    const sample = x < 0 ? negated(fromDouble(-x)) : fromDouble(x)
    return toDouble(add(lower, multiply(span, rise(q, nu, multiply(rate, subtract(midpoint, sample))))))
  }
}

/**
 * `1 / (1 + e^(-rate (x - midpoint)))`, the logistic curve from 0 to 1; x is any finite double.
 *
 * @example
 * ```ts
 * import { logistic } from 'steelyard/scoring'
 * [0.5, 0.75, 1].map(logistic(4, 0.75)) // => [0.2689414213699951, 0.5, 0.7310585786300049]
 * ```
 */
export const logistic = (rate: DecimalValue | Fraction, midpoint: DecimalValue | Fraction): ((x: number) => number) =>
  generalisedLogistic({ lower: 0, upper: 1, rate, midpoint })
