/**
 * From raw weights to claims: by a curve that pays the best miners far more than the others, or by rank when the curve would
 * give almost equal claims.
 *
 * Laws: a raw weight of 0 gives a claim of 0; a larger raw weight never gives a smaller claim; equal raw weights give equal
 * claims; the order of miners does not matter. The public code gives two equal miners the first and the second rank; here both
 * get the mean of the two.
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

/**
 * What the curve needs to know about all miners. `positive_miners` is the number of miners with a raw weight above 0; when it
 * is 0, the other fields are 0.
 */
export type Population = {
  readonly positive_miners: number
  readonly largest_raw_weight: number
  /** M: a percentile of the raw weights, each divided by the largest. */
  readonly curve_midpoint: number
  /** The standard deviation of the claims by the curve. */
  readonly deviation: number
}

/** Whether ranks are used, because the claims by the curve lie too close together. */
export const isByRank = ({ deviation }: Curve, population: Population): boolean =>
  population.positive_miners > 1 && population.deviation < deviation

/**
 * The claim of a raw weight by the curve; a raw weight of 0 gives 0. The quotient, the logistic part and the sum are
 * each rounded once.
 */
export const curveClaim = ({ upper, q, rate, nu, slope }: Curve, population: Omit<Population, 'deviation'>): ((raw: number) => number) => {
  const spread = generalisedLogistic({ lower: 0, upper, rate, midpoint: fromDouble(population.curve_midpoint), q, nu })
  const linear = fromDecimal(new Decimal(slope))
  return (raw) => {
    if (raw === 0) return 0
    const x = raw / population.largest_raw_weight
    return toDouble(add(fromDouble(spread(x)), multiply(linear, fromDouble(x))))
  }
}

/** The claim of each miner, in the order of the raw weights; `rankWeight` is null unless ranks are used. */
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
