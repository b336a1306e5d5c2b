/**
 * The validator as a pure function: a state and an event in, the next state and the commands out. This file sorts events to the files
 * that answer them.
 *
 * Total: any event in any state has a next state, which may be the same one. Laws: the same events give the same states and commands; at
 * most one submission is open at a time, and it is in the journal before it is sent; a submission is sent only where the chain's own
 * rules would take it, so never inside the rate limit; an answer that nobody waits for changes nothing. Not promised: that `at`
 * never goes back; a clock that is set back only lengthens a wait.
 */
import { flow } from 'fp-ts/lib/function.js'
import { guarded } from '../policy/guarded.js'
import type { Policy } from '../policy/policy.js'
import { readTimestamp } from '../units/time/timestamp.js'
import type { Cycle } from './cycle.js'
import { readingOnce } from './cycle.js'
import { arrived, kept, misdelivered } from './cycle/collect.js'
import { decided } from './cycle/decide.js'
import { inquired } from './cycle/inquire.js'
import { leased } from './cycle/lease.js'
import { looked } from './cycle/look.js'
import { founded, restored, started } from './cycle/restore.js'
import { resume, stageFailed } from './cycle/retry.js'
import { see } from './cycle/see.js'
import { sealed } from './cycle/seal.js'
import { settled } from './cycle/settle.js'
import { afterStop, stopped } from './cycle/stop.js'
import { answered, recorded } from './cycle/submit.js'
import { blockSeen } from './cycle/wait.js'
import type { ValidatorEvent } from './event.js'
import { failed, succeeded } from './failures.js'
import { beat, beaten, beatFailed } from './lanes/beat.js'
import { cleanedUp, cleanUpFailed } from './lanes/cleaning.js'
import { changeFailed, changeStored, configUpdateRequested, storeChange } from './lanes/config.js'
import { publishRequested } from './lanes/gates.js'
import { revealsFailed, revealsWritten } from './lanes/reveals.js'
import { sealFailed, sealReady } from './lanes/sealing.js'
import { tracesFailed, tracesWritten } from './lanes/traces.js'
import type { Move, Next } from './move.js'
import { andThen, log, stay } from './move.js'
import type { Stage } from './stage.js'
import type { ValidatorState } from './state.js'

const EPOCH = '1970-01-01T00:00:00.000000000Z'

/** Whether the cycle waits for the answer to a command. */
const awaits = (stage: Stage, id: number): boolean => 'id' in stage && stage.id === id

/** Whether it is being found out by a command that weights can be encrypted. */
const isSealAsked = ({ sealing }: ValidatorState, id: number): boolean => sealing._tag === 'Asked' && sealing.id === id

/** A batch is written. */
const stored =
  <C>(cycle: Cycle<C>, { id, removed = 0 }: Extract<ValidatorEvent, { readonly _tag: 'Stored' }>): Next =>
  (state) => {
    const { stage } = state
    if (state.changing === id) return changeStored(state)
    if (state.cleaning === id) return cleanedUp(cycle.at, removed)(state)
    if (state.tracing?.id === id) return tracesWritten(state)
    if (state.revealing?.id === id) return revealsWritten(state)
    if (state.beating === id) return beaten(state)
    if (!awaits(stage, id)) return stay(state)
    switch (stage._tag) {
      case 'Leasing':
        return leased(stage.counter)(state)
      case 'Founding':
        return founded(cycle, stage)(state)
      case 'Keeping':
        return kept(cycle)(state)
      case 'Recording':
        return recorded(cycle, stage)(state)
      case 'Settling':
        return settled(cycle, stage.submission)(state)
      default:
        return stay(state)
    }
  }

/** A command failed, or took too long. */
const commandFailed =
  <C>(cycle: Cycle<C>, { id, port, error, message }: Extract<ValidatorEvent, { readonly _tag: 'Failed' }>): Next =>
  (state) => {
    const failure = { port, error, message }
    if (state.changing === id) return changeFailed(failure, cycle.at)(state)
    if (state.cleaning === id) return cleanUpFailed(failure, cycle.at)(state)
    if (state.tracing?.id === id) return tracesFailed(failure)(state)
    if (state.revealing?.id === id) return revealsFailed(failure)(state)
    if (isSealAsked(state, id)) return sealFailed(failure)(state)
    if (state.beating === id) return beatFailed(failure)(state)
    if (awaits(state.stage, id)) return stageFailed(cycle, failure)(state)
    return stay(state, log({ _tag: 'LateFailure', ...failure }))
  }

