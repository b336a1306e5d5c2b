/**
 * The validator as a pure function: what it knows and what happened in, what it knows then and what is to be done out.
 *
 * Total: any event in any state has a next state, if only the same. Laws: the same events give the same states and commands; at most
 * one submission is open at a time, and it is journalled before it is sent; a submission is sent only where the chain's own
 * rules would take it, so never inside the rate limit; an answer that nobody waits for changes nothing. Not promised: that `at`
 * never goes back; a clock that is set back only lengthens a wait.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Policy } from '../policy/policy.js'
import { isIntegerIn } from '../units/codec/leaf.js'
import { readTimestamp } from '../units/time/timestamp.js'
import { answered } from './cycle/submit.js'
import { inquire, keep, look, nextHeartbeat, read, restore, resume, submit, waitUntil } from './asking.js'
import { cleanedUp, cleanUp } from './lanes/cleaning.js'
import { collected } from './cycle/collect.js'
import { changeStored, configUpdateRequested, storeChange } from './lanes/config.js'
import { decided } from './cycle/decide.js'
import type { ValidatorEvent } from './event.js'
import { commandFailed, stageFailed } from './cycle/failure.js'
import { succeeded } from './failures.js'
import { closeGate, openAllGates } from './lanes/gates.js'
import { inquired } from './cycle/inquire.js'
import { looked, windowBefore } from './cycle/look.js'
import type { Move } from './move.js'
import { ask, log, measure, stay, andThen } from './move.js'
import type { Network } from './network.js'
import { readNetwork, watchAge } from './network.js'
import { firstAllowed } from './pace.js'
import { founded, restored } from './cycle/restore.js'
import { settled, watchPace } from './cycle/settle.js'
import { noteGone, tracesWritten } from './lanes/tracing.js'
import type { ValidatorState } from './state.js'

const EPOCH = '1970-01-01T00:00:00.000000000Z'

const isHeight = isIntegerIn(0, Number.MAX_SAFE_INTEGER)

const started = (state: ValidatorState): Move => {
  if (state.stage._tag !== 'New') return stay(state)
  const {
    policy,
    settings: { netuid, hotkey },
  } = state
  return andThen(stay(state, log({ _tag: 'Starting', policy, netuid, hotkey })), restore)
}

/** What follows a batch that was written. */
const stored = <C>(policy: Policy<C>, state: ValidatorState, id: number, at: string): Move => {
  if (state.changing === id) return changeStored(state)
  if (state.cleaning === id) return cleanedUp(policy, state, at)
  if (state.tracing?.id === id) return tracesWritten(state)
  const { stage } = state
  if (!('id' in stage) || stage.id !== id) return stay(state)
  switch (stage._tag) {
    case 'Founding':
      return andThen(founded(policy, state, stage, at), storeChange)
    case 'Keeping':
      return andThen(succeeded(state, 'storage'), (s) => read(s, windowBefore(policy, s, at), stage.began))
    case 'Recording': {
      const { submission, applies, began } = stage
      const applied = applies === null ? state : { ...state, config: applies, pending: null }
      const told = stay(
        applied,
        ...(applies === null ? [] : [log({ _tag: 'ConfigApplied', block: submission.decided_block })]),
        log({
          _tag: 'Submitting',
          submission: submission.id,
          entries: submission.uids.length,
          valid_until: submission.valid_until,
          held: submission.held,
        }),
      )
      return andThen(
        andThen(
          andThen(told, (s) => succeeded(s, 'storage')),
          (s) => watchPace(s, began, at),
        ),
        (s) => andThen(submit(s, submission, began), storeChange),
      )
    }
    case 'Settling':
      return settled(policy, state, stage.submission, stage.began, at)
    default:
      return stay(state)
  }
}

/** An answer of the chain, read; a document that can't be read counts as a failure of the chain. */
const onNetwork = <C>(
  policy: Policy<C>,
  state: ValidatorState,
  document: unknown,
  at: string,
  next: (state: ValidatorState, network: Network) => Move,
): Move => {
  const network = readNetwork(state.settings, document)
  if (!isLeft(network)) return next(noteGone(policy, state, network.right), network.right)
  const [first] = network.left
  return stageFailed(
    policy,
    state,
    {
      port: 'chain',
      error: first?._tag ?? 'Unreadable',
      message: network.left
        .slice(0, 5)
        .map(({ message }) => message)
        .join('; '),
    },
    at,
  )
}

/** Always looks out for another block, the one that the stage waits for or the next heartbeat. A height that is none is no news. */
const blockSeen = <C>(policy: Policy<C>, state: ValidatorState, block: number, at: string): Move => {
  if (!isHeight(block)) return stay(state, nextHeartbeat(state))
  const seen = andThen(watchAge({ ...state, head: block }), (s) =>
    stay(s, measure({ _tag: 'HeadSeen', block, last_update: s.seen?.last_update ?? null })),
  )
  return andThen(
    andThen(seen, (s) => cleanUp(policy, s, at)),
    (s) => {
      const { stage } = s
      if (stage._tag === 'Idle') return block >= stage.until ? andThen(stay(s, nextHeartbeat(s)), look) : stay(s, waitUntil(s, stage.until))
      if (stage._tag === 'Inquiring' && stage.id === null)
        return block >= stage.from
          ? andThen(stay(s, nextHeartbeat(s)), (asked) => inquire(asked, stage.submission, stage.from, stage.error, stage.began))
          : stay(s, waitUntil(s, stage.from))
      return stay(s, nextHeartbeat(s))
    },
  )
}

