/**
 * A subnet as the chain holds it at one block: which hotkey has which uid, who may set weights, and the parameters by
 * which the chain checks weights.
 *
 * The document has the snapshot's own keys and some more, so one JSON file can be read as both. Every neuron of the subnet
 * is listed, because their number is a bound in some rules. Amounts of stake are in rao, rounded down. Source: subtensor's
 * storage.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Option } from 'fp-ts/lib/Option.js'
import { fromNullable } from 'fp-ts/lib/Option.js'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import type * as t from 'io-ts'
import { repeatedNeurons } from './repeated.js'
import type { SnapshotError } from './snapshot-error.js'
import { integerIn } from '../units/codec/count.js'
import { Block } from '../units/integer/block.js'
import { listOf } from '../units/codec/list.js'
import { faultsOf } from '../units/codec/fault.js'
import { Coldkey, Hotkey } from '../units/address/hotkey.js'
import { struct } from '../units/codec/struct.js'
import { U16 } from '../units/integer/u16.js'
import { U64 } from '../units/integer/u64.js'
import { Uid } from '../units/integer/uid.js'
import { Flag } from '../units/codec/flag.js'
import { OPTIONAL_SUBNET_KEYS } from './subnet.js'

/**
 * A neuron: its uid, its keys, its registration block and whether it may set weights. `stake` is its stake weight on this subnet, in
 * rao. `last_update` is the block of its last weights, 0 for never, in the mechanism that the document is about. `incentive`, where it is given, is its part of what miners
 * earned in the last epoch, in parts of 65535.
 */
export const MetagraphNeuron = struct(
  'a neuron of a metagraph',
  { uid: Uid, hotkey: Hotkey, coldkey: Coldkey, registered_at_block: Block, validator_permit: Flag, stake: U64, last_update: Block },
  { incentive: U16 },
)
export type MetagraphNeuron = t.TypeOf<typeof MetagraphNeuron>

/**
 * The parameters by which the chain checks weights, under the chain's names. `tempo` and `weights_rate_limit` are in
 * blocks, `max_weight_limit` in parts of 65535 (65535: no limit), `stake_threshold` in rao (one number for all
 * subnets). `null_consensus`, where it is given, says whether the subnet pays all miners the same and takes no weights;
 * `mechanism_count` says how many mechanisms it has, 1 where it is left out.
 */
export const Hyperparameters = struct(
  'the hyperparameters of a subnet',
  {
    tempo: U16,
    weights_rate_limit: Block,
    min_allowed_weights: U16,
    max_weight_limit: U16,
    weights_version: U64,
    commit_reveal_weights_enabled: Flag,
    stake_threshold: U64,
  },
  { null_consensus: Flag, mechanism_count: integerIn(1, 16) },
)
export type Hyperparameters = t.TypeOf<typeof Hyperparameters>

/** A metagraph as JSON. */
export const MetagraphDocument = struct(
  'a metagraph',
  { netuid: U16, block: Block, neurons: listOf(MetagraphNeuron, 'a list of neurons'), hyperparameters: Hyperparameters },
  OPTIONAL_SUBNET_KEYS,
)
/**
 * Neurons are sorted by uid; each uid and each hotkey occurs once. Without `owner` the document does not say whose
 * subnet it is.
 */
export type Metagraph = t.TypeOf<typeof MetagraphDocument>

/**
 * Reads a metagraph. Malformed input is refused, with every error and its path; `showSnapshotError` makes messages of them. Unknown keys
 * are ignored.
 *
 * @example
 * ```ts
 * import { readMetagraph, showSnapshotError } from 'steelyard/network'
 * const judged = { tempo: 360, weights_rate_limit: 100, min_allowed_weights: 1, max_weight_limit: 65535, weights_version: 0 }
 * const hyperparameters = { ...judged, commit_reveal_weights_enabled: false, stake_threshold: 1000 }
 * readMetagraph({ netuid: 39, block: 5400000, neurons: [], hyperparameters }).right.hyperparameters.stake_threshold // => 1000n
 * readMetagraph({ netuid: 39, block: -1, neurons: [], hyperparameters }).left.map(showSnapshotError) // => ['block: expected a block height: an integer from 0 to 2^53 - 1, found -1']
 * ```
 */
export const readMetagraph = (document: unknown): Either<ReadonlyNonEmptyArray<SnapshotError>, Metagraph> => {
  const decoded = MetagraphDocument.decode(document)
  if (isLeft(decoded)) return left(faultsOf(decoded.left) as ReadonlyNonEmptyArray<SnapshotError>)
  const { neurons } = decoded.right
  const errors = repeatedNeurons(neurons)
  if (errors.length > 0) return left(errors as readonly SnapshotError[] as ReadonlyNonEmptyArray<SnapshotError>)
  return right({ ...decoded.right, neurons: [...neurons].sort((a, b) => a.uid - b.uid) })
}

/**
 * Looks neurons up by uid, in a metagraph or a snapshot. The result is the neuron that has the uid in this document. It may
 * be another one than when the uid was noted.
 *
 * @example
 * ```ts
 * import { neuronByUid } from 'steelyard/network'
 * neuronByUid({ neurons: [{ uid: 7, hotkey: '5A' }] })(7) // => { _tag: 'Some', value: { uid: 7, hotkey: '5A' } }
 * neuronByUid({ neurons: [] })(7) // => { _tag: 'None' }
 * ```
 */
export const neuronByUid = <N extends { readonly uid: number }>({
  neurons,
}: {
  readonly neurons: readonly N[]
}): ((uid: number) => Option<N>) => {
  const found = new Map<number, N>(neurons.map((neuron) => [neuron.uid, neuron]))
  return (uid) => fromNullable(found.get(uid))
}

/**
 * Looks neurons up by hotkey, in a metagraph or a snapshot.
 *
 * @example
 * ```ts
 * import { neuronByHotkey } from 'steelyard/network'
 * neuronByHotkey({ neurons: [{ uid: 7, hotkey: '5A' }] })('5A') // => { _tag: 'Some', value: { uid: 7, hotkey: '5A' } }
 * ```
 */
export const neuronByHotkey = <N extends { readonly hotkey: string }>({
  neurons,
}: {
  readonly neurons: readonly N[]
}): ((hotkey: string) => Option<N>) => {
  const found = new Map<string, N>(neurons.map((neuron) => [neuron.hotkey, neuron]))
  return (hotkey) => fromNullable(found.get(hotkey))
}
