/** What follows when the store has been read: first an open submission is asked after, then the cycle begins. */
import { isRight } from 'fp-ts/lib/Either.js'
import type { Policy } from '../allocation/policy.js'
import { fingerprintJson } from '../chain/fingerprint.js'
import { inquireFrom, look } from './asking.js'
import type { ValidatorEvent } from './event.js'
import { succeeded } from './failures.js'
import type { Move } from './move.js'
import { askInStage, log, stay, andThen } from './move.js'
import type { Stage, ValidatorState } from './state.js'
import type { ConfigChangeRecord, WeightSubmissionRecord } from './tables.js'

/** Goes on where the last process stopped. */
const goOn = (state: ValidatorState, open: WeightSubmissionRecord | null, at: string): Move =>
  open === null ? look(state) : inquireFrom(state, open, state.head ?? 0, open.error, at)

/** The config that was handed in, as a change: in force where there was none before, else for the next epoch. */
const handedIn = ({ settings: { netuid, hotkey }, policy, given, config }: ValidatorState, at: string): ConfigChangeRecord => ({
  id: fingerprintJson([netuid, hotkey, policy, given, at]).slice(0, 32),
  netuid,
  validator_hotkey: hotkey,
  policy,
  requested_at: at,
  status: config === null ? 'in_force' : 'pending',
  changes: given,
  document: given,
  reasons: [],
  applied_block: null,
})

const found = (state: ValidatorState, config: ConfigChangeRecord, open: WeightSubmissionRecord | null, at: string): Move => {
  const { netuid, validator_hotkey } = config
  const superseded = state.pending === null ? [] : [{ ...state.pending, status: 'superseded' as const }]
  return askInStage(
    state,
    (id) => ({
      _tag: 'Store',
      id,
      writes: [
        { _tag: 'Put', table: 'config_changes', records: [...superseded, config] },
        { _tag: 'Put', table: 'validator_state', records: [{ netuid, validator_hotkey, name: 'given', document: state.given, updated_at: at }] },
      ],
    }),
    (id) => ({ _tag: 'Founding', id, config, open }),
  )
}

/**
 * A config that was changed at run time outlives a restart, until the one that the validator is started with is another. One that the
 * policy can't read (any more) counts as none.
 */
export const restored = <C>(policy: Policy<C>, state: ValidatorState, event: Extract<ValidatorEvent, { readonly _tag: 'Restored' }>, at: string): Move => {
  const newest = (status: ConfigChangeRecord['status']): ConfigChangeRecord | null =>
    event.configs.filter((change) => change.status === status && change.policy === policy.name && isRight(policy.readConfig(change.document))).at(-1) ?? null
  const open = event.open[0] ?? null
  const known: ValidatorState = { ...state, config: newest('in_force'), pending: newest('pending'), last: event.last }
  const said = andThen(succeeded(known, 'storage'), (s) => stay(s, log({ _tag: 'Restored', open: event.open.length, last_block: event.last?.block ?? null })))
  const same = event.given !== null && fingerprintJson(event.given) === fingerprintJson(state.given)
  return andThen(said, (s) => (s.config !== null && same ? goOn(s, open, at) : found(s, handedIn(s, at), open, at)))
}

/** The config that was handed in is stored. */
export const founded = (state: ValidatorState, { config, open }: Extract<Stage, { readonly _tag: 'Founding' }>, at: string): Move =>
  andThen(succeeded(state, 'storage'), (s) => goOn(config.status === 'in_force' ? { ...s, config, pending: null } : { ...s, pending: config }, open, at))
