/** Explains a weight: the trace of one uid through an allocation. */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Ord } from 'fp-ts/lib/Ord.js'
import { resultOrder } from '../../gpu/inventory.js'
import type { ValidationResult } from '../../gpu/validation-result.js'
import { isValid } from '../../gpu/validation-result.js'
import { codeUnitOrder } from '../../units/order/code-unit-order.js'
import { explainSplit, exactly } from './split-trace.js'
import { exactSum } from '../../units/exact/exact-sum.js'
import { ZERO, fromDouble, sum } from '../../units/exact/fraction.js'
import { by, lexicographic } from '../../units/order/lexicographic.js'
import { quotas } from '../../apportion/quotas.js'
import type { Allocation, PoolShares } from '../allocation.js'
import { EVERYTHING } from '../../policy/shares/whole.js'
import type { EmissionConfig } from '../config/emission-config.js'
import type { Examination } from '../miners/examination.js'
import { claimsOnTheWhole } from '../pools/pool.js'
import { largestQuota, scaledToMaximum } from '../../policy/shares/maximum-scale.js'
import { exactQuotas } from '../../policy/shares/node-quotas.js'
import { recipientsOf } from '../../policy/shares/recipients.js'
import { alphaSince, type Observation } from '../miners/score-state.js'
import type { ClaimTrace, ExecutorTrace, ResultTrace, SmoothingTrace, SplitTrace, Trace, VerificationTrace, WeightTrace } from './trace.js'

/** No neuron of the snapshot has this uid. */
export interface UnknownUid {
  readonly _tag: 'UnknownUid'
  readonly uid: number
}

/** By executor, then the newest first, then by the reported GPUs. So the order of the input has no effect. */
const byExecutor: Ord<ValidationResult> = lexicographic(
  by(codeUnitOrder)(({ executor_id }: ValidationResult) => executor_id),
  resultOrder,
)

const traceResults = (
  { verification_scope }: EmissionConfig,
  { evidence, miner: { executors, verification } }: Examination,
): readonly ResultTrace[] => {
  const counted = new Set(executors.map(({ executor: { result } }) => result))
  const verified = new Set(verification.results)
  return [...(evidence?.inWindow ?? [])].sort(byExecutor.compare).map((result) => ({
    executor: result.executor_id,
    made: result.validation_timestamp.text,
    gpu_model: result.gpu_model,
    gpu_count: result.gpu_count,
    gpu_memory_gb: result.gpu_memory_gb,
    valid: isValid(result),
    counts_for_executor: counted.has(result),
    ...(verification_scope === 'category' ? { counts_for_score: verified.has(result) } : {}),
  }))
}

const traceVerification = (
  { verification: kind, verification_scope }: EmissionConfig,
  { evidence, miner: { primary, verification } }: Examination,
): VerificationTrace | null => {
  if (evidence === null || evidence.inWindow.length === 0) return null
  const { results, valid, hardware, score } = verification
  return {
    kind,
    ...(verification_scope === 'category' ? { category: primary } : {}),
    results: results.length,
    valid,
    hardware_scores: hardware,
    score,
  }
}

const traceExecutors = ({ miner: { executors } }: Examination): readonly ExecutorTrace[] =>
  executors.map(({ executor: { id, gpus, taken }, verdict }) => ({
    executor: id,
    gpus,
    ...(taken === null ? {} : { taken: taken.count }),
    ...(isLeft(verdict) ? { category: verdict.left.category, reason: verdict.left.why.reason } : { category: verdict.right, reason: null }),
  }))

/** The new sample of a category, or null if it has none. */
const sampleIn = (observation: Observation, category: string): number | null => {
  if (observation._tag === 'Verified') return observation.samples.find((sample) => sample.category === category)?.score ?? null
  return observation._tag === 'NoneValid' ? 0 : null
}

const traceSmoothing = (
  config: EmissionConfig,
  { at }: Allocation,
  { previous, states, miner: { observation } }: Examination,
): readonly SmoothingTrace[] =>
  states.map(({ category, score: smoothed }) => {
    const before = previous.find((state) => state.category === category)
    const sample = sampleIn(observation, category)
    const alpha = before === undefined || sample === null ? null : alphaSince(config, at)(before.updated_at)
    return { category, previous: before?.score ?? null, alpha, sample, smoothed }
  })

