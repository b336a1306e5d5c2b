/**
 * What is kept of how each weight came about. Traces are stored once the chain has the weights, completed once an epoch has used the weights,
 * and removed with the registration that they belong to.
 *
 * They are written beside the cycle, one write at a time. Whatever becomes of a write, weights are set: a failure is only told.
 */
import type { MinerTrace } from '../../policy/miner-trace.js'
import type { Failure } from '../failures.js'
import type { Next } from '../move.js'
import { ask, raise, stay } from '../move.js'
import type { Network } from '../network.js'
import type { Write } from '../../storage/port.js'
import type { SignerColumns } from '../../storage/signer.js'
import { signerColumns } from '../../storage/signer.js'
import type { ValidatorState } from '../state.js'
import type { MinerPerformanceRecord } from '../../storage/tables.js'
import { completedTraces, inForceBy } from './consensus.js'
import { goneAmong, goneSince } from './gone.js'
import { traceRecord } from '../../storage/trace-record.js'

/** Traces as records of a submission that a block has included. */
export const traceRecords = (
  traces: readonly MinerTrace[],
  { netuid, validator_hotkey }: SignerColumns,
  block: number,
): readonly MinerPerformanceRecord[] => traces.map(traceRecord({ netuid, validator_hotkey }, block))

const write = (writes: readonly Write[], gone: readonly string[]): Next =>
  ask(
    (id) => ({ _tag: 'Store', id, writes }),
    (state, id) => ({ ...state, tracing: { id, gone } }),
  )

const removals = (netuid: number, hotkeys: readonly string[]): readonly Write[] =>
  hotkeys.map((miner_hotkey) => ({ _tag: 'Remove', table: 'miner_performance_stats', where: { netuid, miner_hotkey } }))

/** Notes whose traces are to be removed. This must come before the state notes what the chain shows now. */
export const noteGone =
  (network: Network) =>
  (state: ValidatorState): ValidatorState =>
    state.terms.tracing === null ? state : { ...state, gone: [...new Set([...state.gone, ...goneSince(state.seen, state.last, network)])] }

/** Removes the traces of hotkeys that are gone, and completes the traces that wait for the chain's consensus. */
export const settleTraces =
  (waiting: readonly MinerPerformanceRecord[], network: Network): Next =>
  (state) => {
    const { tracing } = state.terms
    if (tracing === null || state.tracing !== null) return stay(state)
    const gone = [...new Set([...state.gone, ...goneAmong(waiting, network)])]
    const known = waiting.filter(({ miner_hotkey }) => !gone.includes(miner_hotkey))
    const completed = tracing.completed ? completedTraces(known, network, inForceBy(state)) : []
    const writes: readonly Write[] = [
      ...removals(signerColumns(state.settings).netuid, gone),
      ...(completed.length === 0 ? [] : [{ _tag: 'Put', table: 'miner_performance_stats', records: completed } as const]),
    ]
    return writes.length === 0 ? stay(state) : write(writes, gone)({ ...state, gone: [] })
  }

/** Keeps the traces of a submission that the chain has. */
export const keepTraces =
  (records: readonly MinerPerformanceRecord[]): Next =>
  (state) => {
    if (records.length === 0) return stay(state)
    if (state.tracing !== null) return stay(state, raise({ _tag: 'TraceFailed', error: 'the last traces are still being written' }))
    return write([{ _tag: 'Put', table: 'miner_performance_stats', records }], [])(state)
  }

/** A write of traces is done. */
export const tracesWritten: Next = (state) => stay({ ...state, tracing: null })

/** A write of traces failed. What was to be removed is noted again; what was to be kept is lost, and an alert says so. */
export const tracesFailed =
  ({ error, message }: Failure): Next =>
  (state) =>
    stay(
      { ...state, tracing: null, gone: [...new Set([...(state.tracing?.gone ?? []), ...state.gone])] },
      raise({ _tag: 'TraceFailed', error: `${error}: ${message}` }),
    )
