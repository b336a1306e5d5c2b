/**
 * What changed between two metagraphs, by hotkey, because a uid is only a slot.
 *
 * Laws: every hotkey of either metagraph is in exactly one of the five lists; a hotkey counts as the same neuron only while
 * its registration is the same. Not promised: to find changes that were undone between the two metagraphs, unless they
 * changed `registered_at_block` (a hotkey that was swapped for another and back again counts as stayed).
 */
import type { Block } from '../units/integer/block.js'
import type { Hotkey } from '../units/address/hotkey.js'
import type { Uid } from '../units/integer/uid.js'

/** The fields of a neuron that are read; the neurons of a metagraph and of a snapshot both have them. */
export interface Registration {
  readonly uid: Uid
  readonly hotkey: Hotkey
  readonly registered_at_block: Block
}

interface Registered {
  readonly neurons: readonly Registration[]
}

/** The same registration with another uid, as happens when a subnet is trimmed. */
export interface Moved {
  readonly hotkey: Hotkey
  readonly from: Uid
  readonly to: Uid
}

/**
 * The same hotkey with another registration: it was deregistered and registered again, with the same uid or another.
 */
export interface Reregistered extends Moved {
  readonly before: Block
  readonly now: Block
}

/** A uid that has another hotkey than before. */
export interface TakenOver {
  readonly uid: Uid
  readonly previous: Hotkey
  readonly current: Hotkey
}

/**
 * The first five lists are about hotkeys, and no hotkey is in two of them; `takenOver` is about uids. Each list is sorted by
 * uid, by the later uid where there are two.
 */
export interface MetagraphChange {
  readonly stayed: readonly Registration[]
  readonly moved: readonly Moved[]
  readonly reregistered: readonly Reregistered[]
  readonly registered: readonly Registration[]
  readonly deregistered: readonly Registration[]
  readonly takenOver: readonly TakenOver[]
}

const byUid = (neurons: readonly Registration[]): readonly Registration[] =>
  neurons.map(({ uid, hotkey, registered_at_block }) => ({ uid, hotkey, registered_at_block })).sort((a, b) => a.uid - b.uid)

/**
 * Compares two metagraphs (or snapshots) of one subnet. Uids and hotkeys are unique in each.
 *
 * @example
 * ```ts
 * import { reconcile } from 'steelyard/network'
 * const previous = { neurons: [{ uid: 0, hotkey: '5A', registered_at_block: 10 }, { uid: 1, hotkey: '5B', registered_at_block: 20 }] }
 * const current = { neurons: [{ uid: 0, hotkey: '5A', registered_at_block: 10 }, { uid: 1, hotkey: '5C', registered_at_block: 30 }] }
 * const change = reconcile(previous, current)
 * change.takenOver // => [{ uid: 1, previous: '5B', current: '5C' }]
 * change.deregistered // => [{ uid: 1, hotkey: '5B', registered_at_block: 20 }]
 * [change.stayed.length, change.moved.length, change.registered.length] // => [1, 0, 1]
 * ```
 */
export const reconcile = (previous: Registered, current: Registered): MetagraphChange => {
  const [old, now] = [byUid(previous.neurons), byUid(current.neurons)]
  const before = new Map<string, Registration>(old.map((neuron) => [neuron.hotkey, neuron]))
  const after = new Map<string, Registration>(now.map((neuron) => [neuron.hotkey, neuron]))
  const slots = new Map<number, Registration>(old.map((neuron) => [neuron.uid, neuron]))
  const known = now.flatMap((neuron) => {
    const was = before.get(neuron.hotkey)
    return was === undefined ? [] : [{ was, neuron }]
  })
  const same = known.filter(({ was, neuron }) => was.registered_at_block === neuron.registered_at_block)
  return {
    stayed: same.filter(({ was, neuron }) => was.uid === neuron.uid).map(({ neuron }) => neuron),
    moved: same
      .filter(({ was, neuron }) => was.uid !== neuron.uid)
      .map(({ was, neuron: { hotkey, uid: to } }) => ({ hotkey, from: was.uid, to })),
    reregistered: known
      .filter(({ was, neuron }) => was.registered_at_block !== neuron.registered_at_block)
      .map(({ was: { uid: from, registered_at_block: before }, neuron: { hotkey, uid: to, registered_at_block } }) => ({
        hotkey,
        from,
        to,
        before,
        now: registered_at_block,
      })),
    registered: now.filter(({ hotkey }) => !before.has(hotkey)),
    deregistered: old.filter(({ hotkey }) => !after.has(hotkey)),
    takenOver: now.flatMap(({ uid, hotkey }) => {
      const sat = slots.get(uid)
      return sat === undefined || sat.hotkey === hotkey ? [] : [{ uid, previous: sat.hotkey, current: hotkey }]
    }),
  }
}