const publishRequested = (state: ValidatorState, request: string): Move =>
  andThen(closeGate(state, request), (s) => {
    const { stage } = s
    if (stage._tag !== 'Idle' || s.gates.length === 0) return stay(s)
    const until = Math.max(0, firstAllowed(s) - 1)
    return s.head !== null && s.head >= until ? look(s) : stay({ ...s, stage: { _tag: 'Idle', until } }, waitUntil(s, until))
  })

const STOPPED = 'the validator has stopped'

/** Nobody is left waiting, but for those who asked for a change of config: whether it is stored is known to the store alone. */
const stopped = (state: ValidatorState): Move => {
  const { stage } = state
  const open = 'submission' in stage ? stage.submission.id : null
  return andThen(stay({ ...state, stage: { _tag: 'Stopped' } }, log({ _tag: 'Stopped', open })), (s) => openAllGates(s, STOPPED))
}

const afterStop = (state: ValidatorState, event: ValidatorEvent): Move => {
  if (event._tag === 'PublishRequested')
    return stay(state, { _tag: 'OpenGate', requests: [event.request], outcome: { _tag: 'NotPublished', reason: STOPPED } })
  if (event._tag !== 'ConfigUpdateRequested') return stay(state)
  const reasons = [{ _tag: 'Stopped', path: '', message: STOPPED }]
  return stay(state, { _tag: 'AnswerConfig', request: event.request, outcome: { _tag: 'Refused', reasons } })
}

const arrived = <C>(
  policy: Policy<C>,
  state: ValidatorState,
  event: Extract<ValidatorEvent, { readonly _tag: 'ResultsArrived' }>,
  at: string,
): Move => {
  const { stage } = state
  const asked = stage._tag === 'Collecting' && stage.id === event.id
  if (!asked && event.id !== null) return stay(state)
  const [records, told] = collected(policy, state, event.rows, asked ? stage.since : at)
  if (asked)
    return andThen(
      andThen(told, (s) => succeeded(s, 'prover')),
      (s) => (records.length === 0 ? read(s, windowBefore(policy, s, at), stage.began) : keep(s, records, stage.began)),
    )
  if (records.length === 0) return told
  return andThen(told, (s) =>
    ask(
      s,
      (id) => ({ _tag: 'Store', id, writes: [{ _tag: 'Put', table: 'miner_prover_results', records }] }),
      (after) => after,
    ),
  )
}

/**
 * One step of the validator.
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
export const step =
  <C>(policy: Policy<C>) =>
  (state: ValidatorState, event: ValidatorEvent): Move => {
    const at = readTimestamp(event.at) ?? EPOCH
    const { stage } = state
    if (stage._tag === 'Stopped') return afterStop(state, event)
    switch (event._tag) {
      case 'Started':
        return started(state)
      case 'Restored':
        return stage._tag === 'Restoring' && stage.id === event.id ? andThen(restored(policy, state, event, at), storeChange) : stay(state)
      case 'BlockSeen':
        return blockSeen(policy, state, event.block, at)
      case 'ResultsArrived':
        return arrived(policy, state, event, at)
      case 'WorldRead':
        return stage._tag === 'Reading' && stage.id === event.id
          ? onNetwork(policy, state, event.network, at, (s, network) => decided(policy, s, event, network, stage.began, at))
          : stay(state)
      case 'ChainRead':
        if (stage._tag === 'Looking' && stage.id === event.id)
          return onNetwork(policy, state, event.network, at, (s, network) => looked(policy, s, network, at))
        return stage._tag === 'Inquiring' && stage.id === event.id
          ? onNetwork(policy, state, event.network, at, (s, network) => inquired(s, stage, network, at))
          : stay(state)
      case 'Stored':
        return stored(policy, state, event.id, at)
      case 'SubmissionConfirmed':
      case 'SubmissionRefused':
      case 'SubmissionUnknown':
        return stage._tag === 'Submitting' && stage.id === event.id ? answered(state, stage, event, at) : stay(state)
      case 'Failed':
        return commandFailed(policy, state, event, at)
      case 'ConfigUpdateRequested':
        return configUpdateRequested(policy, state, event.request, event.changes, at)
      case 'PublishRequested':
        return publishRequested(state, event.request)
      case 'Woke':
        if (event.lane === 'changes') return storeChange(state)
        return stage._tag === 'Waiting' ? resume(state, stage.again) : stay(state)
      case 'Stopped':
        return stopped(state)
    }
  }
