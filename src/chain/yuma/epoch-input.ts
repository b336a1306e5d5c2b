/** All that an epoch reads about a subnet, as columns by uid: the chain's storage at the block of the epoch. */
import type { SparseRows } from './sparse-rows.js'

/** A parent's own stake, and the proportion of it that counts for the child, in parts of 2^64 - 1. */
export interface StakeParent {
  readonly proportion: bigint
  readonly alpha: bigint
  readonly tao: bigint
}

/**
 * A subnet at an epoch, under the chain's names. Stakes, the threshold and the emission are in rao; `tao_weight` and the proportions
 * are in parts of 2^64 - 1; kappa, the bonds penalty and the two alphas are in parts of 65535; the bonds moving average is in parts of
 * a million. The columns have one entry for each uid below `n`. `readEpochInput` reads it from a document.
 */
export interface EpochInput {
  readonly netuid: number
  readonly n: number
  readonly block: number
  readonly tempo: number
  readonly activity_cutoff: number
  /** The block at which each neuron last set its weights. */
  readonly last_update: Float64Array
  readonly block_at_registration: Float64Array
  /** Own stakes, before the parts that children take and parents give. */
  readonly alpha_stake: BigUint64Array
  readonly tao_stake: BigUint64Array
  readonly tao_weight: bigint
  /** The parents, by uid of the child. */
  readonly parents: ReadonlyMap<number, readonly StakeParent[]>
  /** By uid of the parent: the proportions that its children take. */
  readonly children: ReadonlyMap<number, readonly bigint[]>
  readonly stake_threshold: bigint
  /** 1 for a neuron to which the last epoch gave a permit. */
  readonly validator_permit: Uint8Array
  readonly max_allowed_validators: number
  /** Null when the owner's hotkey is not on the subnet. */
  readonly owner_uid: number | null
  readonly kappa: number
  readonly bonds_moving_average: number
  readonly bonds_penalty: number
  readonly yuma3_on: boolean
  readonly liquid_alpha_on: boolean
  readonly alpha_low: number
  readonly alpha_high: number
  readonly alpha_sigmoid_steepness: number
  readonly rao_emission: bigint
  readonly weights: SparseRows
  readonly bonds: SparseRows
  /**
   * For the rules `newer`: the block of each neuron's earliest open commit, Infinity without one; null when commit-reveal
   * is off.
   */
  readonly commit_blocks: Float64Array | null
  /** For the rules `newer`: the block of the last epoch, 0 before the first. */
  readonly last_epoch_block: number
}
