/**
 * A snapshot, a config and an allocation as canonical JSON. Two of them have the same text if and only if they mean the same.
 *
 * The text does not depend on the order of keys and of sets (neurons, results, previous scores), on the spelling of numbers and instants
 * (an instant is written as seconds since 1970, in decimals), or on whether a default is written out. It has everything else, and the
 * number of the rules. A result that was delivered twice occurs once. A row that was set aside occurs with its faults, without its values.
 */
import type { Allocation, PoolShares } from '../allocation.js'
import type { EmissionConfig } from '../config/emission-config.js'
import { writeEmissionConfig } from '../config/emission-config.js'
import type { RejectedRow, ScoreState, Snapshot } from '../snapshot/snapshot.js'
import { toLowestTerms } from '../../units/exact/fraction-rounding.js'
import { pointInTime } from '../../units/time/instant.js'
import type { Canonical } from '../../units/json/canonical-json.js'
import { asSet, canonicalJson } from '../../units/json/canonical-json.js'
import { canonicalResult } from '../../gpu/canonical-result.js'
import { distinctResults } from '../../gpu/distinct-results.js'
import { RULES } from '../../policy/rules.js'

const scoreState = (state: ScoreState): Canonical => ({ ...state, updated_at: pointInTime(state.updated_at) })

const rejectedRow = ({ hotkey, faults }: RejectedRow): Canonical => ({
  hotkey,
  faults: asSet(
    faults.map((fault) => ({
      tag: fault._tag,
      path: fault.path,
      expected: 'expected' in fault ? fault.expected : undefined,
      ...(fault._tag === 'More' ? { of: fault.of, count: fault.count } : {}),
    })),
  ),
})

/**
 * The meaning of a decoded snapshot.
 *
 * @example
 * ```ts
 * import { readSnapshot, canonicalSnapshot } from 'steelyard/allocation'
 * const snapshot = readSnapshot({ netuid: 39, block: 54e5, at: '2026-11-20T07:00:00.50+01:00', neurons: [], results: [] }).right
 * canonicalSnapshot(snapshot) // => '{"at":"1795154400.5","block":5400000,"netuid":39,"neurons":[],"previous":[],"rejected":[],"results":[],"rules":2}'
 * ```
 */
export const canonicalSnapshot = ({ at, neurons, results, rejected, previous, ...rest }: Snapshot): string =>
  canonicalJson({
    rules: RULES,
    ...rest,
    at: pointInTime(at),
    neurons: [...neurons].sort((a, b) => a.uid - b.uid),
    results: asSet(distinctResults(results).map(canonicalResult)),
    rejected: asSet(rejected.map(rejectedRow)),
    previous: asSet(previous.map(scoreState)),
  })

/**
 * The meaning of a config: every key is written, and percentages are decimals without trailing zeros.
 *
 * @example
 * ```ts
 * import { mergeWithDefaults, canonicalConfig } from 'steelyard/allocation'
 * canonicalConfig(mergeWithDefaults({ burn_percentage: '5.00' }).right).slice(0, 24) // => '{"burn_percentage":"5","'
 * ```
 */
export const canonicalConfig = (config: EmissionConfig): string =>
  canonicalJson({
    rules: RULES,
    ...writeEmissionConfig(config),
    burn_percentage: config.burn_percentage.toFixed(),
    gpu_allocations: Object.fromEntries(
      [...config.gpu_allocations].map(([category, rule]) => [category, { ...rule, weight: rule.weight.toFixed() }]),
    ),
    weight_version_key: config.weight_version_key,
  } as Canonical)

const pool = ({ category, rule, status, quota, units, claims, counted, parts }: PoolShares): Canonical => ({
  category,
  percentage: rule.weight.toFixed(),
  status,
  quota: toLowestTerms(quota),
  units,
  claims: asSet(
    claims.map(({ neuron, claim }, i) => ({
      uid: neuron.uid,
      hotkey: neuron.hotkey,
      claim,
      counted: counted[i]!,
      units: parts[i]!,
    })),
  ),
})

/**
 * The decision of an allocation: the burn and the pools with their exact quotas and units, every claim, every exclusion with its
 * reason, and the next scores. Examinations and warnings are not part of it.
 *
 * @example
 * ```ts
 * import { allocate, mergeWithDefaults, readSnapshot, canonicalAllocation } from 'steelyard/allocation'
 * const key = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
 * const neurons = [{ uid: 7, hotkey: key, coldkey: key, registered_at_block: 1 }]
 * const document = { netuid: 39, block: 1, at: '2026-11-20T06:00:00Z', neurons, results: [] }
 * const allocation = allocate(mergeWithDefaults({ burn_uid: 7 }).right)(readSnapshot(document).right).right
 * JSON.parse(canonicalAllocation(allocation)).burn // => { configured: '0', hotkey: key, quota: '65535/1', uid: 7, units: 65535 }
 * ```
 */
export const canonicalAllocation = ({ netuid, block, at, burn, pools, excluded, next }: Allocation): string =>
  canonicalJson({
    rules: RULES,
    netuid,
    block,
    at: pointInTime(at),
    burn: {
      uid: burn.target?.uid ?? null,
      hotkey: burn.target?.hotkey ?? null,
      configured: burn.configured.toFixed(),
      quota: toLowestTerms(burn.quota),
      units: burn.units,
    },
    pools: asSet(pools.map(pool)),
    excluded: asSet(excluded.map(({ uid, hotkey, category, reason }) => ({ uid, hotkey, category, reason }))),
    next: asSet(next.map(scoreState)),
  })
