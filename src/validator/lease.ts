/**
 * The lease of a validator on its store, as records and batches: of two processes with one key and one store only one works.
 *
 * Laws: a batch that renews the lease fails as a whole (`Conflict`) where another process holds it, so whatever is written beside the renewal
 * is written by the holder alone. A lease is taken over only as it was seen: where its counter moved in between, the batch fails.
 */
import type { Write } from '../storage/port.js'
import { signerColumns } from '../storage/signer.js'
import type { ValidatorLeaseRecord } from '../storage/tables.js'
import type { ValidatorState } from './state.js'

const MOST_COUNTED = 4_503_599_627_370_496

/** A lease that stood still for so many heartbeats belongs to nobody any more. */
export const MOST_STILL = 3

const record = (state: ValidatorState, holder: string, counter: number, at: string): ValidatorLeaseRecord => ({
  ...signerColumns(state.settings),
  holder,
  counter,
  beat_seconds: state.settings.beat_seconds,
  beaten_at: at,
  head: state.head,
  head_at: state.sighted?.at ?? null,
  next_block: state.upcoming === null || state.upcoming.block === 0 ? null : state.upcoming.block,
  limited_by: state.upcoming?.limited_by ?? null,
})

/** The counter of the process that takes a lease: it differs from the one that was seen, and has room to grow. */
export const counterAfter = (seen: ValidatorLeaseRecord | null): number =>
  seen === null || seen.counter >= MOST_COUNTED ? 1 : seen.counter + 1

/** The writes of a process that takes a lease: the one that was seen goes, and its own comes. */
export const taking = (state: ValidatorState, holder: string, seen: ValidatorLeaseRecord | null, at: string): readonly Write[] => {
  const where = signerColumns(state.settings)
  const gone: readonly Write[] =
    seen === null ? [] : [{ _tag: 'Remove', table: 'validator_leases', where: { ...where, holder: seen.holder, counter: seen.counter } }]
  return [...gone, { _tag: 'Add', table: 'validator_leases', records: [record(state, holder, counterAfter(seen), at)] }]
}

/** A batch that only the holder of the lease can write, and the state after it. Where no lease is asked for, it is the batch alone. */
export const fenced =
  (writes: readonly Write[], at: string) =>
  (state: ValidatorState): readonly [writes: readonly Write[], state: ValidatorState] => {
    const { holder, lease } = state
    if (holder === null || lease === null) return [writes, state]
    const mine = { ...signerColumns(state.settings), holder }
    const renewal: readonly Write[] = [
      { _tag: 'Remove', table: 'validator_leases', where: mine },
      { _tag: 'Add', table: 'validator_leases', records: [record(state, holder, lease + 1, at)] },
    ]
    return [[...renewal, ...writes], { ...state, lease: lease + 1 }]
  }

/** The writes of a holder that stops. */
export const releasing = ({ holder, lease, settings }: ValidatorState): readonly Write[] =>
  holder === null || lease === null ? [] : [{ _tag: 'Remove', table: 'validator_leases', where: { ...signerColumns(settings), holder } }]
