/** Why the chain would refuse weights, under the chain's own names, and how to say it. */
import type { Hotkey } from '../../units/address/hotkey.js'

/**
 * `_tag` is the name of the rule. `onChain` is what the chain answers to this mistake: the name of a dispatch error of an
 * included transaction (`Module.SubtensorModule.<name>`), or `Invalid.Custom(n)` for a transaction that never gets in.
 */
interface Refusal<Tag extends string, PoolAnswer extends string = never> {
  readonly _tag: Tag
  readonly onChain: Tag | PoolAnswer
}

/** The transaction pool's answer to too little stake. */
export type TooLittleStake = 'Invalid.Custom(1)'
/** The transaction pool's answer to weights set too fast, on runtimes where it looks at that. */
export type TooFast = 'Invalid.Custom(6)'

/** A rule that the chain would refuse by, what it would answer, and the data that shows why. */
export type PreflightError =
  /** Commit-reveal is on: weights are committed there, not set. */
  | (Refusal<'CommitRevealEnabled'> & { readonly netuid: number })
  | (Refusal<'CanNotSetRootNetworkWeights', TooLittleStake> & { readonly stake: bigint; readonly threshold: bigint })
  /** The lengths of the two vectors. */
  | (Refusal<'WeightVecNotEqualSize'> & { readonly uids: number; readonly weights: number })
  /** `known` is the netuid that the state describes instead, if any. */
  | (Refusal<'MechanismDoesNotExist', TooLittleStake> & { readonly netuid: number; readonly known: number | null })
  | (Refusal<'UidsLengthExceedUidsInSubNet'> & { readonly entries: number; readonly neurons: number })
  | (Refusal<'HotKeyNotRegisteredInSubNet'> & { readonly hotkey: Hotkey; readonly netuid: number })
  /** Rao. */
  | (Refusal<'NotEnoughStakeToSetWeights', TooLittleStake> & { readonly stake: bigint; readonly threshold: bigint })
  | (Refusal<'IncorrectWeightVersionKey'> & { readonly version_key: bigint; readonly network_key: bigint })
  /** `passes_at` is the first block that may include the call; `block` the one it was judged for. */
  | (Refusal<'SettingWeightsTooFast', TooFast> & {
      readonly last_update: number
      readonly limit: number
      readonly block: number
      readonly passes_at: number
    })
  | (Refusal<'NeuronNoValidatorPermit'> & { readonly uid: number; readonly hotkey: Hotkey })
  /** Uids that are there more than once, each once, sorted. */
  | (Refusal<'DuplicateUids'> & { readonly uids: readonly number[] })
  /** Uids that the network doesn't have, each once, sorted. */
  | (Refusal<'UidVecContainInvalidOne'> & { readonly uids: readonly number[]; readonly neurons: number })
  /** Zeros count as entries, so zeros make up for what is lacking: see `padToMinimum`. */
  | (Refusal<'WeightVecLengthIsLow'> & { readonly entries: number; readonly minimum: number })
  /** The largest weight and the sum as stored; `limit` in parts of 65535. `uid` is null where lengths differ so that it has none. */
  | (Refusal<'MaxWeightExceeded'> & { readonly uid: number | null; readonly weight: number; readonly sum: number; readonly limit: number })

const list = (uids: readonly number[]): string =>
  uids.length > 8 ? `${uids.slice(0, 8).join(', ')} and ${uids.length - 8} more` : uids.join(', ')

/** TAO of an amount in rao, without trailing zeros. */
const tao = (rao: bigint): string => `${rao / 1_000_000_000n}.${(rao % 1_000_000_000n).toString().padStart(9, '0')}`.replace(/\.?0+$/, '')

const reason = (error: PreflightError): string => {
  switch (error._tag) {
    case 'CommitRevealEnabled':
      return `subnet ${error.netuid} has commit-reveal on: commit the weights instead of setting them`
    case 'CanNotSetRootNetworkWeights':
      return 'netuid 0 is the root network, which takes no weights'
    case 'WeightVecNotEqualSize':
      return `there are ${error.uids} uids and ${error.weights} weights`
    case 'MechanismDoesNotExist':
      return `there is no subnet ${error.netuid}${error.known === null ? '' : `: the state is of subnet ${error.known}`}`
    case 'UidsLengthExceedUidsInSubNet':
      return `there are ${error.entries} uids, and the subnet has ${error.neurons} neurons`
    case 'HotKeyNotRegisteredInSubNet':
      return `${error.hotkey} is not registered on subnet ${error.netuid}`
    case 'NotEnoughStakeToSetWeights':
      return `the stake on the subnet is ${tao(error.stake)}, and ${tao(error.threshold)} is the least that may set weights`
    case 'IncorrectWeightVersionKey':
      return `the version key is ${error.version_key}, and the subnet asks for ${error.network_key} or more`
    case 'SettingWeightsTooFast': {
      const { last_update, limit, block, passes_at } = error
      return `weights were set at block ${last_update} and may be set every ${limit} blocks: wait for block ${passes_at}, ${passes_at - block} more`
    }
    case 'NeuronNoValidatorPermit':
      return `uid ${error.uid} (${error.hotkey}) has no validator permit, so it can only give itself a weight`
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
 * A refusal in words, on one line: the name of the rule, what the chain will answer where that is another, and why.
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
  `${error._tag}${error.onChain === error._tag ? '' : ` (answered ${error.onChain})`}: ${reason(error)}`
