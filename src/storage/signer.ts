/** The signer of weights: a hotkey on a subnet. Every record that belongs to a signer names it in the same two columns. */

import { storageIndex } from '../network/storage-index.js'

/** Who sets weights on which subnet. */
export interface Signer {
  readonly netuid: number
  readonly hotkey: string
  /** A mechanism of the subnet other than 0, which keeps its records apart from the others'. */
  readonly mechanism?: number
}

/** The columns by which a record names its signer. The column `netuid` is the chain's own storage index: `storageIndex`. */
export type SignerColumns = {
  readonly netuid: number
  readonly validator_hotkey: string
}

/**
 * The columns of a signer: a part of a record, or of the `where` of a query.
 *
 * @example
 * ```ts
 * import { signerColumns } from 'steelyard/validator'
 * signerColumns({ netuid: 39, hotkey: '5A' }) // => { netuid: 39, validator_hotkey: '5A' }
 * ```
 */
export const signerColumns = ({ hotkey, ...subnet }: Signer): SignerColumns => ({
  netuid: storageIndex(subnet),
  validator_hotkey: hotkey,
})
