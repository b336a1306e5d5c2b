/**
 * Whether a process runs a validator, judged by the lease in its store: what another process can know that sees the store alone.
 *
 * Not promised: what the chain has; `health` judges that. The clock of the holder and that of the reader may differ, so a heartbeat from the
 * future says nothing.
 */
import type { ValidatorLeaseRecord, WeightSubmissionRecord } from '../storage/tables.js'
import { plain } from '../units/text/plain.js'
import { MOST_STILL } from './lease.js'
import { secondsFrom } from './pace.js'

/** What the store shows of a validator. `at` is when it is asked, RFC 3339. */
export type StoredFacts = {
  readonly at: string
  readonly lease: ValidatorLeaseRecord | null
  readonly newest: WeightSubmissionRecord | null
  /** The last confirmed submission. */
  readonly confirmed: WeightSubmissionRecord | null
}

/** What the store shows to be wrong. */
export type RunningReason =
  /** Nobody holds the lease: it was stopped, or never started. */
  | { readonly _tag: 'NotRunning' }
  /** The holder has not renewed its lease for so many seconds. */
  | { readonly _tag: 'Dead'; readonly holder: string; readonly seconds: number }
  /** The heartbeat lies so many seconds ahead of this clock: it can't be told whether the holder lives. */
  | { readonly _tag: 'ClockBehind'; readonly holder: string; readonly seconds: number }
  /** Weights should have been set at the block `due`, and are not at `head`. */
  | { readonly _tag: 'Overdue'; readonly due: number; readonly head: number }
  /** The chain's height has not grown for so many seconds, as the holder sees it. */
  | { readonly _tag: 'ChainStandsStill'; readonly head: number; readonly seconds: number }
  /** It runs for so many seconds, and no weights were ever set. */
  | { readonly _tag: 'NeverSet'; readonly seconds: number }
  /** The outcome of a submission is not known long after its life is over. */
  | { readonly _tag: 'Unsettled'; readonly submission: string; readonly valid_until: number; readonly head: number }

/** A verdict by the store alone, with every reason against health. */
export interface RunningVerdict {
  readonly verdict: 'healthy' | 'unhealthy' | 'unknown'
  readonly reasons: readonly RunningReason[]
}

/** Weights, and outcomes, may be late by so many blocks: about an hour. */
const LATE_BLOCKS = 300
/** A chain may stand still for so many seconds, and a new validator may need so many until its first weights. */
const PATIENCE_SECONDS = 3600

const late = ({ newest, confirmed }: StoredFacts, lease: ValidatorLeaseRecord): readonly RunningReason[] => {
  const { head, head_at, counter, beat_seconds, beaten_at, next_block: due } = lease
  const age = counter * beat_seconds
  const neverSet: readonly RunningReason[] =
    confirmed === null && age > PATIENCE_SECONDS ? [{ _tag: 'NeverSet', seconds: Math.floor(age) }] : []
  if (head === null) return neverSet
  const seconds = head_at === null ? 0 : Math.floor(secondsFrom(head_at, beaten_at))
  const still: readonly RunningReason[] = seconds > PATIENCE_SECONDS ? [{ _tag: 'ChainStandsStill', head, seconds }] : []
  const overdue: readonly RunningReason[] = due !== null && due > 0 && head > due + LATE_BLOCKS ? [{ _tag: 'Overdue', due, head }] : []
  const isUnsettled = newest !== null && newest.status === 'open' && head > newest.valid_until + LATE_BLOCKS
  const unsettled: readonly RunningReason[] = isUnsettled
    ? [{ _tag: 'Unsettled', submission: newest.id, valid_until: newest.valid_until, head }]
    : []
  return [...neverSet, ...still, ...overdue, ...unsettled]
}

/**
 * Judges what a store shows of a validator.
 *
 * @example
 * ```ts
 * import { judgeRunning } from 'steelyard/validator'
 * const lease = { holder: 'host 1', counter: 7, beat_seconds: 20, beaten_at: '2026-11-20T06:00:00Z', head: 1000, head_at: '2026-11-20T06:00:00Z', next_block: 1200 }
 * judgeRunning({ at: '2026-11-20T06:00:30Z', lease, newest: null, confirmed: null }) // => { verdict: 'healthy', reasons: [] }
 * judgeRunning({ at: '2026-11-20T06:02:00Z', lease, newest: null, confirmed: null }).reasons // => [{ _tag: 'Dead', holder: 'host 1', seconds: 120 }]
 * judgeRunning({ at: '2026-11-20T06:02:00Z', lease: null, newest: null, confirmed: null }).verdict // => 'unhealthy'
 * ```
 */
export const judgeRunning = (facts: StoredFacts): RunningVerdict => {
  const { at, lease } = facts
  if (lease === null) return { verdict: 'unhealthy', reasons: [{ _tag: 'NotRunning' }] }
  const { holder, beat_seconds, beaten_at } = lease
  const seconds = Math.floor(secondsFrom(beaten_at, at))
  if (-seconds > beat_seconds) return { verdict: 'unknown', reasons: [{ _tag: 'ClockBehind', holder, seconds: -seconds }] }
  if (seconds > MOST_STILL * beat_seconds) return { verdict: 'unhealthy', reasons: [{ _tag: 'Dead', holder, seconds }] }
  const reasons = late(facts, lease)
  return { verdict: reasons.length === 0 ? 'healthy' : 'unhealthy', reasons }
}

/**
 * A reason in words, on one line.
 *
 * @example
 * ```ts
 * import { showRunningReason } from 'steelyard/validator'
 * showRunningReason({ _tag: 'Dead', holder: 'host 1', seconds: 120 }) // => 'the process host 1 gave its last sign of life 120 s ago'
 * ```
 */
export const showRunningReason = (reason: RunningReason): string => {
  switch (reason._tag) {
    case 'NotRunning':
      return 'no process runs this validator'
    case 'Dead':
      return `the process ${plain(reason.holder)} gave its last sign of life ${reason.seconds} s ago`
    case 'ClockBehind':
      return `the process ${plain(reason.holder)} gave a sign of life ${reason.seconds} s ahead of this clock`
    case 'Overdue':
      return `weights were due at block ${reason.due}, and at block ${reason.head} they are not set`
    case 'ChainStandsStill':
      return `the chain stands at block ${reason.head} since ${reason.seconds} s, or can't be reached`
    case 'NeverSet':
      return `no weights were set in ${reason.seconds} s`
    case 'Unsettled':
      return `submission ${plain(reason.submission)} was valid up to block ${reason.valid_until}, and at block ${reason.head} its outcome is not known`
  }
}
