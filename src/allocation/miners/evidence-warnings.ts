/** Warns if there are results and no miner can be paid. Usually something before the allocation is broken, and everything would burn. */
import type { EmissionConfig } from '../config/emission-config.js'
import type { Pool } from '../pools/pool.js'
import type { Snapshot } from '../snapshot/snapshot.js'
import { isValid } from '../../gpu/validation-result.js'
import { paysNobody } from '../../policy/evidence-unusable.js'
import type { Exclusion } from './exclusion.js'
import { REASONS } from './exclusion.js'
import type { NothingReason, Warning } from './warning.js'

type Rules = Pick<EmissionConfig, 'burn_percentage' | 'verification'>

const count = (reasons: readonly NothingReason[]) => (reason: NothingReason) => ({
  reason,
  count: reasons.filter((r) => r === reason).length,
})

/**
 * The warning by the rule `paysNobody`, with the reasons of this engine, or no warning. A pool of zeros that is split equally and paid is
 * meant: then there is no warning.
 */
export const evidenceWarnings = (
  config: Rules,
  { results, rejected }: Pick<Snapshot, 'results' | 'rejected'>,
  pools: readonly Pick<Pool, 'claims' | 'status'>[],
  excluded: readonly Exclusion[],
): readonly Warning[] => {
  const claims = pools.flatMap((pool) => pool.claims)
  const isUsable = pools.some(({ status }) => status === 'paid') || claims.some(({ claim }) => claim > 0)
  if (!paysNobody(config, { rows: results.length + rejected.length, isUsable })) return []
  const isBlind = config.verification === 'hardware' && results.every((row) => !isValid(row) || row.hardware_score === undefined)
  const zero: NothingReason = isBlind ? 'NoHardwareScore' : 'ZeroScore'
  const reasons = [...excluded.map(({ reason }) => reason), ...claims.map(() => zero)]
  return [{ _tag: 'EvidenceUnusable', reasons: [...REASONS, zero].map(count(reasons)).filter((counted) => counted.count > 0) }]
}
