/** The members of an epoch during proof-of-compute: their nodes that keep serving have POC_SLOT. */
import { modelOf } from './assign-models.js'
import type { EpochInputs } from './epoch-inputs.js'
import type { EpochParticipant, EpochState } from './epoch-state.js'
import { serveByWeight } from './serve-by-weight.js'
import { serveHalf } from './serve-half.js'
import type { NodeSets } from './timeslots.js'
import { DEFAULT_TIMESLOTS, POC_SLOT, SERVING_TIMESLOTS } from './timeslots.js'

/** What is read about the next epoch. */
export type ServingInputs = Pick<EpochInputs, 'registry' | 'serving' | 'candidates'>

/**
 * Nodes of members that were removed, or that have to load another model for the next epoch. They do not keep serving.
 *
 * @example
 * ```ts
 * import { pendingNodes } from 'steelyard/policies'
 * const registry = new Map([['llama', {}], ['qwen', {}]])
 * const participants = [{ id: '5A', nodes: ['n1', 'n2', 'n3'].map((id) => ({ id, model: 'qwen' })) }]
 * const candidates = [{ id: '5A', nodes: [{ id: 'n1', models: ['qwen'] }, { id: 'n2', models: ['llama'] }] }]
 * [...pendingNodes({ participants }, { registry, candidates }).get('5A')] // => ['n2', 'n3']
 * ```
 */
export const pendingNodes = (
  { participants }: Pick<EpochState, 'participants'>,
  { registry, candidates }: Pick<ServingInputs, 'registry' | 'candidates'>,
): NodeSets => {
  const serves = modelOf(registry)
  const hardware = new Map(candidates.map(({ id, nodes }) => [id, new Map(nodes.map((node) => [node.id, node]))]))
  return new Map(
    participants.map(({ id, nodes }) => {
      const now = hardware.get(id)
      const changing = nodes.filter((node) => {
        const after = now?.get(node.id)
        return after === undefined || serves(after) !== node.model
      })
      return [id, new Set(changing.map((node) => node.id))]
    }),
  )
}

/**
 * The members, with the timeslots that their nodes get.
 *
 * @example
 * ```ts
 * import { GENESIS, keepServing, servingNodes } from 'steelyard/policies'
 * const models = new Map([['qwen', {}]])
 * const nodes = ['n1', 'n2', 'n3'].map((id) => ({ id, model: 'qwen', models: ['qwen'], weight: 1n, timeslots: [true, false] }))
 * const participants = [{ id: '5A', nodes }]
 * const members = keepServing({ ...GENESIS, epoch: 7, models, participants }, { registry: models, serving: { by: 'half' }, candidates: participants })
 * members[0].nodes.map(({ timeslots }) => timeslots) // => [[true, false], [true, true], [true, false]]
 * [...servingNodes(members).get('5A')] // => ['n2']
 * ```
 */
export const keepServing = (state: EpochState, ahead: ServingInputs): readonly EpochParticipant[] => {
  const { serving } = ahead
  if (serving.by === 'as_they_are') return state.participants
  const pending = pendingNodes(state, ahead)
  const chosen = serving.by === 'half' ? serveHalf(state.epoch)(state.participants, pending) : serveByWeight(serving.seed)(state, pending)
  return state.participants.map((participant) => {
    const own = chosen.get(participant.id)
    return {
      ...participant,
      nodes: participant.nodes.map((node) => ({ ...node, timeslots: own?.has(node.id) === true ? SERVING_TIMESLOTS : DEFAULT_TIMESLOTS })),
    }
  })
}

/**
 * The nodes of members that have POC_SLOT.
 *
 * @example
 * ```ts
 * import { servingNodes } from 'steelyard/policies'
 * const nodes = [{ id: 'n1', timeslots: [true, true] }, { id: 'n2', timeslots: [true, false] }]
 * [...servingNodes([{ id: '5A', nodes }, { id: '5B', nodes: [] }])].map(([id, serving]) => [id, [...serving]]) // => [['5A', ['n1']]]
 * ```
 */
export const servingNodes = (members: readonly EpochParticipant[]): NodeSets =>
  new Map(
    members
      .map(({ id, nodes }) => [id, new Set(nodes.filter(({ timeslots }) => timeslots[POC_SLOT]).map((node) => node.id))] as const)
      .filter(([, nodes]) => nodes.size > 0),
  )