/** The split of the whole between the burn and the pools. Part 0 is the burn, part i + 1 is pool i. */
const splitOfTheWhole = (config: EmissionConfig, { burn, pools }: Allocation): ((part: number) => SplitTrace) => {
  const claims = claimsOnTheWhole(config)(pools)
  const all = [claims.burn, ...claims.pools]
  return explainSplit({
    ...EVERYTHING,
    claims: all,
    whole: sum(all),
    quotas: [burn.quota, ...pools.map(({ quota }) => quota)],
    given: [burn.units, ...pools.map(({ units }) => units)],
  })
}

const splitOfPool = ({ quota, units, counted, parts }: PoolShares, part: number): SplitTrace =>
  explainSplit({
    quota,
    units,
    claims: Array.from(counted, fromDouble),
    whole: exactSum(counted),
    quotas: quotas(quota)(counted),
    given: parts,
  })(part)

const traceClaims = ({ pools }: Allocation, ofTheWhole: (part: number) => SplitTrace, uid: number): readonly ClaimTrace[] =>
  pools.flatMap((pool, i) => {
    const part = pool.claims.findIndex(({ neuron }) => neuron.uid === uid)
    if (part < 0) return []
    const { category, smoothed, gpus, claim } = pool.claims[part]!
    return [
      {
        category,
        smoothed,
        gpus,
        claim,
        counted: pool.counted[part]!,
        status: pool.status,
        percentage: pool.rule.weight.toFixed(),
        pool: ofTheWhole(i + 1),
        miner: splitOfPool(pool, part),
      },
    ]
  })

/** Only the quotas that may be the largest are computed exactly, since over hundreds of pools an exact quota has very long terms. */
const traceWeight = (allocation: Allocation, uid: number): WeightTrace => {
  const { uids, units, nodes } = recipientsOf(allocation)
  const place = uids.indexOf(uid)
  const largest = largestQuota(nodes, uids.length)
  const quota = exactQuotas(nodes, new Set([place])).get(place) ?? ZERO
  return { quota: exactly(quota), largest: exactly(largest), sum: units[place] ?? 0, max: scaledToMaximum(largest)(quota) }
}

/**
 * The trace of one uid: the results that counted, the exclusions with their reasons, the ratio, the average, the claims, and for each
 * claim the pool, the exact quota, the floor, the remainder and whether it got one more unit; then the weight at either scale. A neuron
 * that gets nothing has a trace too, with the reason.
 *
 * The allocation must be made with this config. The cost is one pass over the pools in which the uid claims.
 *
 * @example
 * ```ts
 * import { allocate, explain, mergeWithDefaults, readSnapshot } from 'steelyard/allocation'
 * const key = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
 * const document = { netuid: 39, block: 5400000, at: '2026-11-20T06:00:00Z', neurons: [{ uid: 7, hotkey: key, coldkey: key, registered_at_block: 1 }], results: [] }
 * const config = mergeWithDefaults({ burn_uid: 7 }).right
 * const allocation = allocate(config)(readSnapshot(document).right).right
 * explain(config)(allocation)(7).right.weight.sum // => 65535
 * explain(config)(allocation)(8).left // => { _tag: 'UnknownUid', uid: 8 }
 * ```
 */
export const explain =
  (config: EmissionConfig) =>
  (allocation: Allocation) =>
  (uid: number): Either<UnknownUid, Trace> => {
    const examination = allocation.examinations.find(({ neuron }) => neuron.uid === uid)
    if (examination === undefined) return left({ _tag: 'UnknownUid', uid })
    const { neuron, evidence } = examination
    const ofTheWhole = splitOfTheWhole(config, allocation)
    return right({
      uid,
      hotkey: neuron.hotkey,
      at: allocation.at.text,
      results: {
        in_window: traceResults(config, examination),
        newest_stale: evidence?.newestStale?.text ?? null,
        future: evidence?.future.length ?? 0,
      },
      verification: traceVerification(config, examination),
      executors: traceExecutors(examination),
      smoothing: traceSmoothing(config, allocation, examination),
      claims: traceClaims(allocation, ofTheWhole, uid),
      burn: allocation.burn.target === neuron ? ofTheWhole(0) : null,
      weight: traceWeight(allocation, uid),
      excluded: allocation.excluded.filter((entry) => entry.uid === uid),
    })
  }
