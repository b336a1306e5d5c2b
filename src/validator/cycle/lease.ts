/** Before anything else a process takes the lease on the store: it is free, it is dead, or another process is at work. */
import { pipe } from 'fp-ts/lib/function.js'
import type { ValidatorLeaseRecord } from '../../storage/tables.js'
import { secondsLater } from '../../units/time/timestamp.js'
import type { When } from '../cycle.js'
import { counterAfter, MOST_STILL, taking } from '../lease.js'
import type { Next } from '../move.js'
import { andThen, askInStage, log, stay } from '../move.js'
import type { Rival } from '../state.js'
import { restore } from './enter.js'
import { end } from './stop.js'

/** Takes the lease, in place of one that was seen. */
const take =
  (holder: string, seen: ValidatorLeaseRecord | null, { at }: When): Next =>
  (state) =>
    askInStage(
      (id) => ({ _tag: 'Store', id, writes: taking(state, holder, seen, at) }),
      (id) => ({ _tag: 'Leasing', id, counter: counterAfter(seen) }),
    )({ ...state, rival: null })

/** No settings allow a longer one. */
const LONGEST_BEAT = 3600

/** Another process holds the lease: it is watched for a heartbeat. */
const watch =
  (rival: Rival, { beat_seconds }: ValidatorLeaseRecord, { at }: When): Next =>
  (state) => {
    const time = secondsLater(Math.max(Math.min(beat_seconds, LONGEST_BEAT), state.settings.beat_seconds))(at)
    return stay(
      { ...state, rival, stage: { _tag: 'Waiting', at: time, again: { _tag: 'Restore' } } },
      log({ _tag: 'WaitingForLease', holder: rival.holder, still: rival.still }),
      { _tag: 'RetryAt', lane: 'cycle', at: time },
    )
  }

/**
 * Goes on where this process holds the lease, or no lease is asked for. A lease that stands still for three heartbeats of this process's own
 * clock is taken over; one whose counter moves belongs to a process at work, so this one stops.
 */
export const withLease =
  (when: When, found: ValidatorLeaseRecord | null, goOn: Next): Next =>
  (state) => {
    const { holder, lease, rival } = state
    if (holder === null) return goOn(state)
    if (found === null) return take(holder, null, when)(state)
    if (found.holder === holder) return goOn({ ...state, lease: Math.max(lease ?? 0, found.counter) })
    if (lease !== null) return end({ _tag: 'LeaseLost', holder: found.holder })(state)
    if (rival?.holder !== found.holder) return watch({ holder: found.holder, counter: found.counter, still: 0 }, found, when)(state)
    if (found.counter !== rival.counter) return end({ _tag: 'LeaseHeld', holder: found.holder })(state)
    return rival.still + 1 >= MOST_STILL
      ? take(holder, found, when)(state)
      : watch({ ...rival, still: rival.still + 1 }, found, when)(state)
  }

/** The lease is taken: the store is read again, since the process before may have written until now. */
export const leased =
  (counter: number): Next =>
  (state) =>
    pipe(stay({ ...state, lease: counter }), andThen(restore))
