/**
 * The fixed state of an epoch: the models as they were when its groups were formed, its participants with their nodes, and the
 * minted coins.
 *
 * Within the epoch everything reads this state and never the registry. Laws: writing and reading gives the same state; the written
 * form is plain JSON.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import type { Json } from '../../units/json/json.js'
import { listOf } from '../../units/codec/list.js'
import { struct } from '../../units/codec/struct.js'
import type { ComputeNodesErrors } from './compute-nodes-error.js'
import { cappedErrors } from './compute-nodes-error.js'
import { EpochIndex, epochErrors } from './epoch-index.js'
import { nodeErrors } from './hardware.js'
import { Id, malformed, Model } from './model.js'
import type { ModelRegistry } from './model-registry.js'
import { registryOf, repeatedModels } from './model-registry.js'
import { repeatedIn } from './repeated.js'
import { Timeslots } from './timeslots.js'
import { Amount, Weight } from './whole-number.js'

const EpochNode = struct(
  'a node of an epoch',
  {
    id: Id,
    models: listOf(Id, 'a list of models'),
    model: t.union([Id, t.null], 'a model, or null'),
    weight: Weight,
    timeslots: Timeslots,
  },
  {},
)
/** A node in an epoch: what it can serve, the one model that it serves (null in the overflow group), and its proof-of-compute weight. */
export type EpochNode = t.TypeOf<typeof EpochNode>

const EpochParticipant = struct(
  'a participant of an epoch',
  { id: Id, validator_key: Id, seed: Id, nodes: listOf(EpochNode, 'a list of nodes') },
  {},
)
/** A member of an epoch, its nodes in the order in which they were added. */
export type EpochParticipant = t.TypeOf<typeof EpochParticipant>

const Document = struct(
  'an epoch',
  {
    epoch: EpochIndex,
    models: listOf(Model, 'a list of models'),
    participants: listOf(EpochParticipant, 'a list of participants'),
    minted: Amount,
  },
  {},
)

/** All that is known about an epoch; `minted` is the sum of the coins minted in all epochs before it. */
export interface EpochState {
  readonly epoch: number
  readonly models: ModelRegistry
  readonly participants: readonly EpochParticipant[]
  readonly minted: bigint
}

/** Epoch 0: it has no participants, no coins and no stages. */
export const GENESIS: EpochState = { epoch: 0, models: new Map(), participants: [], minted: 0n }

/** What is wrong with the figures of a state. */
export const figureErrors = ({ epoch, minted }: Pick<EpochState, 'epoch' | 'minted'>): ComputeNodesErrors => [
  ...epochErrors('epoch', epoch),
  ...(Amount.is(minted) ? [] : [{ _tag: 'InvalidAmount', what: 'minted', amount: minted } as const]),
]

/** What is wrong with a state: repeated ids, models that its snapshot lacks, figures out of range. */
export const stateErrors = (state: EpochState): ComputeNodesErrors => [
  ...repeatedIn(state.participants.map(({ id }) => id)).map((participant) => ({ _tag: 'DuplicateParticipant', participant }) as const),
  ...state.participants.flatMap(({ id, nodes }) => [
    ...nodeErrors(state.models, id)(nodes.map((node) => ({ id: node.id, models: node.model === null ? [] : [node.model] }))),
    ...nodes.flatMap(
      (node): ComputeNodesErrors =>
        Weight.is(node.weight)
          ? []
          : [{ _tag: node.weight < 0n ? 'NegativeWeight' : 'Overflow', participant: id, node: node.id, weight: node.weight }],
    ),
  ]),
  ...figureErrors(state),
]

/**
 * A state from its document, or everything that is wrong with it.
 *
 * @example
 * ```ts
 * import { GENESIS, readEpochState, writeEpochState } from 'steelyard/policies'
 * writeEpochState(GENESIS) // => { epoch: 0, models: [], participants: [], minted: 0 }
 * readEpochState(writeEpochState(GENESIS)).right // => GENESIS
 * ```
 */
export const readEpochState = (document: unknown): Either<ComputeNodesErrors, EpochState> => {
  const decoded = malformed(Document.decode(document))
  if (isLeft(decoded)) return decoded
  const state = { ...decoded.right, models: registryOf(decoded.right.models) }
  const errors = cappedErrors([...repeatedModels(decoded.right.models), ...stateErrors(state)])
  return errors.length > 0 ? left(errors) : right(state)
}

/**
 * The document of a state.
 *
 * @example
 * ```ts
 * import { GENESIS, writeEpochState } from 'steelyard/policies'
 * writeEpochState({ ...GENESIS, minted: 2n ** 64n }).minted // => '18446744073709551616'
 * ```
 */
export const writeEpochState = (state: EpochState): { readonly [key: string]: Json } =>
  Document.encode({ ...state, models: [...state.models.values()] })
