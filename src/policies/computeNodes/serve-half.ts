/**
 * Which nodes keep serving during proof-of-compute, by halves: half of each participant's nodes of a model, rounded down.
 *
 * Laws: never more than floor(n / 2) of n nodes serve; a node with a pending change never does; the order of participants and nodes
 * does not matter.
 */
import { codeUnitOrder } from '../../units/order/code-unit-order.js'
import { eligibleByModel } from './eligible-nodes.js'
import type { EpochParticipant } from './epoch-state.js'
import { sha256Draws } from './sha256-draws.js'
import { choose } from './shuffle.js'
import type { NodeSets } from './timeslots.js'

/**
 * Chooses for the proof-of-compute at the end of an epoch: of the n nodes of a participant in a model that have no pending change,
 * the first floor(n / 2) of a shuffle of their ids that is seeded with `epoch_participant_model` (see `sha256Draws`).
 *
 * @example
 * ```ts
 * import { serveHalf } from 'steelyard/policies'
 * const nodes = ['n1', 'n2', 'n3'].map((id) => ({ id, model: 'qwen' }))
 * [...serveHalf(7)([{ id: '5A', nodes }], new Map())].map(([id, chosen]) => [id, [...chosen]]) // => [['5A', ['n2']]]
 * ```
 */
export const serveHalf =
  (epoch: number) =>
  (participants: readonly EpochParticipant[], pending: NodeSets): NodeSets => {
    const serving = new Map<string, ReadonlySet<string>>()
    for (const participant of participants) {
      const chosen = [...eligibleByModel(participant, pending)].flatMap(([model, nodes]) => {
        const half = nodes.length >> 1
        const ids = nodes.map((node) => node.id).sort(codeUnitOrder.compare)
        return half === 0 ? [] : choose(sha256Draws(`${epoch}_${participant.id}_${model}`))(ids, half)
      })
      if (chosen.length > 0) serving.set(participant.id, new Set(chosen))
    }
    return serving
  }
