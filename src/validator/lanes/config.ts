/**
 * Changes of config. Each is judged as a whole, then stored, one after the other. It is in force from the next epoch on, or it is refused
 * with every reason.
 */
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Problem } from '../../policy/problem.js'
import { readJson } from '../../units/json/read-json.js'
import type { ConfigOutcome } from '../command.js'
import type { Cycle } from '../cycle.js'
import type { ValidatorEvent } from '../event.js'
import { failed, retryAt, succeeded } from '../failures.js'
import type { Failure } from '../failures.js'
import { jsonProblem } from '../json-problem.js'
import type { Next } from '../move.js'
import { andThen, ask, give, log, measure, raise, stay } from '../move.js'
import type { PendingChange, ValidatorState } from '../state.js'
import type { ConfigChangeRecord } from '../../storage/tables.js'
import { judge, plain } from './judge-change.js'

/** As many changes may wait to be stored. */
const MOST = 100

const TOO_MANY: Problem = { _tag: 'TooManyChanges', path: '', message: `${MOST} changes wait to be stored already` }

/** Writes a pending config with the ones beside it. The store may hold them as an intent that failed has changed them, and the state knows better. */
const withOthers = ({ config, pending }: ValidatorState, record: ConfigChangeRecord): readonly ConfigChangeRecord[] => [
  ...(config === null ? [] : [config]),
  ...(pending === null ? [] : [{ ...pending, status: 'superseded' as const }]),
  record,
]

/**
 * Stores the first change that waits, with the one that it supersedes. It does nothing while another change is being stored, before the
 * store was read, and while a config is being put in force: how that one is to be written depends on whether it comes into force.
 */
export const storeChange: Next = (state) => {
  const [first] = state.changes
  const { stage } = state
  const isApplying = (stage._tag === 'Sealing' || stage._tag === 'Recording') && stage.applies !== null
  if (first === undefined || state.changing !== null || state.config === null || isApplying) return stay(state)
  const records = first.record.status === 'pending' ? withOthers(state, first.record) : [first.record]
  return pipe(
    state,
    ask(
      (id) => ({ _tag: 'Store', id, writes: [{ _tag: 'Put', table: 'config_changes', records }] }),
      (s, id) => ({ ...s, changing: id }),
    ),
  )
}

type Requested = Extract<ValidatorEvent, { readonly _tag: 'ConfigUpdateRequested' }>

/** Somebody wants to change some keys of the config. The changes are a copy, so nobody alters them later. */
export const configUpdateRequested =
  <C>(cycle: Cycle<C>, { request, changes }: Requested): Next =>
  (state) => {
    const read = readJson(changes)
    if (isRight(read) && state.changes.length < MOST) return pipe(state, judge(cycle, { request, changes: read.right }), storeChange)
    const reason = isLeft(read) ? jsonProblem('')(read.left) : TOO_MANY
    return stay(state, { _tag: 'AnswerConfig', request, outcome: { _tag: 'Refused', reasons: [reason] } })
  }

const answer = ({ request, record: { id, status, reasons } }: PendingChange): Next => {
  const name = request ?? id
  const outcome: ConfigOutcome = status === 'pending' ? { _tag: 'Accepted' } : { _tag: 'Refused', reasons }
  return give(
    ...(status === 'pending'
      ? [log({ _tag: 'ConfigStored', request: name }), measure({ _tag: 'ConfigChanged', accepted: true })]
      : [
          log({ _tag: 'ConfigRefused', request: name, reasons }),
          raise({ _tag: 'InvalidConfigAttempt', request: name, reasons }),
          measure({ _tag: 'ConfigChanged', accepted: false }),
        ]),
    ...(request === null ? [] : [{ _tag: 'AnswerConfig', request, outcome } as const]),
  )
}

/** The first change is stored: it will come into force from now on, and whoever asked is answered. */
export const changeStored: Next = (state) => {
  const [first, ...rest] = state.changes
  const known = { ...state, changes: rest, changing: null }
  if (first === undefined) return stay(known)
  const { record } = first
  return pipe(
    record.status === 'pending' ? { ...known, pending: record } : known,
    succeeded('storage'),
    andThen(answer(first)),
    andThen(storeChange),
  )
}

/** The first change could not be stored: it is stored again later. */
export const changeFailed =
  (failure: Failure, at: string): Next =>
  (state) =>
    pipe(
      { ...state, changing: null },
      failed(failure),
      andThen((s) => {
        const { port } = failure
        const [time, drawn] = retryAt({ port, at, within: s.settings.retry.storage.most_seconds })(s)
        const retrying = log({ _tag: 'Retrying', lane: 'changes', ...failure, at: time, failures: s.failures[port] })
        return stay(drawn, retrying, { _tag: 'RetryAt', lane: 'changes', at: time })
      }),
    )

/** Refuses a config that could be read but that gives no decision; the one in force stays. */
export const refusePending =
  (pending: ConfigChangeRecord, reasons: readonly Problem[]): Next =>
  (state) => {
    const record: ConfigChangeRecord = { ...pending, status: 'refused', reasons: plain(reasons) }
    return storeChange({ ...state, pending: null, changes: [...state.changes, { request: null, record }] })
  }
