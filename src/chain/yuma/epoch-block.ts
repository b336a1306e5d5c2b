/** At which blocks a subnet has its epochs. */

/**
 * Whether a subnet has an epoch at a block; never when its tempo is 0. This holds for the rules `spec293`; newer runtimes count
 * from the last epoch.
 *
 * @example
 * ```ts
 * import { isEpochBlock } from 'steelyard/chain'
 * isEpochBlock(39, 360)(320) // => true
 * isEpochBlock(39, 360)(321) // => false
 * ```
 */
export const isEpochBlock =
  (netuid: number, tempo: number) =>
  (block: number): boolean =>
    tempo !== 0 && (block + netuid + 2) % (tempo + 1) === 0

/**
 * The first block that has an epoch, from the given block on, included; null when the tempo is 0.
 *
 * @example
 * ```ts
 * import { nextEpochBlock } from 'steelyard/chain'
 * nextEpochBlock(39, 360)(321) // => 681
 * nextEpochBlock(39, 0)(321) // => null
 * ```
 */
export const nextEpochBlock =
  (netuid: number, tempo: number) =>
  (block: number): number | null =>
    tempo === 0 ? null : block + ((tempo + 1 - ((block + netuid + 2) % (tempo + 1))) % (tempo + 1))
