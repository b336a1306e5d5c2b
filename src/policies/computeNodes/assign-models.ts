/**
 * Which model each node serves.
 *
 * Laws: a node is in exactly one group; it serves the first model, in the order of the ids, that it supports; nodes that support
 * none are in the overflow group. The order of nodes does not matter.
 */
import type { HardwareNode } from './hardware.js'
import type { ModelRegistry } from './model-registry.js'

/**
 * The nodes of each model, with an entry for every model, and the nodes that serve none. Nodes are in the order of the
 * input.
 */
export interface Assignment<N> {
  readonly groups: ReadonlyMap<string, readonly N[]>
  readonly overflow: readonly N[]
}

/**
 * The model that a node serves: the first by id that it supports, or null.
 *
 * @example
 * ```ts
 * import { modelOf } from 'steelyard/policies'
 * const serves = modelOf(new Map([['llama', {}], ['qwen', {}]]))
 * [serves({ id: 'n1', models: ['qwen', 'llama'] }), serves({ id: 'n2', models: ['gpt'] })] // => ['llama', null]
 * ```
 */
export const modelOf =
  (models: ModelRegistry) =>
  (node: HardwareNode): string | null => {
    let first: string | null = null
    for (const model of node.models) if ((first === null || model < first) && models.has(model)) first = model
    return first
  }

/**
 * Assigns the nodes of a participant.
 *
 * @example
 * ```ts
 * import { assignModels } from 'steelyard/policies'
 * const models = new Map([['llama', {}], ['qwen', {}]])
 * const { groups, overflow } = assignModels(models)([{ id: 'n1', models: ['qwen', 'llama'] }, { id: 'n2', models: ['qwen'] }, { id: 'n3', models: [] }])
 * [...groups].map(([model, nodes]) => [model, nodes.map(({ id }) => id)]) // => [['llama', ['n1']], ['qwen', ['n2']]]
 * overflow.map(({ id }) => id) // => ['n3']
 * ```
 */
export const assignModels =
  (models: ModelRegistry) =>
  <N extends HardwareNode>(nodes: readonly N[]): Assignment<N> => {
    const serves = modelOf(models)
    const groups = new Map<string, N[]>([...models.keys()].map((model) => [model, []]))
    const overflow: N[] = []
    for (const node of nodes) {
      const model = serves(node)
      if (model === null) overflow.push(node)
      else groups.get(model)!.push(node)
    }
    return { groups, overflow }
  }
