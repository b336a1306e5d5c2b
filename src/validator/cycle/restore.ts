/** What follows when the store has been read: first an open submission is asked after, then the cycle begins. */
import { isRight } from 'fp-ts/lib/Either.js'
import type { Policy } from '../../policy/policy.js'
import { fingerprintJson } from '../../units/json/fingerprint-json.js'
import { inquireFrom, look } from '../asking.js'
import { judgeChanges } from '../lanes/config.js'
import type { ValidatorEvent } from '../event.js'
import { succeeded } from '../failures.js'
import type { Move } from '../move.js'
import { askInStage, log, stay, andThen } from '../move.js'
import type { Stage, ValidatorState } from '../state.js'
import type { ConfigChangeRecord, WeightSubmissionRecord } from '../../storage/tables.js'

type Founding = Pick<Extract<Stage, { readonly _tag: 'Founding' }>, 'config' | 'pending' | 'open'>

/** Goes on where the last process stopped. */
const goOn = (state: ValidatorState, open: WeightSubmissionRecord | null, at: string): Move =>
  open === null ? look(state) : inquireFrom(state, open, state.head ?? 0, open.error, at)

/** The configs are known from here on; what was asked for before is a change to them. */
const begin = <C>(policy: Policy<C>, state: ValidatorState, { config, pending, open }: Founding, at: string): Move =>
  goOn(judgeChanges(policy, { ...state, config, pending }, at), open, at)

/** The config that was handed in, as a change. */
const handedIn = (
  { settings: { netuid, hotkey }, policy, given }: ValidatorState,
  status: ConfigChangeRecord['status'],
  at: string,
): ConfigChangeRecord => ({
  id: fingerprintJson([netuid, hotkey, policy, given, at]).slice(0, 32),
  netuid,
  validator_hotkey: hotkey,
  policy,
  requested_at: at,
  status,
  changes: given,
  document: given,
  reasons: [],
  applied_block: null,
})

const found = (state: ValidatorState, founding: Founding, superseded: readonly ConfigChangeRecord[], at: string): Move => {
  const { config, pending } = founding
  const { netuid, validator_hotkey } = config
  return askInStage(
    state,
    (id) => ({
      _tag: 'Store',
      id,
      writes: [
        { _tag: 'Put', table: 'config_changes', records: [...superseded, config, ...(pending === null ? [] : [pending])] },
        {
          _tag: 'Put',
          table: 'validator_state',
          records: [{ netuid, validator_hotkey, name: 'given', document: state.given, updated_at: at }],
        },
      ],
    }),
    (id) => ({ _tag: 'Founding', id, ...founding }),
  )
}

/**
 * A config that was changed at run time outlives a restart, until the one that the validator is started with is another: that one is
 * in force where there was none before, else from the next epoch on. One that the policy can't read (any more) counts as none.
 *
 * When the store is read again, in doubt about an intent, the state knows the configs, and better: a change may have been stored
 * since it was read.
 */
export const restored = <C>(
  policy: Policy<C>,
  state: ValidatorState,
  event: Extract<ValidatorEvent, { readonly _tag: 'Restored' }>,
  at: string,
): Move => {
  const newest = (status: ConfigChangeRecord['status']): ConfigChangeRecord | null =>
    event.configs
      .filter((change) => change.status === status && change.policy === policy.name && isRight(policy.readConfig(change.document)))
      .at(-1) ?? null
  const open = event.open[0] ?? null
  const said = andThen(succeeded({ ...state, last: state.last ?? event.last }, 'storage'), (s) =>
    stay(s, log({ _tag: 'Restored', open: event.open.length, last_block: event.last?.block ?? null })),
  )
  return andThen(said, (s) => {
    if (s.config !== null) return goOn(s, open, at)
    const [inForce, waiting] = [newest('in_force'), newest('pending')]
    const same = event.given !== null && fingerprintJson(event.given) === fingerprintJson(s.given)
    if (inForce !== null && same) return begin(policy, s, { config: inForce, pending: waiting, open }, at)
    const pending = same ? waiting : inForce === null ? null : handedIn(s, 'pending', at)
    const superseded = same || waiting === null ? [] : [{ ...waiting, status: 'superseded' as const }]
    return found(s, { config: inForce ?? handedIn(s, 'in_force', at), pending, open }, superseded, at)
  })
}

/** The config that was handed in is stored. */
export const founded = <C>(policy: Policy<C>, state: ValidatorState, founding: Founding, at: string): Move =>
  andThen(succeeded(state, 'storage'), (s) => begin(policy, s, founding, at))
