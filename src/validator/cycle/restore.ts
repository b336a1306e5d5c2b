/** What follows when the store has been read: the chain is asked about an open submission, then the cycle begins. */
import { chain, getOrElse, isRight } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { fingerprintJson } from '../../units/json/fingerprint-json.js'
import type { Cycle, When } from '../cycle.js'
import type { ValidatorEvent } from '../event.js'
import { succeeded } from '../failures.js'
import { storeChange } from '../lanes/config.js'
import { judgeChanges } from '../lanes/judge-change.js'
import type { Next } from '../move.js'
import { beat } from '../lanes/beat.js'
import { fenced } from '../lease.js'
import { andThen, askInStage, log, stay } from '../move.js'
import type { Stage } from '../stage.js'
import type { Sighted, ValidatorState } from '../state.js'
import { termsOf } from '../terms.js'
import type { Write } from '../../storage/port.js'
import { signerColumns } from '../../storage/signer.js'
import type { ConfigChangeRecord, WeightSubmissionRecord } from '../../storage/tables.js'
import { inquireFrom, look, restore } from './enter.js'
import { withLease } from './lease.js'

type Restored = Extract<ValidatorEvent, { readonly _tag: 'Restored' }>
type Founding = Pick<Extract<Stage, { readonly _tag: 'Founding' }>, 'config' | 'pending' | 'open'>
type Status = ConfigChangeRecord['status']

/** The validator starts: it reads the store, and its heart begins to beat. */
export const started =
  ({ at, holder }: Extract<ValidatorEvent, { readonly _tag: 'Started' }>): Next =>
  (state) => {
    if (state.stage._tag !== 'New') return stay(state)
    const {
      policy,
      settings: { netuid, hotkey },
    } = state
    return pipe(
      stay({ ...state, holder: holder ?? null }, log({ _tag: 'Starting', policy, netuid, hotkey })),
      andThen(restore),
      andThen(beat(at)),
    )
  }

/** No chain of this kind is older: an earlier instant is that of a clock that was never set. */
const ABSURD = '2021'

/** The block and the instant of a submission that is known to be in a block. */
const anchorOf = (first: WeightSubmissionRecord | null): Sighted | null =>
  first === null || first.block === null || first.settled_at === null || first.settled_at < ABSURD
    ? null
    : { block: first.block, at: first.settled_at }

/** Goes on where the last process stopped. */
const goOn =
  (open: WeightSubmissionRecord | null, { began }: When): Next =>
  (state) =>
    open === null ? look(state) : inquireFrom({ submission: open, from: state.head ?? 0, error: open.error, included: null, began })(state)

/** The configs are known from here on. What was asked for before is a change to them. */
const begin =
  <C>(cycle: Cycle<C>, { config, pending, open }: Founding): Next =>
  (state) => {
    const terms = pipe(
      cycle.config(config.document),
      chain(termsOf(cycle.policy)),
      getOrElse(() => state.terms),
    )
    return pipe({ ...state, config, pending, terms }, judgeChanges(cycle), goOn(open, cycle), andThen(storeChange))
  }

/** The config that was handed in, as a change. */
const handedIn = ({ settings, policy, given }: ValidatorState, status: Status, at: string): ConfigChangeRecord => ({
  id: fingerprintJson([signerColumns(settings).netuid, settings.hotkey, policy, given, at]).slice(0, 32),
  ...signerColumns(settings),
  policy,
  requested_at: at,
  status,
  changes: given,
  document: given,
  reasons: [],
  applied_block: null,
})

/** Writes the config that was handed in, and `replaced`, the one that it replaces. */
const found =
  ({ at }: When, founding: Founding, replaced: ConfigChangeRecord | null): Next =>
  (state) => {
    const { config, pending } = founding
    const records = [
      ...(replaced === null ? [] : [{ ...replaced, status: 'superseded' as const }]),
      config,
      ...(pending === null ? [] : [pending]),
    ]
    const given = { ...signerColumns(state.settings), name: 'given', document: state.given, updated_at: at }
    const writes: readonly Write[] = [
      { _tag: 'Put', table: 'config_changes', records },
      { _tag: 'Put', table: 'validator_state', records: [given] },
    ]
    const [batch, renewed] = fenced(writes, at)(state)
    return askInStage(
      (id) => ({ _tag: 'Store', id, writes: batch }),
      (id) => ({ _tag: 'Founding', id, ...founding }),
    )(renewed)
  }

/** Which configs the validator goes on with, by what the store holds. */
const settleConfigs =
  <C>(cycle: Cycle<C>, { open: submissions, configs, given }: Restored): Next =>
  (state) => {
    const open = submissions[0] ?? null
    const newest = (status: Status): ConfigChangeRecord | null =>
      configs
        .filter((change) => change.status === status && change.policy === state.policy && isRight(cycle.config(change.document)))
        .at(-1) ?? null
    const [inForce, waiting] = [newest('in_force'), newest('pending')]
    const same = given !== null && fingerprintJson(given) === fingerprintJson(state.given)
    if (inForce !== null && same) return begin(cycle, { config: inForce, pending: waiting, open })(state)
    const pending = same ? waiting : inForce === null ? null : handedIn(state, 'pending', cycle.at)
    const config = inForce ?? handedIn(state, 'in_force', cycle.at)
    return pipe(state, found(cycle, { config, pending, open }, same ? null : waiting), andThen(storeChange))
  }

/** Whether weights are not in force and will not be. */
const isNotInForce = (last: WeightSubmissionRecord | null): boolean => last?.reveal === 'failed' || last?.reveal === 'replaced'

/** What the store remembers is noted, and the validator goes on. */
const goOnWith =
  <C>(cycle: Cycle<C>, event: Restored): Next =>
  (state) =>
    pipe(
      stay(
        {
          ...state,
          last: state.last ?? event.last,
          awaited: state.awaited.length > 0 ? state.awaited : (event.awaited ?? []),
          // The process that found it out may have died before it sent others.
          redo: state.redo || isNotInForce(state.last ?? event.last),
          anchor: state.anchor ?? anchorOf(event.first ?? event.last),
          highest: state.highest ?? anchorOf(event.last),
        },
        log({ _tag: 'Restored', open: event.open.length, last_block: event.last?.block ?? null }),
      ),
      andThen((s) =>
        s.config === null ? settleConfigs(cycle, event)(s) : pipe(goOn(event.open[0] ?? null, cycle)(s), andThen(storeChange)),
      ),
    )

/**
 * The store has been read. A config that was changed at run time outlives a restart, until the validator is started with another config: that
 * one is in force where there was none before, and from the next epoch on otherwise. A config that the policy can't read is left out.
 *
 * Where the store is read again, because it is in doubt whether an intent was written, the state knows the configs better than what was
 * read: a change may have been stored since.
 */
export const restored =
  <C>(cycle: Cycle<C>, event: Restored): Next =>
  (state) =>
    pipe(state, succeeded('storage'), andThen(withLease(cycle, event.lease ?? null, goOnWith(cycle, event))))

/** The config that was handed in is stored. */
export const founded =
  <C>(cycle: Cycle<C>, founding: Founding): Next =>
  (state) =>
    pipe(state, succeeded('storage'), andThen(begin(cycle, founding)))
