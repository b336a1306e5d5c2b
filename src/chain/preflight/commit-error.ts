/** Why the chain would refuse a commit: as data under the chain's own names, and as messages. */
import { plain } from '../../units/text/plain.js'
import type { PreflightError, Refusal } from './preflight-error.js'
import { showPreflightError } from './preflight-error.js'
import type { TooEarly } from './too-early.js'

/** The node's answer to a call that it can't decode. */
export type Undecodable = '1011'
/** The transaction pool's answer to a round that is over. */
export type RoundIsOver = 'Invalid.Custom(15)'

/** What commits have in common with `set_weights`. */
type Shared = Extract<
  PreflightError,
  {
    readonly _tag:
      | 'UnknownRuntime'
      | 'NullConsensus'
      | 'SubNetworkDoesNotExist'
      | 'MechanismDoesNotExist'
      | 'HotKeyNotRegisteredInSubNet'
      | 'NotEnoughStakeToSetWeights'
  }
>

/** What only commits have. */
type OfCommits =
  /** More bytes than the chain can decode, so the node refuses the transaction. */
  | (Refusal<'CommitTooLong', Undecodable> & { readonly bytes: number; readonly most: number })
  /** The weights could be read before they are revealed. */
  | (Refusal<'InvalidRevealRound', RoundIsOver> & { readonly reveal_round: bigint; readonly last_stored_round: bigint })
  /** Commit-reveal is off, so weights must be set instead of committed. */
  | (Refusal<'CommitRevealDisabled'> & { readonly netuid: number })
  | (Refusal<'IncorrectCommitRevealVersion'> & { readonly version: number; readonly asked: number })
  /** A commit and a set count against the same limit. */
  | (Refusal<'CommittingWeightsTooFast'> & TooEarly)
  /** `most` commits of the hotkey wait in this epoch; the next epoch has as many more. */
  | (Refusal<'TooManyUnrevealedCommits'> & { readonly unrevealed: number; readonly most: number })

/** The rule by which the chain would refuse a commit, the answer that it would give, and the data that shows why. */
export type CommitError = Shared | OfCommits

const reason = (error: OfCommits): string => {
  switch (error._tag) {
    case 'CommitTooLong':
      return `the commit has ${error.bytes} bytes, and ${error.most} is the most`
    case 'InvalidRevealRound':
      return `the round ${error.reveal_round} is over: the chain has stored round ${error.last_stored_round}`
    case 'CommitRevealDisabled':
      return `subnet ${error.netuid} has commit-reveal off: set the weights instead of committing them`
    case 'IncorrectCommitRevealVersion':
      return `the commit is made for version ${error.version} of commit-reveal, and the chain asks for ${error.asked}`
    case 'CommittingWeightsTooFast': {
      const { last_update, limit, block, passes_at } = error
      return `weights were set or committed at block ${last_update} and may be every ${limit} blocks: wait for block ${passes_at}, ${passes_at - block} more`
    }
    case 'TooManyUnrevealedCommits':
      return `${error.unrevealed} commits wait in this epoch, and ${error.most} is the most: wait for the next epoch`
  }
}

const isOfCommits = (error: CommitError): error is OfCommits => {
  switch (error._tag) {
    case 'CommitTooLong':
    case 'InvalidRevealRound':
    case 'CommitRevealDisabled':
    case 'IncorrectCommitRevealVersion':
    case 'CommittingWeightsTooFast':
    case 'TooManyUnrevealedCommits':
      return true
    default:
      return false
  }
}

/**
 * A refusal of a commit as a message on one line: the name of the rule, the chain's answer when that is another name, and the reason.
 *
 * @example
 * ```ts
 * import { showCommitError } from 'steelyard/chain'
 * showCommitError({ _tag: 'CommitTooLong', onChain: '1011', bytes: 5001, most: 5000 }) // => 'CommitTooLong (answered 1011): the commit has 5001 bytes, and 5000 is the most'
 * showCommitError({ _tag: 'CommitRevealDisabled', onChain: 'CommitRevealDisabled', netuid: 39 }) // => 'CommitRevealDisabled: subnet 39 has commit-reveal off: set the weights instead of committing them'
 * ```
 */
export const showCommitError = (error: CommitError): string => {
  if (!isOfCommits(error)) return showPreflightError(error)
  return `${error._tag}${error.onChain === error._tag ? '' : ` (answered ${plain(error.onChain)})`}: ${reason(error)}`
}
