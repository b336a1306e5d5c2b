/**
 * What becomes of state kept by hotkey (scores, profiles, histories) when the metagraph changes.
 *
 * Law: state is carried only within the registration in which it was earned. A hotkey that took over a uid inherits
 * nothing. A hotkey that was registered again starts anew, even with its old uid.
 */
import type { Block } from '../units/integer/block.js'
import type { Hotkey } from '../units/address/hotkey.js'
import type { Uid } from '../units/integer/uid.js'
import type { MetagraphChange } from './reconcile.js'

/** What became of a hotkey's state, and why. */
export type Fate =
  /** The same registration; `from` is the earlier uid. */
  | { readonly _tag: 'Carried'; readonly hotkey: Hotkey; readonly from: Uid; readonly uid: Uid }
  /** Registered again; `before` is the block of the earlier registration, null when the earlier metagraph has none. */
  | { readonly _tag: 'Reset'; readonly hotkey: Hotkey; readonly uid: Uid; readonly before: Block | null; readonly now: Block }
  /** No longer registered; `successor` is the hotkey that has its uid now, null when the uid is free. */
  | { readonly _tag: 'Dropped'; readonly hotkey: Hotkey; readonly uid: Uid; readonly successor: Hotkey | null }
  /** In neither metagraph. */
  | { readonly _tag: 'Unknown'; readonly hotkey: string }

/**
 * The rows, grouped by what became of them, each list in the order of the input. `fates` has one entry for each hotkey
 * that has rows.
 */
export interface CarriedState<S> {
  readonly carried: readonly S[]
  readonly reset: readonly S[]
  readonly dropped: readonly S[]
  readonly fates: readonly Fate[]
}

const fatesOf = ({ stayed, moved, reregistered, registered, deregistered, takenOver }: MetagraphChange): ReadonlyMap<string, Fate> => {
  const successors = new Map<number, Hotkey>(takenOver.map(({ uid, current }) => [uid, current]))
  const fates: readonly Exclude<Fate, { readonly _tag: 'Unknown' }>[] = [
    ...stayed.map(({ hotkey, uid }) => ({ _tag: 'Carried', hotkey, from: uid, uid }) as const),
    ...moved.map(({ hotkey, from, to }) => ({ _tag: 'Carried', hotkey, from, uid: to }) as const),
    ...reregistered.map(({ hotkey, to, before, now }) => ({ _tag: 'Reset', hotkey, uid: to, before, now }) as const),
    ...registered.map(({ hotkey, uid, registered_at_block: now }) => ({ _tag: 'Reset', hotkey, uid, before: null, now }) as const),
    ...deregistered.map(({ hotkey, uid }) => ({ _tag: 'Dropped', hotkey, uid, successor: successors.get(uid) ?? null }) as const),
  ]
  return new Map(fates.map((fate) => [fate.hotkey, fate]))
}

/**
 * Splits state into rows that are carried, rows that start anew and rows that are dropped. `states` are rows that name a hotkey, any number
 * of rows per hotkey, such as the snapshot's `previous`. `change` leads from the metagraph for which the rows were kept to the one for
 * which they are wanted.
 *
 * @example
 * ```ts
 * import { carryState, reconcile } from 'steelyard/network'
 * const previous = { neurons: [{ uid: 0, hotkey: '5A', registered_at_block: 10 }, { uid: 1, hotkey: '5B', registered_at_block: 20 }] }
 * const current = { neurons: [{ uid: 0, hotkey: '5A', registered_at_block: 25 }, { uid: 1, hotkey: '5C', registered_at_block: 30 }] }
 * const { carried, reset, dropped, fates } = carryState(reconcile(previous, current))([{ hotkey: '5A', score: 0.9 }, { hotkey: '5B', score: 0.8 }])
 * [carried, reset, dropped] // => [[], [{ hotkey: '5A', score: 0.9 }], [{ hotkey: '5B', score: 0.8 }]]
 * fates[0] // => { _tag: 'Reset', hotkey: '5A', uid: 0, before: 10, now: 25 }
 * fates[1] // => { _tag: 'Dropped', hotkey: '5B', uid: 1, successor: '5C' }
 * ```
 */
export const carryState =
  (change: MetagraphChange) =>
  <S extends { readonly hotkey: string }>(states: readonly S[]): CarriedState<S> => {
    const known = fatesOf(change)
    const fateOf = (hotkey: string): Fate => known.get(hotkey) ?? { _tag: 'Unknown', hotkey }
    const having = (...tags: readonly Fate['_tag'][]): readonly S[] => states.filter(({ hotkey }) => tags.includes(fateOf(hotkey)._tag))
    return {
      carried: having('Carried'),
      reset: having('Reset'),
      dropped: having('Dropped', 'Unknown'),
      fates: [...new Set(states.map(({ hotkey }) => hotkey))].map(fateOf),
    }
  }
