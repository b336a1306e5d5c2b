/** Computes a trace again from its own numbers, step by step, so that a reader can check it. */
import { some, toNullable } from 'fp-ts/lib/Option.js'
import { ema } from '../../scoring/ema.js'
import { hardwareVerification, verificationRatio } from '../../scoring/verification.js'
import type { Fraction } from '../../units/exact/fraction.js'
import { ZERO, divide, fraction, fromDouble, multiply, subtract, sum } from '../../units/exact/fraction.js'
import { floor, toLowestTerms } from '../../units/exact/fraction-rounding.js'
import { scaledToMaximum } from '../../policy/shares/maximum-scale.js'
import type { ClaimTrace, Exact, SmoothingTrace, SplitTrace, Trace } from './trace.js'

/** A number of a trace that does not follow from the numbers before it. */
export interface Discrepancy {
  readonly path: string
  readonly stated: unknown
  readonly follows: unknown
}

type Step = readonly [path: string, stated: unknown, follows: unknown]

const read = ({ exact }: Exact): Fraction => {
  const [numerator, denominator] = exact.split('/')
  return fraction(BigInt(numerator!), BigInt(denominator!))
}

const under = (path: string, steps: readonly Step[]): readonly Step[] => steps.map(([at, ...rest]) => [`${path}.${at}`, ...rest])

const smooth = ({ previous, alpha, sample }: SmoothingTrace): number | null => {
  if (sample === null || previous === null || alpha === null) return sample ?? previous
  return toNullable(ema(alpha)(some(previous))(some(sample)))
}

const stepsOfSplit = (split: SplitTrace): readonly Step[] => {
  const [whole, claims] = [read(split.of_quota), read(split.claims)]
  const quota = claims.numerator === 0n ? ZERO : divide(multiply(whole, read(split.claim)), claims)
  const below = floor(quota)
  return [
    ['quota', split.quota.exact, toLowestTerms(quota)],
    ['floor', split.floor, Number(below)],
    ['remainder', split.remainder.exact, toLowestTerms(subtract(quota, fraction(below)))],
    ['units', split.units, Number(below) + (split.place <= split.left_over ? 1 : 0)],
  ]
}

const stepsOfClaim = (trace: Trace, claim: ClaimTrace): readonly Step[] => [
  ['smoothed', claim.smoothed, trace.smoothing.find(({ category }) => category === claim.category)?.smoothed],
  ['gpus', claim.gpus, trace.executors.reduce((n, e) => n + (e.reason === null && e.category === claim.category ? e.gpus : 0), 0)],
  ['claim', claim.claim, claim.smoothed * claim.gpus],
  ['miner.claim', claim.miner.claim.exact, toLowestTerms(fromDouble(claim.counted))],
  ['miner.of_quota', claim.miner.of_quota.exact, claim.pool.quota.exact],
  ['miner.of_units', claim.miner.of_units, claim.pool.units],
  ...under('pool', stepsOfSplit(claim.pool)),
  ...under('miner', stepsOfSplit(claim.miner)),
]

const stepsOfVerification = ({ verification, results }: Trace): readonly Step[] => {
  if (verification === null) return [['results.in_window', results.in_window.length, 0]]
  const { kind, valid, results: all, hardware_scores, score } = verification
  const counted = results.in_window.filter(({ counts_for_score }) => counts_for_score !== false)
  return [
    ['verification.results', all, counted.length],
    ['verification.valid', valid, counted.filter((result) => result.valid).length],
    ['verification.score', score, kind === 'hardware' ? hardwareVerification(hardware_scores, valid, all) : verificationRatio(valid, all)],
  ]
}

const stepsOfWeight = ({ weight, claims, burn }: Trace): readonly Step[] => {
  const splits = [...claims.map(({ miner }) => miner), ...(burn === null ? [] : [burn])]
  return [
    ['quota', weight.quota.exact, toLowestTerms(sum(splits.map(({ quota }) => read(quota))))],
    ['sum', weight.sum, splits.reduce((total, { units }) => total + units, 0)],
    ['max', weight.max, scaledToMaximum(read(weight.largest))(read(weight.quota))],
  ]
}

/**
 * The numbers of a trace that do not follow from the numbers before them. The list is empty for a trace that `explain` made. The other
 * miners are not in a trace, so `left_over`, `place` and the sums of claims are not checked.
 *
 * @example
 * ```ts
 * import { allocate, explain, mergeWithDefaults, readSnapshot, retrace } from 'steelyard/allocation'
 * const key = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
 * const document = { netuid: 39, block: 5400000, at: '2026-11-20T06:00:00Z', neurons: [{ uid: 7, hotkey: key, coldkey: key, registered_at_block: 1 }], results: [] }
 * const config = mergeWithDefaults({ burn_uid: 7 }).right
 * const trace = explain(config)(allocate(config)(readSnapshot(document).right).right)(7).right
 * retrace(trace) // => []
 * retrace({ ...trace, weight: { ...trace.weight, sum: 65534 } }) // => [{ path: 'weight.sum', stated: 65534, follows: 65535 }]
 * ```
 */
export const retrace = (trace: Trace): readonly Discrepancy[] =>
  [
    ...stepsOfVerification(trace),
    ...trace.smoothing.map((s, i): Step => [`smoothing[${i}].smoothed`, s.smoothed, smooth(s)]),
    ...trace.claims.flatMap((claim, i) => under(`claims[${i}]`, stepsOfClaim(trace, claim))),
    ...(trace.burn === null ? [] : under('burn', stepsOfSplit(trace.burn))),
    ...under('weight', stepsOfWeight(trace)),
  ]
    .filter(([, stated, follows]) => !Object.is(stated, follows))
    .map(([path, stated, follows]) => ({ path, stated, follows }))
