/** All that an epoch reads about a subnet, as columns by uid: the chain's storage at the block of the epoch. */
import type * as t from 'io-ts'
import { integerIn } from '../../units/codec/count.js'
import { Flag } from '../../units/codec/flag.js'
import { orNull } from '../../units/codec/or-null.js'
import { Block } from '../../units/integer/block.js'
import { U16 } from '../../units/integer/u16.js'
import { U64 } from '../../units/integer/u64.js'
import type { LiquidAlphaConsensusMode } from './liquid-alpha-mode.js'
import type { SparseRows } from './sparse-rows.js'

/** A parent's own stake, and the proportion of it that counts for the child, in parts of 2^64 - 1. */
export interface StakeParent {
  readonly proportion: bigint
  readonly alpha: bigint
  readonly tao: bigint
}

/**
 * The numbers that are one for the whole subnet, under the chain's names: the input and its document have them alike. The threshold and
 * the emission are in rao; `tao_weight` is in parts of 2^64 - 1; kappa, the bonds penalty and the two alphas are in parts of 65535; the
 * bonds moving average is in parts of a million.
 */
export const EPOCH_NUMBERS = {
  netuid: U16,
  /** How many neurons there are. */
  n: integerIn(0, 65_535),
  block: Block,
  tempo: U16,
  tao_weight: U64,
  stake_threshold: U64,
  max_allowed_validators: U16,
  /** Null when the owner's hotkey is not on the subnet. */
  owner_uid: orNull(U16),
  kappa: U16,
  bonds_moving_average: integerIn(0, 1_000_000),
  bonds_penalty: U16,
  yuma3_on: Flag,
  liquid_alpha_on: Flag,
  alpha_low: U16,
  alpha_high: U16,
  alpha_sigmoid_steepness: integerIn(-32_768, 32_767),
  rao_emission: U64,
}

/** A number without its brand, so that an input can be written by hand. */
type Plain<A> = A extends number ? number : A extends bigint ? bigint : A

type EpochNumbers = { readonly [K in keyof typeof EPOCH_NUMBERS]: Plain<t.TypeOf<(typeof EPOCH_NUMBERS)[K]>> }

/** A subnet at an epoch. The columns have one entry for each uid below `n`. `readEpochInput` reads it from a document. */
export type EpochInput = EpochNumbers & {
  /** How many blocks old the last weights of an active neuron may be, up to 2^53 - 1. Since spec 423 it is `activityCutoff` of a factor. */
  readonly activity_cutoff: number
  /** The block at which each neuron last set its weights, or committed them; 0 for never. */
  readonly last_update: Float64Array
  readonly block_at_registration: Float64Array
  /** Own stakes in rao, before the parts that children take and parents give. */
  readonly alpha_stake: BigUint64Array
  readonly tao_stake: BigUint64Array
  /** The parents, by uid of the child. */
  readonly parents: ReadonlyMap<number, readonly StakeParent[]>
  /** By uid of the parent: the proportions that its children take, in parts of 2^64 - 1. */
  readonly children: ReadonlyMap<number, readonly bigint[]>
  /** 1 for a neuron to which the last epoch gave a permit. */
  readonly validator_permit: Uint8Array
  readonly weights: SparseRows
  readonly bonds: SparseRows
  /**
   * Since spec 297: the block of each neuron's earliest live commit, Infinity without one (see `earliestLiveCommit`); null when commit-reveal
   * is off.
   */
  readonly commit_blocks: Float64Array | null
  /**
   * Since spec 423: the storage item `LastMechansimStepBlock` (spelt so), the block of the last successful epoch; 0 before the first. It is
   * not `LastEpochBlock`, the anchor of the schedule, which skipped epochs and a new tempo move too.
   */
  readonly last_mechansim_step_block: number
  /** Since spec 446: which consensus liquid alphas use. */
  readonly liquid_alpha_consensus_mode: LiquidAlphaConsensusMode
  /** Since spec 446: the consensus that the last epoch stored, in parts of 65535, of any length; empty when nothing is stored. */
  readonly previous_consensus: Uint16Array
  /** The subnet has null consensus. Its rules are not settled, so it is refused. */
  readonly null_consensus: boolean
}
