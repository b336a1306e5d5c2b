/**
 * The formulas again, written as in the documentation, in decimals of 40 digits without intermediate rounding to doubles. It uses
 * no part of the library and is not fast.
 */
import { Decimal as Shared } from 'decimal.js'
import type { Task, TestPopulation } from './determinism.js'
import { TASKS } from './determinism.js'

const D = Shared.clone({ defaults: true, precision: 40 })
type D = Shared

const sum = (terms: readonly D[]): D => terms.reduce((a, b) => a.plus(b), new D(0))
const mean = (terms: readonly D[]): D => sum(terms).div(terms.length)
const deviation = (terms: readonly D[]): D => mean(terms.map((x) => x.minus(mean(terms)).pow(2))).sqrt()
const e = (x: D): D => D.exp(x)

/** Values that differ by less than the precision are equal. */
const tied = (a: D, b: D): boolean => a.minus(b).abs().lt('1e-34')

const percentile = (p: number, values: readonly D[]): D => {
  const sorted = [...values].sort((a, b) => a.comparedTo(b))
  const at = new D(p).div(100).times(sorted.length - 1)
  const i = at.floor().toNumber()
  return sorted[i]!.plus((sorted[i + 1] ?? sorted[i]!).minus(sorted[i]!).times(at.minus(i)))
}

/** The exact value of a double. */
const exact = (x: number): D => {
  let [numerator, power] = [x, 0]
  for (; !Number.isInteger(numerator); power++) numerator *= 2
  return new D(numerator).div(new D(2).pow(power))
}

const isScore = (u: unknown): u is number => typeof u === 'number' && u > 0 && u < Infinity

const aggregate = ({ samples }: TestPopulation, miner: number, task: Task, least: D): D | null => {
  const mine = samples.filter((sample) => sample.miner === miner && sample.task === task && isScore(sample.score))
  const distinct = mine.filter((a, i) => mine.findIndex((b) => a.seconds === b.seconds && a.score === b.score) === i)
  if (distinct.length === 0) return null
  const newest = Math.min(...distinct.map(({ seconds }) => seconds))
  const rule: { readonly latest_only?: boolean; readonly expected_samples?: number } = TASKS[task]
  const counted = rule.latest_only === true ? distinct.filter(({ seconds }) => seconds === newest) : distinct
  const weights = counted.map(({ seconds }) => new D(2).pow(new D(-seconds).div(86_400)))
  const average = sum(counted.map(({ score }, i) => exact(score as number).times(weights[i]!))).div(sum(weights))
  const ratio =
    rule.expected_samples === undefined
      ? new D(1)
      : new D(distinct.filter(({ score }) => exact(score as number).gte(least)).length).div(rule.expected_samples)
  return ratio.gte('0.3') ? average : average.times(ratio.div('0.3').sqrt())
}

const names = Object.keys(TASKS) as Task[]

/**
 * For each miner with a score of at least `leastScore`: its pathway, and its share of the part that does not burn. Miners below
 * `from` are not paid.
 */
export const oracle = (
  population: TestPopulation,
  from: number,
  leastScore: number,
): readonly { readonly uid: number; readonly pathway: string; readonly share: D }[] => {
  const least = exact(leastScore)
  const uids = Array.from({ length: population.miners - from }, (_, i) => from + i)
  const raws = uids.map(() => ({ excellence: new D(0), contributions: new D(0), tasks: 0 }))
  for (const name of names) {
    const scores = uids.map((uid) => {
      const score = aggregate(population, uid, name, least)
      return score !== null && (score.gt(least) || tied(score, least)) ? score : null
    })
    const valid = scores.flatMap((score) => score ?? [])
    if (valid.length === 0) continue
    const m = mean(valid)
    const k = D.min(30, D.max(10, new D(20).div(D.max('0.01', deviation(valid)))))
    const threshold = valid.length >= 10 ? percentile(85, valid) : null
    const { weight } = TASKS[name]
    scores.forEach((score, i) => {
      if (score === null) return
      const raw = raws[i]!
      if (threshold !== null && (score.gt(threshold) || tied(score, threshold))) raw.excellence = D.max(raw.excellence, score.times(weight))
      const rank = new D(100).times(valid.filter((other) => other.lt(score) || tied(other, score)).length).div(valid.length)
      const multiplier = new D('0.3').plus(new D('0.9').div(e(rank.minus(35).times('-0.08')).plus(1)))
      const x = name === 'geomagnetic' ? new D(1).div(e(score.minus(m).times(k).neg()).plus(1)) : score
      raw.contributions = raw.contributions.plus(x.times(weight).times(multiplier))
      raw.tasks++
    })
  }
  const miners = raws.flatMap(({ excellence, contributions, tasks }, i) => {
    const diversity = contributions.times(new D('0.15').times(tasks).plus('0.7'))
    return tasks === 0
      ? []
      : [{ uid: uids[i]!, pathway: excellence.gt(diversity) ? 'excellence' : 'diversity', raw: D.max(excellence, diversity) }]
  })
  const xs = miners.map(({ raw }) => raw.div(D.max(...miners.map((miner) => miner.raw))))
  const M = percentile(80, xs)
  const ys = xs.map((x) => new D('0.98').div(e(x.minus(M).times(-70)).times(8).plus(1).pow(new D(1).div('0.3'))).plus(x.times('0.01')))
  const byRank = xs.map((x) => {
    const before = xs.filter((other) => other.gt(x) && !tied(other, x)).length
    const equals = xs.filter((other) => tied(other, x)).length
    return mean(Array.from({ length: equals }, (_, i) => new D(1).div(new D(before + i + 1).pow('1.2'))))
  })
  const claims = miners.length > 1 && deviation(ys).lt('0.01') ? byRank : ys
  return miners.map(({ uid, pathway }, i) => ({ uid, pathway, share: claims[i]!.div(sum(claims)) }))
}
