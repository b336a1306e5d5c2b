/**
 * What a validator lets go of: the removals of one clean-up, which any store can do in one batch.
 *
 * Never removed: an open submission, a config in force or pending, what belongs to another subnet, metrics and journal of another
 * signer. The last confirmed submission goes only when it is older than `metrics_days`, which it can't be while weights are set:
 * every tempo has one anew, and a vector that no chain has counted for weeks is not worth holding. A superseded config is as old as
 * the request for it, since nobody keeps when its successor came.
 */
import { readTimestamp, secondsLater } from '../units/time/timestamp.js'
import type { Write } from './port.js'
import { signerColumns } from './signer.js'
import type { ConfigChangeRecord, SubmissionStatus } from './tables.js'

/** What is kept for how long. */
export type Retention = {
  readonly profiles_hours: number
  readonly results_hours: number
  /** Metrics, the history that belongs to them, settled submissions and old config changes. */
  readonly metrics_days: number
  readonly clean_up_every_hours: number
}

const SETTLED: readonly SubmissionStatus[] = ['confirmed', 'refused', 'lost']
const PAST: readonly ConfigChangeRecord['status'][] = ['superseded', 'refused']

/**
 * The removals of everything that is older than `retention` says, for one subnet and signer; `now` is RFC 3339. What is exactly as
 * old as allowed stays. None where `now` is no instant or an age is below 0, since that would remove what is new.
 *
 * @example
 * ```ts
 * import { cleanUpWrites, DEFAULT_SETTINGS } from 'steelyard/validator'
 * const [profiles] = cleanUpWrites(39, '5A', DEFAULT_SETTINGS.retention, '2026-11-20T06:00:00Z')
 * profiles // => { _tag: 'Remove', table: 'miner_gpu_profiles', where: { netuid: 39 }, range: { column: 'last_updated', below: '2026-11-13T06:00:00.000000000Z' } }
 * ```
 */
export const cleanUpWrites = (netuid: number, hotkey: string, retention: Retention, now: string): readonly Write[] => {
  const { profiles_hours, results_hours, metrics_days } = retention
  const at = readTimestamp(now)
  if (at === null || ![profiles_hours, results_hours, metrics_days].every((age) => age >= 0)) return []
  const hoursAgo = (hours: number): string => secondsLater(-3600 * hours)(at)
  const signer = signerColumns({ netuid, hotkey })
  const below = hoursAgo(24 * metrics_days)
  return [
    { _tag: 'Remove', table: 'miner_gpu_profiles', where: { netuid }, range: { column: 'last_updated', below: hoursAgo(profiles_hours) } },
    {
      _tag: 'Remove',
      table: 'miner_prover_results',
      where: { netuid },
      range: { column: 'verification_timestamp', below: hoursAgo(results_hours) },
    },
    // Their history goes with them.
    { _tag: 'Remove', table: 'emission_metrics', where: signer, range: { column: 'timestamp', below } },
    ...SETTLED.map(
      (status): Write => ({
        _tag: 'Remove',
        table: 'weight_submissions',
        where: { ...signer, status },
        range: { column: 'settled_at', below },
      }),
    ),
    ...PAST.map(
      (status): Write => ({
        _tag: 'Remove',
        table: 'config_changes',
        where: { ...signer, status },
        range: { column: 'requested_at', below },
      }),
    ),
  ]
}

/** The removal of a signer's traces that are older than so many days. */
export const traceCleanUp = (netuid: number, hotkey: string, days: number, now: string): Write => ({
  _tag: 'Remove',
  table: 'miner_performance_stats',
  where: signerColumns({ netuid, hotkey }),
  range: { column: 'period_end', below: secondsLater(-86_400 * days)(now) },
})
