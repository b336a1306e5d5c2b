/** The number of netuids beside each mechanism. */
export const NETUIDS = 4096

/**
 * Where the chain keeps what belongs to one mechanism of a subnet, and a store too: under `mechanism * 4096 + netuid`, which is the netuid for
 * mechanism 0. Source: `NetUidStorageIndex` of subtensor, since spec 320.
 *
 * @example
 * ```ts
 * import { storageIndex } from 'steelyard/network'
 * storageIndex({ netuid: 39 }) // => 39
 * storageIndex({ netuid: 39, mechanism: 1 }) // => 4135
 * ```
 */
export const storageIndex = ({ netuid, mechanism = 0 }: { readonly netuid: number; readonly mechanism?: number }): number =>
  mechanism * NETUIDS + netuid
