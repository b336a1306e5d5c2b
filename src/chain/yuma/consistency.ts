/** Whether an epoch may run: since spec 423 the chain skips it while two uids of the subnet have the same hotkey. */

/** A hotkey that has several uids, in ascending order. */
export interface RepeatedHotkey {
  readonly hotkey: string
  readonly uids: readonly number[]
}

/**
 * The hotkeys that occur more than once in a list by uid, in the order of their first uid. While there is one, the chain skips the subnet's
 * epochs. Nothing else makes the state of an epoch inconsistent.
 *
 * @example
 * ```ts
 * import { repeatedHotkeys } from 'steelyard/chain'
 * repeatedHotkeys(['5A', '5B', '5C', '5B']) // => [{ hotkey: '5B', uids: [1, 3] }]
 * repeatedHotkeys(['5A', '5B']) // => []
 * ```
 */
export const repeatedHotkeys = (hotkeys: readonly string[]): readonly RepeatedHotkey[] => {
  const uids = new Map<string, number[]>()
  hotkeys.forEach((hotkey, uid) => {
    const held = uids.get(hotkey)
    if (held === undefined) uids.set(hotkey, [uid])
    else held.push(uid)
  })
  return [...uids].filter(([, held]) => held.length > 1).map(([hotkey, held]) => ({ hotkey, uids: held }))
}
