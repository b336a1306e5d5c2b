/**
 * From raw weights to claims: a curve that pays the best far more than the rest, or ranks where it would pay them all alike.
 *
 * Laws: nobody without a raw weight claims anything; a larger raw weight never claims less; equal ones claim the same; the order
 * of miners never matters. The public code gives two equal miners the first and the second rank; here equal ones share the mean.
 */
import { getOrElse } from 'fp-ts/lib/Option.js'
import { generalisedLogistic } from '../../scoring/logistic.js'
import { percentile } from '../../scoring/percentile.js'
import { populationDeviation } from '../../scoring/population-deviation.js'
import { rankWeights } from '../../scoring/rank-weights.js'
import { Decimal } from '../../units/exact/decimal.js'
import { add, fromDecimal, fromDouble, multiply } from '../../units/exact/fraction.js'
import { toDouble } from '../../units/exact/fraction-rounding.js'
import type { Curve } from './rules.js'

/** What the curve takes from all miners together. `positive_miners` have a raw weight above 0; the others are 0 without any. */
export type Population = {
  readonly positive_miners: number
  readonly largest_raw_weight: number
  /** M: a percentile of the raw weights over the largest. */
  readonly curve_midpoint: number
  /** Of the claims by the curve. */
  readonly deviation: number
}

/** Whether the claims lie too close together for the curve to tell them apart. */
export const isByRank = ({ deviation }: Curve, population: Population): boolean =>
  population.positive_miners > 1 && population.deviation < deviation

/** The claim of a raw weight by the curve, 0 of 0: the quotient, the logistic part and the sum are each rounded once. */
export const curveClaim = ({ upper, q, rate, nu, slope }: Curve, population: Omit<Population, 'deviation'>): ((raw: number) => number) => {
  const spread = generalisedLogistic({ lower: 0, upper, rate, midpoint: fromDouble(population.curve_midpoint), q, nu })
  const linear = fromDecimal(new Decimal(slope))
  return (raw) => {
    if (raw === 0) return 0
    const x = raw / population.largest_raw_weight
    return toDouble(add(fromDouble(spread(x)), multiply(linear, fromDouble(x))))
  }
}

/** What each miner claims, in the order of the raw weights; `rankWeight` is null unless ranks decide. */
export interface Claims {
  readonly population: Population
  readonly claims: readonly { readonly claim: number; readonly rankWeight: number | null }[]
}

const orZero = getOrElse(() => 0)

/** Raw weights are finite and at least 0. */
export const claimsOf =
  (rule: Curve) =>
  (raws: readonly number[]): Claims => {
    const positive = raws.filter((raw) => raw > 0)
    const largest_raw_weight = positive.reduce((most, raw) => Math.max(most, raw), 0)
    const curve_midpoint = orZero(percentile(rule.percentile)(positive.map((raw) => raw / largest_raw_weight)))
    const known = { positive_miners: positive.length, largest_raw_weight, curve_midpoint }
    const byCurve = curveClaim(rule, known)
    const curved = raws.map(byCurve)
    const population = { ...known, deviation: orZero(populationDeviation(curved.filter((_, i) => raws[i]! > 0))) }
    if (!isByRank(rule, population)) return { population, claims: curved.map((claim) => ({ claim, rankWeight: null })) }
    const ranked = rankWeights(rule.exponent)(positive)
    const byRaw = new Map(positive.map((raw, i) => [raw, ranked[i]!]))
    return {
      population,
      claims: raws.map((raw) => {
        const rankWeight = byRaw.get(raw) ?? 0
        return { claim: rankWeight, rankWeight }
      }),
    }
  }
