/** The nodes of a participant that may keep serving, by the model that they serve, in the order in which they were added. */
import type { EpochNode, EpochParticipant } from './epoch-state.js'
import { pushTo } from './push-to.js'
import type { NodeSets } from './timeslots.js'

/** Nodes of no model, and those with a pending change, are not eligible. */
export const eligibleByModel = ({ id, nodes }: EpochParticipant, pending: NodeSets): ReadonlyMap<string, readonly EpochNode[]> => {
  const changing = pending.get(id)
  const groups = new Map<string, EpochNode[]>()
  for (const node of nodes) if (node.model !== null && changing?.has(node.id) !== true) pushTo(groups, node.model, node)
  return groups
}
