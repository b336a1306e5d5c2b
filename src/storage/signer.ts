/** The signer of weights: a hotkey on a subnet. Every record that belongs to a signer names it in the same two columns. */

/** Who sets weights on which subnet. */
export interface Signer {
  readonly netuid: number
  readonly hotkey: string
}

/** The columns by which a record names its signer. */
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
export const signerColumns = ({ netuid, hotkey }: Signer): SignerColumns => ({ netuid, validator_hotkey: hotkey })
