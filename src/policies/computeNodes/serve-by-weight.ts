/**
 * Which nodes keep serving during proof-of-compute, by weight: participants are drawn in proportion to their weight, and each time
 * one is drawn its next node of the model serves, until half of the model's throughput does.
 *
 * Laws: the throughput that serves exceeds half of the model's by at most the last node that was chosen; it is below half only when
 * no participant with weight has an eligible node left; a node with a pending change never serves. The order of participants does
 * not matter; the order in which a participant added its nodes does.
 */
import { codeUnitOrder } from '../../units/order/code-unit-order.js'
import { eligibleByModel } from './eligible-nodes.js'
import type { EpochNode, EpochParticipant } from './epoch-state.js'
import type { ModelRegistry } from './model-registry.js'
import { modelTotals, participantWeight } from './power.js'
import { pushTo } from './push-to.js'
import { sha256Draws } from './sha256-draws.js'
import type { NodeSets } from './timeslots.js'
import { urnOf } from './urn.js'

/** A participant, and its nodes of one model that may serve, in the order in which they were added. */
interface Contender {
  readonly id: string
  readonly weight: bigint
  readonly nodes: readonly EpochNode[]
}

/** The participants with eligible nodes, for each model, sorted by id. */
const contendersByModel = (participants: readonly EpochParticipant[], pending: NodeSets): ReadonlyMap<string, readonly Contender[]> => {
  const models = new Map<string, Contender[]>()
  for (const participant of [...participants].sort((a, b) => codeUnitOrder.compare(a.id, b.id))) {
    const weight = participantWeight(participant)
    for (const [model, nodes] of eligibleByModel(participant, pending)) pushTo(models, model, { id: participant.id, weight, nodes })
  }
  return models
}

/** The chosen nodes of one model, as pairs of participant and node, in the order in which they were chosen. */
const chooseIn = (
  seed: string,
  contenders: readonly Contender[],
  perNonce: bigint,
  throughput: bigint,
): readonly (readonly [string, string])[] => {
  const draws = sha256Draws(seed)
  const urn = urnOf(contenders.map(({ weight }) => weight))
  const taken = contenders.map(() => 0)
  const chosen: (readonly [string, string])[] = []
  let serving = 0n
  while (2n * serving < throughput) {
    const place = urn.draw(draws)
    if (place === null) break
    const { id, nodes } = contenders[place]!
    const node = nodes[taken[place]!]!
    taken[place]! += 1
    if (taken[place] === nodes.length) urn.remove(place)
    chosen.push([id, node.id])
    serving += node.weight * perNonce
  }
  return chosen
}

/**
 * Chooses by a seed; the draws of a model are those of `seed_model` (see `sha256Draws`).
 *
 * @example
 * ```ts
 * import { serveByWeight } from 'steelyard/policies'
 * const models = new Map([['qwen', { throughput_per_nonce: 10n }]])
 * const participants = [{ id: '5A', nodes: ['n1', 'n2', 'n3', 'n4'].map((id) => ({ id, model: 'qwen', weight: 5n })) }]
 * [...serveByWeight('seed')({ models, participants }, new Map()).get('5A')] // => ['n1', 'n2']
 * ```
 */
export const serveByWeight =
  (seed: string) =>
  (
    { models, participants }: { readonly models: ModelRegistry; readonly participants: readonly EpochParticipant[] },
    pending: NodeSets,
  ): NodeSets => {
    const contenders = contendersByModel(participants, pending)
    const serving = new Map<string, Set<string>>()
    for (const [model, { throughput }] of modelTotals({ models, participants }))
      for (const [participant, node] of chooseIn(
        `${seed}_${model}`,
        contenders.get(model) ?? [],
        models.get(model)!.throughput_per_nonce,
        throughput,
      ))
        serving.set(participant, (serving.get(participant) ?? new Set()).add(node))
    return serving
  }
