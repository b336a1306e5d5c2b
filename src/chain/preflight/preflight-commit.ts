/**
 * Predicts the chain's answer to a timelocked commit before it is sent.
 *
 * Laws: in the given state, the chain accepts every commit that is accepted here, and refuses every other one with the name that is given
 * here. Not covered: fees, nonces, a full pool, changes between the given state and the block that includes the commit, and what becomes
 * of the weights at the reveal, which `atReveal` answers. Source: subtensor's `commit_timelocked_mechanism_weights` and the checks of its
 * transactions, and outcomes on a real runtime (spec 293).
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { Attempt } from './attempt.js'
import { attemptOf } from './attempt.js'
import type { CommitError } from './commit-error.js'
import type { CommitCall, CommitState } from './commit-state.js'
import { MOST_COMMIT_BYTES, MOST_UNREVEALED } from './commit-state.js'
import { notJudged } from './not-judged.js'
import { missing } from './signer-rules.js'
import type { RuleName } from './spec.js'
import { tooEarly } from './too-early.js'

/** A rule about commits: gives the error that it finds, or null. */
type CommitRule = (state: CommitState, call: CommitCall, attempt: Attempt) => CommitError | null

const enoughStake: CommitRule = ({ stake_threshold: threshold }, _, { stake, mayAfford }) =>
  mayAfford ? null : { _tag: 'NotEnoughStakeToSetWeights', onChain: 'Invalid.Custom(1)', stake, threshold }

/** The round that was stored last may still be committed to. */
const roundIsOpen: CommitRule = ({ last_stored_round }, { reveal_round }) =>
  reveal_round >= last_stored_round ? null : { _tag: 'InvalidRevealRound', onChain: 'Invalid.Custom(15)', reveal_round, last_stored_round }

const mechanismExists: CommitRule = (state, call, attempt) => missing('MechanismDoesNotExist', state, call, attempt)

/** Before mechanisms nothing asked for the network here; and no call names a mechanism, so one that does is for none. */
const noMechanism: CommitRule = (state, call, attempt) =>
  attempt.network === null ? null : missing('SubNetworkDoesNotExist', state, call, attempt)

/** Before mechanisms, commit-reveal was off by default and came first, so that was the answer for a network that does not exist. */
const revealIsOn: CommitRule = (_, { netuid }, { network, holds }) =>
  network?.hyperparameters.commit_reveal_weights_enabled === false || (network === null && !holds('MechanismDoesNotExist'))
    ? { _tag: 'CommitRevealDisabled', onChain: 'CommitRevealDisabled', netuid }
    : null

const version: CommitRule = ({ commit_reveal_version: asked = 4 }, { commit_reveal_version }) =>
  commit_reveal_version === asked
    ? null
    : { _tag: 'IncorrectCommitRevealVersion', onChain: 'IncorrectCommitRevealVersion', version: commit_reveal_version, asked }

const registered: CommitRule = ({ signer: { hotkey } }, { netuid }, { network, neuron }) =>
  network === null || neuron !== null
    ? null
    : { _tag: 'HotKeyNotRegisteredInSubNet', onChain: 'HotKeyNotRegisteredInSubNet', hotkey, netuid }

/**
 * Unlike setting, committing has this limit while commit-reveal is on. The pool does not check it, up to spec 425. A newer source checks it there
 * too (`Invalid.Custom(6)`), from a spec that was not seen, so the answer there may have that name.
 */
const rateLimit: CommitRule = ({ block }, _, { network, neuron }) => {
  const early = network === null || neuron === null ? null : tooEarly(network.hyperparameters, neuron, block)
  return early === null ? null : { _tag: 'CommittingWeightsTooFast', onChain: 'CommittingWeightsTooFast', ...early }
}

const fewUnrevealed: CommitRule = ({ unrevealed }) =>
  unrevealed < MOST_UNREVEALED
    ? null
    : { _tag: 'TooManyUnrevealedCommits', onChain: 'TooManyUnrevealedCommits', unrevealed, most: MOST_UNREVEALED }

/** In the order in which the chain checks them: the pool checks the first two. */
const RULES: readonly (readonly [RuleName, CommitRule])[] = [
  ['NotEnoughStakeToSetWeights', enoughStake],
  ['InvalidRevealRound', roundIsOpen],
  ['SubNetworkDoesNotExist', noMechanism],
  ['MechanismDoesNotExist', mechanismExists],
  ['CommitRevealDisabled', revealIsOn],
  ['IncorrectCommitRevealVersion', version],
  ['HotKeyNotRegisteredInSubNet', registered],
  ['CommittingWeightsTooFast', rateLimit],
  ['TooManyUnrevealedCommits', fewUnrevealed],
]

const tooLong = ({ commit: { length: bytes } }: CommitCall): readonly CommitError[] =>
  bytes > MOST_COMMIT_BYTES ? [{ _tag: 'CommitTooLong', onChain: '1011', bytes, most: MOST_COMMIT_BYTES }] : []

/** The facts of the state about the signer; a commit shows no weights. */
const attemptOfCommit = (state: CommitState, { netuid }: CommitCall): Attempt =>
  attemptOf(state, { netuid, uids: new Uint16Array(0), weights: new Uint16Array(0), version_key: 0n } as Attempt['submission'])

/**
 * The commit unchanged, or every reason for which the chain would refuse it. The first reason is the chain's answer: a commit that can't be
 * decoded, then the pool, then the call itself. A rule that can't be applied (the rate limit of an unregistered hotkey) gives no reason. A
 * runtime or a subnet whose rules are not known is the only reason.
 *
 * @example
 * ```ts
 * import { preflightCommit } from 'steelyard/chain'
 * const hyperparameters = { weights_rate_limit: 100, commit_reveal_weights_enabled: true }
 * const neurons = [{ uid: 0, hotkey: '5A', validator_permit: true, last_update: 950 }]
 * const signer = { hotkey: '5A', stake: 5000n }
 * const chain = { metagraph: { netuid: 39, neurons, hyperparameters }, signer, block: 1049, stake_threshold: 1000n }
 * const state = { ...chain, unrevealed: 0, last_stored_round: 1000n }
 * const commit = { netuid: 39, commit: new Uint8Array(284), reveal_round: 1000n, commit_reveal_version: 4 }
 * preflightCommit(state)(commit).left.map(({ _tag, passes_at }) => [_tag, passes_at]) // => [['CommittingWeightsTooFast', 1050]]
 * preflightCommit({ ...state, block: 1050 })(commit).right // => commit
 * preflightCommit({ ...state, block: 1050 })({ ...commit, reveal_round: 999n }).left.map(({ onChain }) => onChain) // => ['Invalid.Custom(15)']
 * ```
 */
export const preflightCommit =
  (state: CommitState) =>
  (call: CommitCall): Either<readonly CommitError[], CommitCall> => {
    const attempt = attemptOfCommit(state, call)
    const unjudged = notJudged(state, attempt.network)
    if (unjudged !== null) return left([unjudged])
    const errors = [...tooLong(call), ...RULES.flatMap(([name, rule]) => (attempt.holds(name) ? (rule(state, call, attempt) ?? []) : []))]
    return errors.length === 0 ? right(call) : left(errors)
  }
