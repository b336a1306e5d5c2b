/** Changes of config: validated whole, stored one after the other, in force from the next epoch on, or refused with every reason. */
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, map } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Policy } from '../../policy/policy.js'
import type { Problem, Refused } from '../../policy/problem.js'
import { fingerprintJson } from '../../units/json/fingerprint-json.js'
import type { Json } from '../../units/json/json.js'
import { isJson } from '../../units/json/read-json.js'
import type { ConfigOutcome } from '../command.js'
import { failed, retryAt, succeeded } from '../failures.js'
import type { Failure } from '../failures.js'
import type { Move } from '../move.js'
import { ask, log, measure, raise, stay, andThen } from '../move.js'
import type { PendingChange, ValidatorState } from '../state.js'
import type { ConfigChangeRecord } from '../../storage/tables.js'

const MOST = 100

const NO_JSON: Problem = { _tag: 'NoJson', path: '', message: 'the changes are no JSON' }
const TOO_MANY: Problem = { _tag: 'TooManyChanges', path: '', message: `${MOST} changes wait to be stored already` }

/** The config that a change is made to: the last one that was accepted. */
const base = ({ changes, pending, config, given }: ValidatorState): Json =>
  changes
    .map(({ record }) => record)
    .filter(({ status }) => status === 'pending')
    .at(-1)?.document ??
  pending?.document ??
  config?.document ??
  given

const changed = <C>(policy: Policy<C>, inForce: Json, changes: Json): Either<Refused, Json> =>
  pipe(
    policy.readConfig(inForce),
    chain((config) => policy.updateConfig(config)(changes)),
    map(policy.writeConfig),
  )

/** A pending config, with those beside it as the state knows them: the store may hold what an intent that failed made of them. */
const withOthers = (
  inForce: ConfigChangeRecord,
  pending: ConfigChangeRecord | null,
  record: ConfigChangeRecord,
): readonly ConfigChangeRecord[] => [inForce, ...(pending === null ? [] : [{ ...pending, status: 'superseded' as const }]), record]

/**
 * Stores the first change that waits, with the one that it supersedes. Nothing where one is being stored, before the store was read,
 * and while a config is being put in force: what would be written of that one depends on how it ends.
 */
export const storeChange = (state: ValidatorState): Move => {
  const [first] = state.changes
  const { stage, config, pending } = state
  const isApplying = stage._tag === 'Recording' && stage.applies !== null
  if (first === undefined || state.changing !== null || config === null || isApplying) return stay(state)
  const { record } = first
  const records = record.status === 'pending' ? withOthers(config, pending, record) : [record]
  return ask(
    state,
    (id) => ({ _tag: 'Store', id, writes: [{ _tag: 'Put', table: 'config_changes', records }] }),
    (s, id) => ({ ...s, changing: id }),
  )
}

const recordOf = (
  { settings: { netuid, hotkey }, policy }: ValidatorState,
  request: PendingChange['request'],
  changes: Json,
  made: Either<Refused, Json>,
  at: string,
): ConfigChangeRecord => ({
  id: fingerprintJson([netuid, hotkey, request, at]).slice(0, 32),
  netuid,
  validator_hotkey: hotkey,
  policy,
  requested_at: at,
  status: made._tag === 'Right' ? 'pending' : 'refused',
  changes,
  document: made._tag === 'Right' ? made.right : null,
  reasons: made._tag === 'Right' ? [] : made.left,
  applied_block: null,
})

const judge = <C>(
  policy: Policy<C>,
  state: ValidatorState,
  request: PendingChange['request'],
  changes: Json,
  at: string,
): ValidatorState => {
  const record = recordOf(state, request, changes, changed(policy, base(state), changes), at)
  return { ...state, changes: [...state.changes, { request, record }] }
}

/** Changes that were asked for before anyone knew the configs, judged by those and dated after them. */
export const judgeChanges = <C>(policy: Policy<C>, state: ValidatorState, at: string): ValidatorState =>
  state.changes.reduce<ValidatorState>((judged, { request, record }) => judge(policy, judged, request, record.changes, at), {
    ...state,
    changes: [],
  })

export const configUpdateRequested = <C>(policy: Policy<C>, state: ValidatorState, request: string, changes: Json, at: string): Move => {
  const refusal = !isJson(changes) ? NO_JSON : state.changes.length >= MOST ? TOO_MANY : null
  if (refusal !== null) return stay(state, { _tag: 'AnswerConfig', request, outcome: { _tag: 'Refused', reasons: [refusal] } })
  return storeChange(judge(policy, state, request, changes, at))
}

const answer = ({ request, record: { id, status, reasons } }: PendingChange, state: ValidatorState): Move => {
  const name = request ?? id
  const told =
    status === 'pending'
      ? stay(state, log({ _tag: 'ConfigStored', request: name }), measure({ _tag: 'ConfigChanged', accepted: true }))
      : stay(
          state,
          log({ _tag: 'ConfigRefused', request: name, reasons }),
          raise({ _tag: 'InvalidConfigAttempt', request: name, reasons }),
          measure({ _tag: 'ConfigChanged', accepted: false }),
        )
  const outcome: ConfigOutcome = status === 'pending' ? { _tag: 'Accepted' } : { _tag: 'Refused', reasons }
  return request === null ? told : andThen(told, (s) => stay(s, { _tag: 'AnswerConfig', request, outcome }))
}

/** The first change is stored: it counts from now on, and whoever asked is answered. */
export const changeStored = (state: ValidatorState): Move => {
  const [first, ...rest] = state.changes
  const known = { ...state, changes: rest, changing: null }
  if (first === undefined) return stay(known)
  const { record } = first
  const counted = record.status === 'pending' ? { ...known, pending: record } : known
  return andThen(
    andThen(succeeded(counted, 'storage'), (s) => answer(first, s)),
    storeChange,
  )
}

/** The first change is stored again later. */
export const changeFailed = (state: ValidatorState, failure: Failure, at: string): Move =>
  andThen(failed({ ...state, changing: null }, failure), (s) => {
    const [time, drawn] = retryAt(s, failure.port, at, s.settings.retry.storage.most_seconds)
    return stay(drawn, log({ _tag: 'Retrying', lane: 'changes', ...failure, at: time, failures: s.failures[failure.port] }), {
      _tag: 'RetryAt',
      lane: 'changes',
      at: time,
    })
  })

/** A config that could be read but that nothing can be decided by is refused after all; the one in force stays. */
export const refusePending = (state: ValidatorState, pending: ConfigChangeRecord, reasons: readonly Problem[]): Move => {
  const record: ConfigChangeRecord = { ...pending, status: 'refused', reasons }
  return andThen(stay({ ...state, pending: null, changes: [...state.changes, { request: null, record }] }), storeChange)
}
