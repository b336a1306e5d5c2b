/** Pathway scoring with likely mistakes. Each is the right implementation with one change to its input or output. */
import { isLeft, map } from 'fp-ts/lib/Either.js'
import type { World } from '../../../src/policy/world.js'
import { fraction } from '../../../src/units/exact/fraction.js'
import { ago, neuron } from '../../../src/testing/arbitraries/snapshot.js'
import type { Decide, TracedDecision } from './laws.js'
import { isRow, neuronsOf, right } from './laws.js'

const withRows =
  (change: (row: unknown, world: World) => readonly unknown[]): Decide =>
  (config, world) =>
    right(config, { ...world, results: world.results.flatMap((row) => change(row, world)) })

const withDecision =
  (change: (traced: TracedDecision) => TracedDecision): Decide =>
  (config, world) =>
    map(change)(right(config, world))

/** Of equal raw weights the first is paid more, as by ranks without a tie rule. */
export const tiesByOrder: Decide = withDecision((traced) => {
  const { shares } = traced.decision
  const raw = new Map(traced.traces.map(({ miner_uid, raw_calculated_weight }) => [miner_uid, raw_calculated_weight]))
  return {
    ...traced,
    decision: {
      ...traced.decision,
      shares: shares.map((share, i) => {
        const tied = shares.some((other, k) => k < i && raw.get(other.neuron.uid) === raw.get(share.neuron.uid))
        return tied ? { ...share, quota: fraction(share.quota.numerator, share.quota.denominator * 2n) } : share
      }),
    },
  }
})

/** The label is `excellence` whenever the excellence weight is above 0. */
export const labelByPresence: Decide = withDecision((traced) => ({
  ...traced,
  traces: traced.traces.map((trace) => ({ ...trace, scoring_pathway: trace.excellence_weight > 0 ? 'excellence' : trace.scoring_pathway })),
}))

/** The record has the sum as a double instead of the exact sum. */
export const roundedSum: Decide = withDecision((traced) => ({
  ...traced,
  traces: traced.traces.map((trace) => {
    const details = trace.pathway_details
    if (details === null) return trace
    const [numerator, denominator] = details.population.total_claims.split('/').map(Number) as [number, number]
    const total_claims = `${BigInt(Math.round((numerator / denominator) * 1e6))}/1000000`
    return { ...trace, pathway_details: { ...details, population: { ...details.population, total_claims } } }
  }),
}))

/** Every neuron has a very small score. */
export const nobodyWithoutScore: Decide = (config, world) =>
  right(config, {
    ...world,
    results: [
      ...world.results,
      ...neuronsOf(world).map(({ hotkey }) => ({ miner_hotkey: hotkey, task: 'soil', score: 1e-3, scored_at: ago(1) })),
    ],
  })

/** Every hotkey with scores is ranked, also one that is not a neuron. */
export const strangersRanked: Decide = (config, world) =>
  right(config, { ...world, network: { ...world.network, neurons: [...neuronsOf(world), neuron(400)] } })

/** A text that looks like a number is read as one, and an unusable score counts as the lowest score. */
export const coerced: Decide = withRows((row) => [
  isRow(row) && typeof row.score !== 'number' ? { ...row, score: Number(row.score ?? 0.001) || 0.001 } : row,
])

/** Every score above 0 is good enough, whatever the least score is: "> 0" in place of the floor. */
export const anyScoreIsGood: Decide = (config, world) => right({ ...(config as object), least_score: 5e-324 }, world)

/** A score of 0 counts as a sample. */
export const zeroIsScore: Decide = withRows((row) => [isRow(row) && row.score === 0 ? { ...row, score: 1e-6 } : row])

/** Scores from the future count as made now. */
export const clocksTrusted: Decide = withRows((row, { at }) => [isRow(row) && row.scored_at > at ? { ...row, scored_at: at } : row])

/** Rows of any age count, as if made at the decision. */
export const ageless: Decide = withRows((row, { at }) => [
  isRow(row) ? { ...row, scored_at: row.scored_at > at ? row.scored_at : at } : row,
])

/** Of the scores of a task the first row counts. */
export const firstCome: Decide = (config, world) => {
  const seen = new Set<string>()
  const isFirst = (row: unknown): boolean => {
    const key = isRow(row) ? `${row.miner_hotkey} ${row.task}` : ''
    const known = seen.has(key)
    seen.add(key)
    return !known
  }
  return right(config, { ...world, results: world.results.filter(isFirst) })
}

/** A score above 0.6 counts as one half. */
export const outliersCutBack: Decide = withRows((row) => [
  isRow(row) && typeof row.score === 'number' && row.score > 0.6 ? { ...row, score: 0.5 } : row,
])

/** Unusable rows give no warning. */
export const silent: Decide = (config, world) => {
  const decided = right(config, world)
  return isLeft(decided)
    ? decided
    : map((traced: TracedDecision) => ({ ...traced, decision: { ...traced.decision, warnings: [] } }))(decided)
}
