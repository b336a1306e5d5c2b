/** Everything that can be wrong with the input of the functions about compute nodes, as data. A refusal lists all mistakes, up to 20 of a kind. */
import type { More } from '../../units/capped/capped.js'
import { capped, showMore } from '../../units/capped/capped.js'
import type { Fault } from '../../units/codec/fault.js'
import { showFault } from '../../units/codec/fault.js'
import { quote } from '../../units/text/quote.js'
import { plain } from '../../units/text/plain.js'

/** One mistake. `participant` is null when the nodes do not belong to a known participant. */
export type ComputeNodesError =
  /** A document that can't be read. */
  | { readonly _tag: 'Malformed'; readonly fault: Fault }
  | { readonly _tag: 'DuplicateModel'; readonly model: string }
  /** An id that is not a text of 1 to 256 characters. */
  | {
      readonly _tag: 'InvalidId'
      readonly what: 'participant' | 'node' | 'validator key' | 'seed'
      readonly participant: string
      readonly id: string
    }
  /** A node names a model that is not in the registry or in the snapshot. */
  | { readonly _tag: 'UnknownModel'; readonly participant: string | null; readonly node: string; readonly model: string }
  | { readonly _tag: 'DuplicateParticipant'; readonly participant: string }
  | { readonly _tag: 'DuplicateNode'; readonly participant: string | null; readonly node: string }
  /** A diff removes a node that does not exist. */
  | { readonly _tag: 'UnknownNode'; readonly participant: string | null; readonly node: string }
  | { readonly _tag: 'NegativeWeight'; readonly participant: string; readonly node: string; readonly weight: bigint }
  /** A weight above 2^64 - 1. */
  | { readonly _tag: 'Overflow'; readonly participant: string; readonly node: string; readonly weight: bigint }
  /** A nonce that is not an integer from 0 to 2^53 - 1; `node` is null in a batch without a node. */
  | { readonly _tag: 'InvalidNonce'; readonly participant: string; readonly node: string | null; readonly nonce: number }
  /** Coins below 0 or above 2^128 - 1. */
  | { readonly _tag: 'InvalidAmount'; readonly what: 'initial' | 'cap' | 'minted' | 'reward'; readonly amount: bigint }
  /** The index of an epoch that is not an integer from 0 to 2^53 - 1. */
  | { readonly _tag: 'InvalidEpoch'; readonly what: 'epoch' | 'genesis'; readonly epoch: number }
  /** A decay that is above 0, not finite, or has more than 64 decimals. */
  | { readonly _tag: 'InvalidDecay'; readonly decay: string }
  /** A number of tokens of an inference that is not an integer from 0 to 2^53 - 1. */
  | { readonly _tag: 'InvalidTokens'; readonly model: string; readonly block: number; readonly tokens: number }
  /** A throughput below 0. */
  | { readonly _tag: 'InvalidThroughput'; readonly model: string; readonly throughput: bigint }
  /** A tolerance that is not from 0 to 1. */
  | { readonly _tag: 'InvalidTolerance'; readonly tolerance: string }
  /** The stages of an epoch don't end before the next begins. */
  | { readonly _tag: 'EpochTooShort'; readonly epoch_length: number; readonly needed: number }
  /** The first epoch would begin before the chain. */
  | { readonly _tag: 'ShiftTooLong'; readonly epoch_length: number; readonly epoch_shift: number }
  /** More mistakes of one kind than are listed. */
  | More

/** The mistakes, at least one. */
export type ComputeNodesErrors = readonly ComputeNodesError[]

/** At most 20 mistakes of a kind, and how many more there are. The kind of a malformed document is that of its fault. */
export const cappedErrors = (errors: ComputeNodesErrors): ComputeNodesErrors =>
  capped(errors, (error) => (error._tag === 'Malformed' ? error.fault._tag : error._tag))

const owned = (participant: string | null, node: string): string =>
  participant === null ? `node ${quote(node)}` : `node ${quote(node)} of ${quote(participant)}`

/**
 * An error as a message on one line.
 *
 * @example
 * ```ts
 * import { showComputeNodesError } from 'steelyard/policies'
 * showComputeNodesError({ _tag: 'UnknownModel', participant: '5A', node: 'n1', model: 'qwen' }) // => 'node "n1" of "5A" names the model "qwen", which nobody registered'
 * ```
 */
export const showComputeNodesError = (error: ComputeNodesError): string => {
  switch (error._tag) {
    case 'Malformed':
      return showFault(error.fault)
    case 'DuplicateModel':
      return `the model ${quote(error.model)} is there twice`
    case 'InvalidId':
      return `${error.what} ${quote(error.id)}${error.what === 'participant' ? '' : ` of ${quote(error.participant)}`} is not of 1 to 256 characters`
    case 'UnknownModel':
      return `${owned(error.participant, error.node)} names the model ${quote(error.model)}, which nobody registered`
    case 'DuplicateParticipant':
      return `the participant ${quote(error.participant)} is there twice`
    case 'DuplicateNode':
      return `${owned(error.participant, error.node)} is there twice`
    case 'UnknownNode':
      return `${owned(error.participant, error.node)} is not there, so it can't be removed`
    case 'NegativeWeight':
      return `${owned(error.participant, error.node)} has the weight ${error.weight}: a weight is at least 0`
    case 'Overflow':
      return `${owned(error.participant, error.node)} has the weight ${error.weight}: a weight is at most 2^64 - 1`
    case 'InvalidNonce':
      return `a batch of ${error.node === null ? quote(error.participant) : owned(error.participant, error.node)} has the nonce ${error.nonce}: a nonce is an integer from 0 to 2^53 - 1`
    case 'InvalidAmount':
      return `${error.what} is ${error.amount}: an amount of coins is from 0 to 2^128 - 1`
    case 'InvalidEpoch':
      return `${error.what} is ${error.epoch}: an epoch is an integer from 0 to 2^53 - 1`
    case 'InvalidDecay':
      return `the decay is ${plain(error.decay)}: it is a decimal of at most 0, with at most 64 places`
    case 'InvalidTokens':
      return `an inference of the model ${quote(error.model)} in block ${error.block} has ${error.tokens} tokens: it is an integer from 0 to 2^53 - 1`
    case 'InvalidThroughput':
      return `the model ${quote(error.model)} has the throughput ${error.throughput}: it is at least 0`
    case 'InvalidTolerance':
      return `the tolerance is ${plain(error.tolerance)}: it is a decimal from 0 to 1`
    case 'EpochTooShort':
      return `an epoch of ${error.epoch_length} blocks is too short: its stages take ${error.needed}`
    case 'More':
      return showMore(error)
    case 'ShiftTooLong':
      return `a shift of ${error.epoch_shift} blocks is too long for an epoch of ${error.epoch_length}: the first would begin before block 1`
  }
}
