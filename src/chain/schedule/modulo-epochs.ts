/**
 * At which blocks a subnet has its epochs by the height alone: the rule of runtimes up to spec 422.
 *
 * An epoch is run in each block where `block + netuid + 2` is a multiple of `tempo + 1`, so epochs are `tempo + 1` blocks apart. Since spec
 * 423 the chain keeps a schedule instead: `epochsOf` answers for both. Source: subtensor, spec 293; its epochs were recorded.
 */

/**
 * The number of the epoch that a block sees up to spec 422 (`get_epoch_index`). A block that has an epoch is the last one that sees it.
 *
 * @example
 * ```ts
 * import { moduloEpochIndex } from 'steelyard/chain'
 * moduloEpochIndex(39, 360)(320) // => 0
 * moduloEpochIndex(39, 360)(321) // => 1
 * ```
 */
export const moduloEpochIndex =
  (netuid: number, tempo: number) =>
  (block: number): number =>
    Math.floor((block + netuid + 1) / (tempo + 1))

/**
 * Whether a subnet has an epoch at a block, up to spec 422; never when its tempo is 0.
 *
 * @example
 * ```ts
 * import { isModuloEpoch } from 'steelyard/chain'
 * isModuloEpoch(39, 360)(320) // => true
 * isModuloEpoch(39, 360)(321) // => false
 * ```
 */
export const isModuloEpoch =
  (netuid: number, tempo: number) =>
  (block: number): boolean =>
    tempo !== 0 && (block + netuid + 2) % (tempo + 1) === 0

/**
 * The first block that has an epoch up to spec 422, from the given block on, included; null when the tempo is 0.
 *
 * @example
 * ```ts
 * import { nextModuloEpoch } from 'steelyard/chain'
 * nextModuloEpoch(39, 360)(321) // => 681
 * nextModuloEpoch(39, 0)(321) // => null
 * ```
 */
export const nextModuloEpoch =
  (netuid: number, tempo: number) =>
  (block: number): number | null =>
    tempo === 0 ? null : block + ((tempo + 1 - ((block + netuid + 2) % (tempo + 1))) % (tempo + 1))

/**
 * The last block that has an epoch up to spec 422, up to the given block, included; null when the tempo is 0, or when the subnet had none
 * yet.
 *
 * @example
 * ```ts
 * import { lastModuloEpoch } from 'steelyard/chain'
 * lastModuloEpoch(39, 360)(1000) // => 681
 * lastModuloEpoch(39, 360)(319) // => null
 * ```
 */
export const lastModuloEpoch =
  (netuid: number, tempo: number) =>
  (block: number): number | null => {
    if (tempo === 0) return null
    const last = block - ((block + netuid + 2) % (tempo + 1))
    return last < 0 ? null : last
  }