/** The chain and the store have been read. */
const worldRead = <C>(cycle: Cycle<C>, event: Extract<ValidatorEvent, { readonly _tag: 'WorldRead' }>): Next =>
  flow(succeeded('storage'), andThen(see(cycle, event.network, decided(cycle, event))))

const sort =
  <C>(cycle: Cycle<C>, event: ValidatorEvent): Next =>
  (state) => {
    const { stage } = state
    if (stage._tag === 'Stopped') return afterStop(event)(state)
    switch (event._tag) {
      case 'Started':
        return started(event)(state)
      case 'Restored':
        return stage._tag === 'Restoring' && awaits(stage, event.id) ? restored(cycle, event)(state) : stay(state)
      case 'BlockSeen':
        return blockSeen(cycle, event.block)(state)
      case 'ResultsArrived':
        return arrived(cycle, event)(state)
      case 'WorldRead':
        return stage._tag === 'Reading' && awaits(stage, event.id) ? worldRead(cycle, event)(state) : stay(state)
      case 'ChainRead':
        if (!awaits(stage, event.id)) return stay(state)
        if (stage._tag === 'Looking') return see(cycle, event.network, looked(cycle))(state)
        return stage._tag === 'Inquiring' ? see(cycle, event.network, inquired(cycle, stage))(state) : stay(state)
      case 'Stored':
        return stored(cycle, event)(state)
      case 'Sealed':
        return stage._tag === 'Sealing' && awaits(stage, event.id) ? sealed(cycle, stage, event.ciphertext)(state) : stay(state)
      case 'SealReady':
        return isSealAsked(state, event.id) ? sealReady(state) : stay(state)
      case 'SubmissionConfirmed':
      case 'SubmissionRefused':
      case 'SubmissionNotSent':
      case 'SubmissionUnknown':
        return stage._tag === 'Submitting' && awaits(stage, event.id) ? answered(cycle, stage, event)(state) : stay(state)
      case 'Failed':
        return commandFailed(cycle, event)(state)
      case 'ConfigUpdateRequested':
        return configUpdateRequested(cycle, event)(state)
      case 'PublishRequested':
        return publishRequested(event.request)(state)
      case 'Woke':
        if (event.lane === 'changes') return storeChange(state)
        if (event.lane === 'beat') return beat(cycle.at)(state)
        return stage._tag === 'Waiting' ? resume(stage.again, cycle.at)(state) : stay(state)
      case 'Misdelivered':
        return misdelivered(event.message)(state)
      case 'ClockFailed':
        return failed({ port: 'clock', error: event.error, message: event.message })(state)
      case 'ClockWorks':
        return succeeded('clock')(state)
      case 'Stopped':
        return stopped(state)
    }
  }

/**
 * One step of the validator. A config is read once for all cycles that it decides: keep the function that `step(policy)` gives, and hand it one event after the other.
 *
 * @example
 * ```ts
 * import { gpuPools } from 'steelyard/policies'
 * import { DEFAULT_SETTINGS, initialState, step } from 'steelyard/validator'
 * const settings = { ...DEFAULT_SETTINGS, netuid: 39, hotkey: '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY' }
 * const state = initialState(gpuPools(), settings)({ burn_uid: 0 }).right
 * const [started, commands] = step(gpuPools())(state, { _tag: 'Started', at: '2026-11-20T06:00:00Z' })
 * started.stage // => { _tag: 'Restoring', id: 1 }
 * commands[1] // => { _tag: 'Restore', id: 1 }
 * ```
 */
export const step = <C>(policy: Policy<C>): ((state: ValidatorState, event: ValidatorEvent) => Move) => {
  const safe = guarded(policy)
  const config = readingOnce(safe)
  return (state, event) => {
    const at = readTimestamp(event.at) ?? EPOCH
    const began = 'began' in state.stage ? state.stage.began : at
    return sort({ policy: safe, config, began, at }, event)(state)
  }
}
