/** Why the chain would refuse weights: as data under the chain's own names, and as messages. */
import type { Hotkey } from '../../units/address/hotkey.js'
import { plain } from '../../units/text/plain.js'
import type { TooEarly } from './too-early.js'

/**
 * `_tag` is the name of the rule. `onChain` is the chain's answer: the name of a dispatch error of an included
 * transaction (`Module.SubtensorModule.<name>`), or `Invalid.Custom(n)` for a transaction that is not included.
 */
export interface Refusal<Tag extends string, PoolAnswer extends string = never> {
  readonly _tag: Tag
  readonly onChain: Tag | PoolAnswer
}

/**
 * Whether an answer is that of the node or of its pool, so that no block includes the call: `Invalid…`, or 1011 for a call that can't be
 * decoded. The other answers are those of a block.
 */
export const isBeforeInclusion = (onChain: string): boolean => onChain.startsWith('Invalid') || onChain === '1011'

/** The transaction pool's answer to too little stake. */
export type TooLittleStake = 'Invalid.Custom(1)'
/** The transaction pool's answer to weights that are set too early, on runtimes whose pool checks this. */
export type TooFast = 'Invalid.Custom(6)'

/** The rule by which the chain would refuse, the answer that it would give, and the data that shows why. */
export type PreflightError =
  /** Not an answer of the chain: this runtime is newer or older than those whose rules are known. */
  | (Refusal<'UnknownRuntime'> & { readonly spec: number; readonly oldest: number; readonly newest: number })
  /** Not an answer of the chain: the subnet pays all miners the same and takes no weights, by rules that are not settled yet. */
  | (Refusal<'NullConsensus'> & { readonly netuid: number })
  /** Commit-reveal is on, so weights must be committed instead of set. */
  | (Refusal<'CommitRevealEnabled'> & { readonly netuid: number })
  | (Refusal<'CanNotSetRootNetworkWeights', TooLittleStake> & { readonly stake: bigint; readonly threshold: bigint })
  /** The lengths of the two vectors. */
  | (Refusal<'WeightVecNotEqualSize'> & { readonly uids: number; readonly weights: number })
  /** The name of the next rule on runtimes before mechanisms, which know no call with a mechanism. */
  | (Refusal<'SubNetworkDoesNotExist', TooLittleStake> & {
      readonly netuid: number
      readonly known: number | null
      readonly mechanism?: number
    })
  /** `known` is the netuid that the state describes instead, or null. `mechanism` is there when the subnet exists and its mechanism does not. */
  | (Refusal<'MechanismDoesNotExist', TooLittleStake | TooFast> & {
      readonly netuid: number
      readonly known: number | null
      readonly mechanism?: number
    })
  | (Refusal<'UidsLengthExceedUidsInSubNet'> & { readonly entries: number; readonly neurons: number })
  | (Refusal<'HotKeyNotRegisteredInSubNet'> & { readonly hotkey: Hotkey; readonly netuid: number })
  /** Both amounts are in rao. */
  | (Refusal<'NotEnoughStakeToSetWeights', TooLittleStake> & { readonly stake: bigint; readonly threshold: bigint })
  | (Refusal<'IncorrectWeightVersionKey'> & { readonly version_key: bigint; readonly network_key: bigint })
  | (Refusal<'SettingWeightsTooFast', TooFast> & TooEarly)
  | (Refusal<'NeuronNoValidatorPermit'> & { readonly uid: number; readonly hotkey: Hotkey })
  /** The uids that occur more than once; each is listed once, sorted. */
  | (Refusal<'DuplicateUids'> & { readonly uids: readonly number[] })
  /** The uids that the network doesn't have; each is listed once, sorted. */
  | (Refusal<'UidVecContainInvalidOne'> & { readonly uids: readonly number[]; readonly neurons: number })
  /** Zeros count as entries, so the missing entries can be zeros: see `padToMinimum`. */
  | (Refusal<'WeightVecLengthIsLow'> & { readonly entries: number; readonly minimum: number })
  /**
   * The largest weight and the sum of the weights, as they would be stored; `limit` is in parts of 65535. `uid` is null when the
   * largest weight has no uid because the lengths differ.
   */
  | (Refusal<'MaxWeightExceeded'> & { readonly uid: number | null; readonly weight: number; readonly sum: number; readonly limit: number })

