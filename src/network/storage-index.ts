/** The number of netuids beside each mechanism. */
export const NETUIDS = 4096

/** A subnet, and its mechanism where it is another one than 0. */
export interface SubnetMechanism {
  readonly netuid: number
  readonly mechanism?: number
}

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
export const storageIndex = ({ netuid, mechanism = 0 }: SubnetMechanism): number => mechanism * NETUIDS + netuid

/**
 * The subnet of an index: the inverse of `storageIndex`.
 *
 * @example
 * ```ts
 * import { subnetOfIndex } from 'steelyard/network'
 * subnetOfIndex(39) // => { netuid: 39 }
 * subnetOfIndex(4135) // => { netuid: 39, mechanism: 1 }
 * ```
 */
export const subnetOfIndex = (index: number): SubnetMechanism => {
  const mechanism = Math.floor(index / NETUIDS)
  return { netuid: index % NETUIDS, ...(mechanism === 0 ? {} : { mechanism }) }
}
