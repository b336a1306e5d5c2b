/**
 * The lane in which traces are written, beside the cycle: one write at a time, and whatever becomes of it, weights are set.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Policy, Tracing } from '../../policy/policy.js'
import type { Failure } from '../failures.js'
import type { Move } from '../move.js'
import { ask, raise, stay } from '../move.js'
import type { Network } from '../network.js'
import { configInForce } from '../pace.js'
import type { Write } from '../../storage/port.js'
import type { ValidatorState } from '../state.js'
import type { MinerPerformanceRecord, WeightSubmissionRecord } from '../../storage/tables.js'
import { consequencesIn } from '../cycle/settlement.js'
import { completedTraces, forgetTraces, goneAmong, goneSince, traceRecords } from './traces.js'

/** What the config in force says of traces; null for a policy without any. */
export const tracingOf = <C>(policy: Policy<C>, state: Pick<ValidatorState, 'config' | 'given'>): Tracing | null => {
  if (policy.tracing === undefined) return null
  const read = configInForce(policy, state)
  return isLeft(read) ? null : policy.tracing(read.right)
}

const write = (state: ValidatorState, writes: readonly Write[], gone: readonly string[]): Move =>
  ask(
    state,
    (id) => ({ _tag: 'Store', id, writes }),
    (s, id) => ({ ...s, tracing: { id, gone } }),
  )

/** Notes whose traces are to be removed. It needs to be asked before what was seen is forgotten. */
export const noteGone = <C>(policy: Policy<C>, state: ValidatorState, network: Network): ValidatorState =>
  tracingOf(policy, state) === null
    ? state
    : { ...state, gone: [...new Set([...state.gone, ...goneSince(state.seen, state.last, network)])] }

/** Removes what belongs to nobody any more, and completes what waits for the chain's consensus. */
export const settleTraces = <C>(
  policy: Policy<C>,
  state: ValidatorState,
  waiting: readonly MinerPerformanceRecord[],
  network: Network,
): Move => {
  const tracing = tracingOf(policy, state)
  if (tracing === null || state.tracing !== null) return stay(state)
  const gone = [...new Set([...state.gone, ...goneAmong(waiting, network)])]
  const known = waiting.filter(({ miner_hotkey }) => !gone.includes(miner_hotkey))
  const completed = tracing.completed ? completedTraces(known, network) : []
  const writes: readonly Write[] = [
    ...forgetTraces(state.settings.netuid, gone),
    ...(completed.length === 0 ? [] : [{ _tag: 'Put', table: 'miner_performance_stats', records: completed } as const]),
  ]
  return writes.length === 0 ? stay(state) : write({ ...state, gone: [] }, writes, gone)
}

/** Keeps the traces of a submission that the chain has. */
export const keepTraces = (state: ValidatorState, submission: WeightSubmissionRecord, block: number): Move => {
  const traces = consequencesIn(submission)?.traces ?? []
  if (traces.length === 0) return stay(state)
  if (state.tracing !== null) return stay(state, raise({ _tag: 'TraceFailed', error: 'the last traces are still being written' }))
  return write(state, [{ _tag: 'Put', table: 'miner_performance_stats', records: traceRecords(traces, submission, block) }], [])
}

export const tracesWritten = (state: ValidatorState): Move => stay({ ...state, tracing: null })

/** What was to be removed still is; what was to be kept is lost, and somebody is told. */
export const tracesFailed = (state: ValidatorState, { error, message }: Failure): Move =>
  stay(
    { ...state, tracing: null, gone: [...new Set([...(state.tracing?.gone ?? []), ...state.gone])] },
    raise({ _tag: 'TraceFailed', error: `${error}: ${message}` }),
  )
