/**
 * Which old records a validator removes: the removals of one clean-up, which any store can do in one batch. They are made of what the
 * description of each table says under `kept`.
 *
 * Never removed: an open submission, a config in force or pending, what belongs to another subnet, and in tables with a
 * `validator_hotkey` what belongs to another signer; and the last confirmed submission with its metrics and its history, however old it
 * is: a validator holds it, and asks the chain about it. A superseded config is as old as the request for it, since it is not kept when its successor came.
 */
import { readTimestamp, secondsLater } from '../units/time/timestamp.js'
import type { Write } from './port.js'
import type { Age, TableName } from './tables.js'
import { TABLE_NAMES, describedTable } from './tables.js'
import type { Signer, SignerColumns } from './signer.js'
import { signerColumns } from './signer.js'

/** What is kept for how long. */
export type Retention = {
  readonly profiles_hours: number
  readonly results_hours: number
  /** Metrics, the history that belongs to them, settled submissions and old config changes. */
  readonly metrics_days: number
  readonly clean_up_every_hours: number
}

/** What a clean-up depends on: the signer, how long records are kept, the instant, and when the last confirmed submission was settled. */
export interface CleanUp extends Signer {
  readonly retention: Retention
  /** RFC 3339. */
  readonly now: string
  /** RFC 3339; null where no submission was ever confirmed. */
  readonly last_settled: string | null
}

/** The removals of the records of one table that are older than the instant `below`: one, or one for each text that may be removed. */
const removalsOf = (table: TableName, signer: SignerColumns, below: string): readonly Write[] => {
  const { columns, kept } = describedTable(table)
  if (typeof kept === 'string') return []
  const { by, never } = kept
  const where = Object.fromEntries(Object.entries(signer).filter(([name]) => Object.hasOwn(columns, name)))
  const texts = never === undefined ? [] : (columns[never.column]?.oneOf ?? []).filter((text) => !never.texts.includes(text))
  const wheres = never === undefined ? [where] : texts.map((text) => ({ ...where, [never.column]: text }))
  return wheres.map((where) => ({ _tag: 'Remove', table, where, range: { column: by, below } }) as unknown as Write)
}

/**
 * The removals of everything that is older than `retention` says, for one subnet and signer. What is exactly as old as allowed stays, and so
 * does what is not older than the last confirmed submission where metrics and submissions are concerned. There are no removals where `now`
 * is no instant or an age is below 0, since they would remove what is new.
 *
 * @example
 * ```ts
 * import { cleanUpWrites, DEFAULT_SETTINGS } from 'steelyard/validator'
 * const { retention } = DEFAULT_SETTINGS
 * const [profiles] = cleanUpWrites({ netuid: 39, hotkey: '5A', retention, now: '2026-11-20T06:00:00Z', last_settled: null })
 * profiles // => { _tag: 'Remove', table: 'miner_gpu_profiles', where: { netuid: 39 }, range: { column: 'last_updated', below: '2026-11-13T06:00:00.000000000Z' } }
 * ```
 */
export const cleanUpWrites = ({ netuid, hotkey, retention, now, last_settled }: CleanUp): readonly Write[] => {
  const { profiles_hours, results_hours, metrics_days } = retention
  const at = readTimestamp(now)
  if (at === null || ![profiles_hours, results_hours, metrics_days].every((age) => age >= 0)) return []
  const hours: { readonly [A in Age]: number | null } = {
    profiles_hours,
    results_hours,
    metrics_days: 24 * metrics_days,
    // `traceCleanUp` removes traces.
    retention_days: null,
  }
  const last = last_settled === null ? null : readTimestamp(last_settled)
  return TABLE_NAMES.flatMap((table) => {
    const { kept } = describedTable(table)
    if (typeof kept === 'string') return []
    const age = hours[kept.after]
    if (age === null) return []
    const below = secondsLater(-3600 * age)(at)
    const isOurs = kept.after === 'metrics_days'
    return removalsOf(table, signerColumns({ netuid, hotkey }), isOurs && last !== null && last < below ? last : below)
  })
}

/** The removal of a signer's traces that are older than so many days. */
export const traceCleanUp = (netuid: number, hotkey: string, days: number, now: string): Write =>
  removalsOf('miner_performance_stats', signerColumns({ netuid, hotkey }), secondsLater(-86_400 * days)(now))[0]!
