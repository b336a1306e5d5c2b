/**
 * Predicts what a runtime makes of `batch_set_weights`, whose items may fail while the call succeeds.
 *
 * Source: subtensor. Until spec 410 nothing is checked before the batch is included. Since 411 the pool refuses a batch whose lists differ in
 * length, and one whose signer has too little stake on one of its subnets.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { U16 } from '../../units/integer/u16.js'
import type { U64 } from '../../units/integer/u64.js'
import type { ChainState, Submission } from './chain-state.js'
import { inclusionRefusal, stakeRefusal } from './preflight.js'
import type { PreflightError } from './preflight-error.js'
import { holdsAt, NEWEST_KNOWN_SPEC } from './spec.js'

/** The arguments of `batch_set_weights`: `weights[i]`, pairs of a uid and its weight, is for `netuids[i]` with `version_keys[i]`. */
export interface WeightsBatch {
  readonly netuids: readonly number[]
  readonly weights: readonly (readonly (readonly [uid: number, weight: number])[])[]
  readonly version_keys: readonly bigint[]
}

/** Why no item of a batch is looked at. */
export type BatchError =
  | {
      readonly _tag: 'InputLengthsUnequal'
      readonly onChain: 'InputLengthsUnequal' | 'Invalid.Custom(18)'
      readonly lengths: readonly [netuids: number, weights: number, version_keys: number]
    }
  | Extract<PreflightError, { readonly _tag: 'NotEnoughStakeToSetWeights' }>

/** The item's submission, and its refusal or null when its weights are stored. */
export interface BatchItem {
  readonly submission: Submission
  readonly refusal: PreflightError | null
}

const submissionsOf = ({ netuids, weights, version_keys }: WeightsBatch): readonly Submission[] =>
  netuids.map((netuid, i) => ({
    netuid: netuid as U16,
    uids: Uint16Array.from(weights[i]!, ([uid]) => uid),
    weights: Uint16Array.from(weights[i]!, ([, weight]) => weight),
    version_key: version_keys[i] as U64,
  }))

/**
 * The fate of every item, or why the whole batch is refused. `stateOf` gives the state for a netuid; all are of the same block and runtime. The
 * events of the chain name the errors of the items that failed, in their order, and since spec 411 their netuids.
 *
 * Two items for one subnet are both judged by the state before the batch.
 *
 * @example
 * ```ts
 * import { preflightBatch } from 'steelyard/chain'
 * const hyperparameters = { weights_rate_limit: 0, min_allowed_weights: 1, weights_version: 0n, commit_reveal_weights_enabled: true }
 * const neurons = [{ uid: 0, hotkey: '5A', validator_permit: true, last_update: 0 }]
 * const stateOf = (netuid) => ({ metagraph: { netuid, neurons, hyperparameters }, signer: { hotkey: '5A', stake: 9n }, block: 5, stake_threshold: 1n })
 * const batch = { netuids: [1], weights: [[[0, 1]]], version_keys: [0n] }
 * preflightBatch(stateOf)(batch).right.map(({ refusal }) => refusal._tag) // => ['CommitRevealEnabled']
 * preflightBatch(stateOf)({ ...batch, version_keys: [] }).left.onChain // => 'Invalid.Custom(18)'
 * ```
 */
export const preflightBatch =
  (stateOf: (netuid: number) => ChainState) =>
  (batch: WeightsBatch): Either<BatchError, readonly BatchItem[]> => {
    const { netuids, weights, version_keys } = batch
    const states = netuids.map(stateOf)
    const checked = holdsAt(states[0]?.spec ?? NEWEST_KNOWN_SPEC)('poolChecksBatches')
    if (netuids.length !== weights.length || netuids.length !== version_keys.length)
      return left({
        _tag: 'InputLengthsUnequal',
        onChain: checked ? 'Invalid.Custom(18)' : 'InputLengthsUnequal',
        lengths: [netuids.length, weights.length, version_keys.length],
      })
    const submissions = submissionsOf(batch)
    for (const [i, submission] of submissions.entries()) {
      const refusal = checked ? stakeRefusal(states[i]!, submission) : null
      if (refusal !== null) return left(refusal)
    }
    return right(submissions.map((submission, i) => ({ submission, refusal: inclusionRefusal(states[i]!, submission) })))
  }
