/**
 * What one node serves in the current epoch, and what it has to load for the next. The current epoch is read from its
 * snapshot, the next one from the registry.
 */
import type { Option } from 'fp-ts/lib/Option.js'
import { none, some } from 'fp-ts/lib/Option.js'
import { modelOf } from './assign-models.js'
import type { EpochState } from './epoch-state.js'
import type { HardwareNode } from './hardware.js'
import { mergeModelArgs } from './model-args.js'
import type { ModelRegistry } from './model-registry.js'
import { nodeThroughput } from './power.js'
import type { Timeslots } from './timeslots.js'

/** A model and the whole list of arguments that it is started with. */
export interface Load {
  readonly model: string
  readonly args: readonly string[]
}

/** A node's own arguments for each model, by the id of the model. */
export type LocalArgs = ReadonlyMap<string, readonly string[]>

/** A node in its epoch; `serves` is null in the overflow group. */
export interface NodeView {
  readonly serves: Load | null
  readonly weight: bigint
  readonly throughput: bigint
  readonly timeslots: Timeslots
}

const loadOf = (models: ModelRegistry, model: string | null, local: LocalArgs): Load | null =>
  model === null ? null : { model, args: mergeModelArgs(models.get(model)?.model_args ?? [], local.get(model) ?? []) }

/**
 * A node of an epoch; none when the participant has no such node in it.
 *
 * @example
 * ```ts
 * import { GENESIS, viewNode } from 'steelyard/policies'
 * viewNode(GENESIS)('5A', 'n1', new Map())._tag // => 'None'
 * ```
 */
export const viewNode =
  ({ models, participants }: EpochState) =>
  (participant: string, id: string, local: LocalArgs): Option<NodeView> => {
    const node = participants.find((member) => member.id === participant)?.nodes.find((held) => held.id === id)
    if (node === undefined) return none
    const { weight, timeslots, model } = node
    return some({ serves: loadOf(models, model, local), weight, throughput: nodeThroughput(models)(node), timeslots })
  }

/**
 * What a node has to load for the next epoch, by the registry and the models that it declares; null when it has to load nothing.
 *
 * @example
 * ```ts
 * import { loadForNextEpoch } from 'steelyard/policies'
 * const registry = new Map([['qwen', { model_args: ['--fp8'] }]])
 * loadForNextEpoch(registry)({ id: 'n1', models: ['qwen'] }, new Map([['qwen', ['--eager']]])) // => { model: 'qwen', args: ['--fp8', '--eager'] }
 * ```
 */
export const loadForNextEpoch =
  (registry: ModelRegistry) =>
  (node: HardwareNode, local: LocalArgs): Load | null =>
    loadOf(registry, modelOf(registry)(node), local)
