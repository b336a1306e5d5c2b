/**
 * The weights of nodes, participants and models in an epoch.
 *
 * Laws: the weight of a participant is the sum of its nodes' weights; the powers of the models and of the overflow group sum to
 * the total weight; throughput is weight times the model's throughput per nonce, and 0 for a node without a model.
 */
import type { EpochNode, EpochParticipant } from './epoch-state.js'
import type { ModelRegistry } from './model-registry.js'

/** The group of a model in figures. */
export interface ModelTotal {
  readonly nodes: number
  readonly power: bigint
  readonly throughput: bigint
}

/**
 * The weight of a participant: the sum of its nodes'.
 *
 * @example
 * ```ts
 * import { participantWeight } from 'steelyard/policies'
 * participantWeight({ nodes: [{ weight: 2n }, { weight: 3n }] }) // => 5n
 * ```
 */
export const participantWeight = ({ nodes }: { readonly nodes: readonly Pick<EpochNode, 'weight'>[] }): bigint =>
  nodes.reduce((sum, { weight }) => sum + weight, 0n)

/**
 * The throughput of a node in its model.
 *
 * @example
 * ```ts
 * import { nodeThroughput } from 'steelyard/policies'
 * const throughput = nodeThroughput(new Map([['qwen', { throughput_per_nonce: 1000n }]]))
 * [throughput({ model: 'qwen', weight: 3n }), throughput({ model: null, weight: 3n })] // => [3000n, 0n]
 * ```
 */
export const nodeThroughput =
  (models: ModelRegistry) =>
  ({ model, weight }: Pick<EpochNode, 'model' | 'weight'>): bigint =>
    model === null ? 0n : weight * (models.get(model)?.throughput_per_nonce ?? 0n)

/**
 * The nodes, power and throughput of every model of an epoch, by id.
 *
 * @example
 * ```ts
 * import { modelTotals } from 'steelyard/policies'
 * const models = new Map([['qwen', { throughput_per_nonce: 1000n }]])
 * modelTotals({ models, participants: [{ nodes: [{ model: 'qwen', weight: 3n }, { model: null, weight: 9n }] }] }).get('qwen') // => { nodes: 1, power: 3n, throughput: 3000n }
 * ```
 */
export const modelTotals = ({
  models,
  participants,
}: {
  readonly models: ModelRegistry
  readonly participants: readonly EpochParticipant[]
}): ReadonlyMap<string, ModelTotal> => {
  const counts = new Map<string, { nodes: number; power: bigint }>([...models.keys()].map((model) => [model, { nodes: 0, power: 0n }]))
  for (const { nodes } of participants)
    for (const { model, weight } of nodes) {
      const count = model === null ? undefined : counts.get(model)
      if (count === undefined) continue
      count.nodes += 1
      count.power += weight
    }
  return new Map(
    [...counts].map(([model, { nodes, power }]) => [model, { nodes, power, throughput: power * models.get(model)!.throughput_per_nonce }]),
  )
}