const list = (uids: readonly number[]): string =>
  uids.length > 8 ? `${uids.slice(0, 8).join(', ')} and ${uids.length - 8} more` : uids.join(', ')

/** An amount in rao as TAO, without trailing zeros. */
const tao = (rao: bigint): string => `${rao / 1_000_000_000n}.${(rao % 1_000_000_000n).toString().padStart(9, '0')}`.replace(/\.?0+$/, '')

const reason = (error: PreflightError): string => {
  switch (error._tag) {
    case 'UnknownRuntime':
      return `the rules of spec ${error.spec} are not known: they are for ${error.oldest} to ${error.newest}`
    case 'NullConsensus':
      return `subnet ${error.netuid} has null consensus, which pays all miners the same and takes no weights`
    case 'CommitRevealEnabled':
      return `subnet ${error.netuid} has commit-reveal on: commit the weights instead of setting them`
    case 'CanNotSetRootNetworkWeights':
      return 'netuid 0 is the root network, which takes no weights'
    case 'WeightVecNotEqualSize':
      return `there are ${error.uids} uids and ${error.weights} weights`
    case 'SubNetworkDoesNotExist':
    case 'MechanismDoesNotExist':
      if ('mechanism' in error) return `subnet ${error.netuid} has no mechanism ${error.mechanism}`
      return `there is no subnet ${error.netuid}${error.known === null ? '' : `: the state is of subnet ${error.known}`}`
    case 'UidsLengthExceedUidsInSubNet':
      return `there are ${error.entries} uids, and the subnet has ${error.neurons} neurons`
    case 'HotKeyNotRegisteredInSubNet':
      return `${plain(error.hotkey)} is not registered on subnet ${error.netuid}`
    case 'NotEnoughStakeToSetWeights':
      return `the stake on the subnet is ${tao(error.stake)}, and ${tao(error.threshold)} is the least that may set weights`
    case 'IncorrectWeightVersionKey':
      return `the version key is ${error.version_key}, and the subnet asks for ${error.network_key} or more`
    case 'SettingWeightsTooFast': {
      const { last_update, limit, block, passes_at } = error
      return `weights were set at block ${last_update} and may be set every ${limit} blocks: wait for block ${passes_at}, ${passes_at - block} more`
    }
    case 'NeuronNoValidatorPermit':
      return `uid ${error.uid} (${plain(error.hotkey)}) has no validator permit, so it can only give itself a weight`
    case 'DuplicateUids':
      return `uids that are there more than once: ${list(error.uids)}`
    case 'UidVecContainInvalidOne':
      return `uids that the subnet of ${error.neurons} neurons doesn't have: ${list(error.uids)}`
    case 'WeightVecLengthIsLow':
      return `there are ${error.entries} entries, and ${error.minimum} is the least: pad with explicit zeros`
    case 'MaxWeightExceeded': {
      const whose = error.uid === null ? 'one entry' : `uid ${error.uid}`
      return `${whose} would have ${error.weight} of ${error.sum}, and the most is ${error.limit} of 65535`
    }
  }
}

/**
 * A refusal as a message on one line: the name of the rule, the chain's answer when that is another name, and the reason.
 *
 * @example
 * ```ts
 * import { showPreflightError } from 'steelyard/chain'
 * const tooFast = { _tag: 'SettingWeightsTooFast', onChain: 'Invalid.Custom(6)', last_update: 950, limit: 100, block: 1000, passes_at: 1050 }
 * showPreflightError(tooFast) // => 'SettingWeightsTooFast (answered Invalid.Custom(6)): weights were set at block 950 and may be set every 100 blocks: wait for block 1050, 50 more'
 * showPreflightError({ _tag: 'DuplicateUids', onChain: 'DuplicateUids', uids: [1, 7] }) // => 'DuplicateUids: uids that are there more than once: 1, 7'
 * ```
 */
export const showPreflightError = (error: PreflightError): string =>
  `${error._tag}${error.onChain === error._tag ? '' : ` (answered ${plain(error.onChain)})`}: ${reason(error)}`
