/**
 * Scoring functions that look right, each with a mistake that existing subnets have made or could make. The laws must kill
 * every one.
 */
import type { Option } from 'fp-ts/lib/Option.js'
import { none, some } from 'fp-ts/lib/Option.js'
import type { DatedScore } from '../../src/scoring/age-decay.js'
import type { WeightedPart } from '../../src/scoring/blend.js'
import { percentile } from '../../src/scoring/percentile.js'
import { rankWeights } from '../../src/scoring/rank-weights.js'
import type { Fraction } from '../../src/units/exact/fraction.js'
import { fraction, fromDouble } from '../../src/units/exact/fraction.js'
import type { Instant } from '../../src/units/time/instant.js'

type Values = readonly number[]
const sumOf = (values: Values): number => values.reduce((a, b) => a + b, 0)
const ascending = (values: Values): Values => [...values].sort((a, b) => a - b)

/** R-6, whose ends are outside of the sample. When they are clamped, the percentile is flat where it should grow. */
export const exclusivePercentile =
  (p: number) =>
  (values: Values): Option<number> => {
    const h = Math.min(Math.max(((values.length + 1) * p) / 100 - 1, 0), values.length - 1)
    const [low, high] = [ascending(values)[Math.floor(h)]!, ascending(values)[Math.ceil(h)]!]
    return some(low + (h - Math.floor(h)) * (high - low))
  }
/** R-7 in doubles. */
export const floatPercentile =
  (p: number) =>
  (values: Values): Option<number> => {
    const h = ((values.length - 1) * p) / 100
    const [low, high] = [ascending(values)[Math.floor(h)]!, ascending(values)[Math.ceil(h)]!]
    return some(low * (1 - (h - Math.floor(h))) + (h - Math.floor(h)) * high)
  }
/** Sorted as text, as `sort()` does. */
export const textPercentile =
  (p: number) =>
  (values: Values): Option<number> => {
    const sorted = [...values].sort()
    return some(sorted[Math.floor(((values.length - 1) * p) / 100)]!)
  }
/** In the order of the input, not sorted. */
export const unsortedPercentile =
  (p: number) =>
  (values: Values): Option<number> =>
    p === 0 ? some(values[0]!) : percentile(p)(values)

export const strictRank =
  (values: Values) =>
  (x: number): Option<number> =>
    some((100 * values.filter((v) => v < x).length) / values.length)
export const midRank =
  (values: Values) =>
  (x: number): Option<number> =>
    some((50 * (values.filter((v) => v < x).length + values.filter((v) => v <= x).length)) / values.length)
/** A binary search in values that are not sorted. */
export const unsortedRank =
  (values: Values) =>
  (x: number): Option<number> => {
    let [low, high] = [0, values.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (values[middle]! <= x) low = middle + 1
      else high = middle
    }
    return some((100 * low) / values.length)
  }

export const floatLogistic =
  (rate: number, midpoint: number) =>
  (x: number): number =>
    1 / (1 + Math.exp(-rate * (x - midpoint)))

/** Weights as doubles, added in order; the weight of an old sample becomes 0. */
export const floatDecayedMean =
  (halfLife: number) =>
  (at: Instant) =>
  (scores: readonly DatedScore[]): Option<number> => {
    const weights = scores.map((score) => 2 ** (-(at.seconds - score.at.seconds) / halfLife))
    return some(sumOf(scores.map(({ value }, i) => value * weights[i]!)) / sumOf(weights))
  }

/** The threshold is missing under the root, so the factor jumps at the threshold. */
export const jumpingCompleteness =
  ({ threshold }: { readonly threshold: number }) =>
  (present: number, expected: number): number =>
    present / expected >= threshold ? 1 : Math.sqrt(present / expected)
/** Rounded at each of three steps. */
export const floatCompleteness =
  ({ threshold }: { readonly threshold: number }) =>
  (present: number, expected: number): number =>
    present / expected >= threshold ? 1 : Math.sqrt(present / expected / threshold)

/** Equal values are ranked in the order of the input: two equal miners get 0.70 and 0.30. */
export const ranksByIndex =
  (exponent: number) =>
  (values: Values): Values => {
    const order = values.map((_, i) => i).sort((a, b) => values[b]! - values[a]!)
    const byRank = rankWeights(exponent)(order.map((_, rank) => -rank))
    return values.map((_, i) => byRank[order.indexOf(i)]!)
  }
/** Equal values all get the best of their ranks. */
export const bestRank =
  (exponent: number) =>
  (values: Values): Values =>
    values.map((x) => (values.filter((v) => v > x).length + 1) ** -exponent)

/** Weights are not scaled up when a part is left out. */
export const unscaledBlend = <K>(parts: readonly WeightedPart<K>[]): Option<ReadonlyMap<K, Fraction>> => {
  const shares = new Map<K, number>()
  for (const { weight, scores } of parts)
    for (const [key, score] of scores)
      shares.set(key, (shares.get(key) ?? 0) + (Number(weight) * score) / (sumOf([...scores.values()]) || 1))
  return shares.size === 0
    ? none
    : some(new Map([...shares].map(([key, share]) => [key, Number.isFinite(share) ? fromDouble(share) : fraction(0n)])))
}

export const halfOpenWindow =
  (seconds: number) =>
  (at: Instant) =>
  (instant: Instant): boolean =>
    at.seconds - instant.seconds >= 0 && at.seconds - instant.seconds < seconds
export const windowOfMilliseconds =
  (seconds: number) =>
  (at: Instant) =>
  (instant: Instant): boolean => {
    const age = Date.parse(at.text) - Date.parse(instant.text)
    return age >= 0 && age <= 1000 * seconds
  }
export const windowWithFuture =
  (seconds: number) =>
  (at: Instant) =>
  (instant: Instant): boolean =>
    at.seconds - instant.seconds <= seconds

export const sampleDeviation = (values: Values): Option<number> => {
  const mean = sumOf(values) / values.length
  return some(Math.sqrt(sumOf(values.map((x) => (x - mean) ** 2)) / (values.length - 1)))
}
/** One pass in doubles, in which large values cancel. */
export const onePassDeviation = (values: Values): Option<number> =>
  some(Math.sqrt(Math.max(0, sumOf(values.map((x) => x * x)) / values.length - (sumOf(values) / values.length) ** 2)))
