/**
 * Whether a change of config is accepted. The changes are made to the last config that was accepted, and the whole config that they make is
 * judged.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, chainFirst, isRight } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Problem, Refused } from '../../policy/problem.js'
import { fingerprintJson } from '../../units/json/fingerprint-json.js'
import type { Json } from '../../units/json/json.js'
import type { Cycle } from '../cycle.js'
import { documentOf } from '../cycle.js'
import { termsOf } from '../terms.js'
import type { PendingChange, ValidatorState } from '../state.js'
import { signerColumns } from '../../storage/signer.js'
import type { ConfigChangeRecord } from '../../storage/tables.js'

/** The config that a change is made to: the last one that was accepted. */
const base = ({ changes, pending, config, given }: ValidatorState): Json =>
  changes
    .map(({ record }) => record)
    .filter(({ status }) => status === 'pending')
    .at(-1)?.document ??
  pending?.document ??
  config?.document ??
  given

/** The document that a change makes, or every reason against it. */
const changed = <C>({ policy, config }: Cycle<C>, inForce: Json, changes: Json): Either<Refused, Json> =>
  pipe(
    config(inForce),
    chain((read) => policy.updateConfig(read)(changes)),
    chainFirst(termsOf(policy)),
    chain(documentOf(policy)),
  )

/** The three texts of each reason: the store holds those, and a policy may add what the store can't hold. */
export const plain = (reasons: readonly Problem[]): readonly Problem[] =>
  reasons.map(({ _tag, path, message }) => ({ _tag, path, message }))

/** A change that was asked for: `request` is null where nobody waits to hear of it. */
type Asked = { readonly request: PendingChange['request']; readonly changes: Json }

/** Adds a change to those that wait to be stored, as a config that will come into force or as one that is refused. */
export const judge =
  <C>(cycle: Cycle<C>, { request, changes }: Asked) =>
  (state: ValidatorState): ValidatorState => {
    const { settings, policy } = state
    const made = changed(cycle, base(state), changes)
    const record: ConfigChangeRecord = {
      id: fingerprintJson([signerColumns(settings).netuid, settings.hotkey, request, cycle.at]).slice(0, 32),
      ...signerColumns(settings),
      policy,
      requested_at: cycle.at,
      status: isRight(made) ? 'pending' : 'refused',
      changes,
      document: isRight(made) ? made.right : null,
      reasons: isRight(made) ? [] : plain(made.left),
      applied_block: null,
    }
    return { ...state, changes: [...state.changes, { request, record }] }
  }

/** Judges again what was asked for before the configs were known, and dates it after them. */
export const judgeChanges =
  <C>(cycle: Cycle<C>) =>
  (state: ValidatorState): ValidatorState =>
    state.changes.reduce<ValidatorState>((judged, { request, record }) => judge(cycle, { request, changes: record.changes })(judged), {
      ...state,
      changes: [],
    })
