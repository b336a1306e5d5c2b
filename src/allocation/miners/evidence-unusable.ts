/** Warns if there are results and no miner can be paid. Usually something before the allocation is broken, and everything would burn. */
import type { EmissionConfig } from '../config/emission-config.js'
import type { Pool } from '../pools/pool.js'
import type { Snapshot } from '../snapshot/snapshot.js'
import type { Exclusion } from './exclusion.js'
import { REASONS } from './exclusion.js'
import type { Warning } from './warning.js'

const countsOf = (excluded: readonly Exclusion[]) =>
  REASONS.map((reason) => ({ reason, count: excluded.filter((entry) => entry.reason === reason).length })).filter(({ count }) => count > 0)

/**
 * A warning if there are results, no claim is above 0, and less than 100 % is configured to burn. A pool of zeros that is split equally and
 * paid is meant: then there is no warning.
 */
export const evidenceUnusable = (
  { burn_percentage }: Pick<EmissionConfig, 'burn_percentage'>,
  { results, rejected }: Pick<Snapshot, 'results' | 'rejected'>,
  pools: readonly Pick<Pool, 'claims' | 'status'>[],
  excluded: readonly Exclusion[],
): readonly Warning[] => {
  const isUsable = pools.some(({ claims, status }) => status === 'paid' || claims.some(({ claim }) => claim > 0))
  if (results.length + rejected.length === 0 || isUsable || burn_percentage.gte(100)) return []
  return [{ _tag: 'EvidenceUnusable', reasons: countsOf(excluded) }]
}
