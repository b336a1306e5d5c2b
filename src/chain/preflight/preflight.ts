/**
 * Predicts the chain's answer to `set_weights` before the call is sent.
 *
 * Laws: in the given state, the chain accepts every call that is accepted here, and refuses every other call with the name
 * that is given here. Not covered: fees, nonces, a full pool, and changes between the given state and the block that
 * includes the call. Source: the rules of subtensor's `set_weights` (`spec.ts` says of which runtimes), and outcomes on a real runtime
 * (spec 293).
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { Option } from 'fp-ts/lib/Option.js'
import { fromNullable } from 'fp-ts/lib/Option.js'
import type { Attempt, Rule } from './attempt.js'
import { attemptOf } from './attempt.js'
import type { ChainState, Submission } from './chain-state.js'
import { notJudged } from './not-judged.js'
import type { PreflightError } from './preflight-error.js'
import { isBeforeInclusion } from './preflight-error.js'
import { commitReveal, enoughStake, networkExists, notRoot, rateLimit, registered, validatorPermit, versionKey } from './signer-rules.js'
import type { RuleName } from './spec.js'
import { equalLengths, knownUids, longEnough, maxWeight, noDuplicates, notTooMany } from './vector-rules.js'

/** In the order in which the chain checks them. `RULE_SPANS` says on which runtimes. */
const RULES: readonly (readonly [RuleName, Rule])[] = [
  ['CommitRevealEnabled', commitReveal],
  ['CanNotSetRootNetworkWeights', notRoot],
  ['WeightVecNotEqualSize', equalLengths],
  ['SubNetworkDoesNotExist', networkExists('SubNetworkDoesNotExist')],
  ['MechanismDoesNotExist', networkExists('MechanismDoesNotExist')],
  ['UidsLengthExceedUidsInSubNet', notTooMany],
  ['HotKeyNotRegisteredInSubNet', registered],
  ['NotEnoughStakeToSetWeights', enoughStake],
  ['IncorrectWeightVersionKey', versionKey],
  ['SettingWeightsTooFast', rateLimit],
  ['NeuronNoValidatorPermit', validatorPermit],
  ['DuplicateUids', noDuplicates],
  ['UidVecContainInvalidOne', knownUids],
  ['WeightVecLengthIsLow', longEnough],
  ['MaxWeightExceeded', maxWeight],
]

const isOfPool = ({ onChain }: PreflightError): boolean => isBeforeInclusion(onChain)

/** Every rule of the runtime that refuses an attempt, in the order of the rules. */
const broken = (attempt: Attempt): readonly PreflightError[] =>
  RULES.flatMap(([name, rule]) => (attempt.holds(name) ? (rule(attempt) ?? []) : []))

/** The pool's answers come first, because a call that the pool refuses never reaches the other rules. */
const refusals = (state: ChainState, submission: Submission): readonly PreflightError[] => {
  const attempt = attemptOf(state, submission)
  const unjudged = notJudged(state, attempt.network)
  if (unjudged !== null) return [unjudged]
  const all = broken(attempt)
  return [...all.filter(isOfPool), ...all.filter((error) => !isOfPool(error))]
}

/**
 * The submission unchanged, or every reason for which the chain would refuse it. The reasons are in the order in which the
 * chain would report them if each were corrected in turn. A rule that can't be applied (the permit of an unregistered
 * hotkey) gives no reason. A runtime or a subnet whose rules are not known is the only reason: `UnknownRuntime`, `NullConsensus`.
 *
 * @example
 * ```ts
 * import { preflight } from 'steelyard/chain'
 * const signer = { hotkey: '5A', stake: 5000n }
 * const neurons = [{ uid: 0, hotkey: '5A', validator_permit: true, last_update: 950 }, { uid: 1, hotkey: '5B' }]
 * const hyperparameters = { weights_rate_limit: 100, min_allowed_weights: 2, max_weight_limit: 65535, weights_version: 0n }
 * const state = { metagraph: { netuid: 39, neurons, hyperparameters }, signer, block: 1000, stake_threshold: 1000n }
 * const short = { netuid: 39, uids: Uint16Array.of(1), weights: Uint16Array.of(65535), version_key: 0n }
 * preflight(state)(short).left.map(({ _tag }) => _tag) // => ['SettingWeightsTooFast', 'WeightVecLengthIsLow']
 * const padded = { ...short, uids: Uint16Array.of(0, 1), weights: Uint16Array.of(0, 65535) }
 * preflight({ ...state, block: 1050 })(padded).right // => padded
 * preflight({ ...state, spec: 9999 })(padded).left.map(({ _tag }) => _tag) // => ['UnknownRuntime']
 * ```
 */
