/** The members of an epoch as they are during proof-of-compute: those of their nodes that keep serving have POC_SLOT. */
import { modelOf } from './assign-models.js'
import type { EpochInputs } from './epoch-inputs.js'
import type { EpochParticipant, EpochState } from './epoch-state.js'
import { serveByWeight } from './serve-by-weight.js'
import { serveHalf } from './serve-half.js'
import type { NodeSets } from './timeslots.js'
import { DEFAULT_TIMESLOTS, POC_SLOT, SERVING_TIMESLOTS } from './timeslots.js'

type Ahead = Pick<EpochInputs, 'registry' | 'serving' | 'candidates'>

/** Nodes that are gone, or are to load another model for the next epoch. */
const pendingIn = ({ participants }: EpochState, { registry, candidates }: Ahead): NodeSets => {
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

/** The members with the timeslots that they are given. */
export const keepServing = (state: EpochState, ahead: Ahead): readonly EpochParticipant[] => {
  const { serving } = ahead
  if (serving.by === 'as_they_are') return state.participants
  const pending = pendingIn(state, ahead)
  const chosen = serving.by === 'half' ? serveHalf(state.epoch)(state.participants, pending) : serveByWeight(serving.seed)(state, pending)
  return state.participants.map((participant) => {
    const own = chosen.get(participant.id)
    return { ...participant, nodes: participant.nodes.map((node) => ({ ...node, timeslots: own?.has(node.id) === true ? SERVING_TIMESLOTS : DEFAULT_TIMESLOTS })) }
  })
}

/** The nodes of members that have POC_SLOT. */
export const servingNodes = (members: readonly EpochParticipant[]): NodeSets =>
  new Map(
    members
      .map(({ id, nodes }) => [id, new Set(nodes.filter(({ timeslots }) => timeslots[POC_SLOT]).map((node) => node.id))] as const)
      .filter(([, nodes]) => nodes.size > 0),
  )