export const preflight =
  (state: ChainState) =>
  (submission: Submission): Either<readonly PreflightError[], Submission> => {
    const errors = refusals(state, submission)
    return errors.length === 0 ? right(submission) : left(errors)
  }

/**
 * The refusal with which the chain would answer, or none when it would accept.
 *
 * @example
 * ```ts
 * import { firstRefusal } from 'steelyard/chain'
 * const state = { metagraph: null, signer: { hotkey: '5A', stake: 0n }, block: 1000, stake_threshold: 1000n }
 * const { value } = firstRefusal(state)({ netuid: 99, uids: Uint16Array.of(1), weights: Uint16Array.of(1), version_key: 0n })
 * [value._tag, value.onChain] // => ['MechanismDoesNotExist', 'Invalid.Custom(1)']
 * ```
 */
export const firstRefusal =
  (state: ChainState) =>
  (submission: Submission): Option<PreflightError> =>
    fromNullable(refusals(state, submission)[0])

/** What the chain would answer if its pool had let the call pass, or null; each `onChain` is the name of the rule. */
export const inclusionRefusal = (state: ChainState, submission: Submission): PreflightError | null => {
  const attempt = attemptOf(state, submission)
  const error = notJudged(state, attempt.network) ?? broken(attempt)[0]
  return error === undefined ? null : ({ ...error, onChain: error._tag } as PreflightError)
}

/** The pool's refusal of a signer whose stake is too small, or null. */
export const stakeRefusal = (
  state: ChainState,
  submission: Submission,
): Extract<PreflightError, { readonly _tag: 'NotEnoughStakeToSetWeights' }> | null => {
  const found = enoughStake(attemptOf(state, submission))
  return found?._tag === 'NotEnoughStakeToSetWeights' ? found : null
}

/** What the chain checks only when it reveals a commit. */
export interface AtReveal {
  readonly _tag: 'AtReveal'
  /** Every reason for which the chain would not store the weights, in its order. When there is none, it stores them. */
  readonly refusals: readonly PreflightError[]
}

/**
 * What would become of committed weights if they were revealed in this state. The chain takes a commit without looking at its weights. When
 * it reveals them, it applies the rules of `set_weights` except that commit-reveal must be off: lengths, uids, permit, stake, version key. When one
 * is broken, the weights are lost: there is no event, only a line in the node's log, so each `onChain` is the name of the rule.
 *
 * `state.block` is the block of the reveal. Its rate limit counts only where commit-reveal has been switched off since the commit.
 *
 * @example
 * ```ts
 * import { atReveal } from 'steelyard/chain'
 * const hyperparameters = { weights_rate_limit: 100, min_allowed_weights: 1, weights_version: 7n, commit_reveal_weights_enabled: true }
 * const neurons = [{ uid: 0, hotkey: '5A', validator_permit: true, last_update: 950 }, { uid: 1, hotkey: '5B' }]
 * const state = { metagraph: { netuid: 39, neurons, hyperparameters }, signer: { hotkey: '5A', stake: 5000n }, block: 1000, stake_threshold: 1000n }
 * const weights = { netuid: 39, uids: Uint16Array.of(1), weights: Uint16Array.of(65535), version_key: 7n }
 * atReveal(state)(weights) // => { _tag: 'AtReveal', refusals: [] }
 * atReveal(state)({ ...weights, version_key: 6n }).refusals.map(({ _tag }) => _tag) // => ['IncorrectWeightVersionKey']
 * ```
 */
export const atReveal =
  (state: ChainState) =>
  (submission: Submission): AtReveal => {
    const attempt = attemptOf(state, submission)
    const unjudged = notJudged(state, attempt.network)
    const errors = unjudged === null ? broken(attempt).filter(({ _tag }) => _tag !== 'CommitRevealEnabled') : [unjudged]
    return { _tag: 'AtReveal', refusals: errors.map((error) => ({ ...error, onChain: error._tag }) as PreflightError) }
  }
