/**
 * One card counts once. Where executors name their cards by uuid, a card counts for the first of them, by the block at which its miner was
 * registered, then uid, then executor id; the others have one GPU less for each.
 *
 * Not promised: that the first is the owner of the card. A uuid proves something only where the prover attests it.
 */
import type { Executor } from '../../gpu/inventory.js'
import type { Neuron } from '../../network/subnet.js'

/** The counted executors of a neuron, by id. */
export interface Rigs {
  readonly neuron: Neuron
  readonly executors: readonly Executor[]
}

/** Who has a card that another executor names. */
export interface CardHolder {
  readonly hotkey: string
  readonly executor: string
}

/** How many cards of an executor count for others, and who has the first of them. */
export interface TakenCards {
  readonly count: number
  readonly holder: CardHolder
}

/** The executors that have fewer cards than their result says. */
export const takenCards = (rigs: readonly Rigs[]): ReadonlyMap<Executor, TakenCards> => {
  const holders = new Map<string, CardHolder>()
  const taken = new Map<Executor, TakenCards>()
  const inOrder = [...rigs].sort(({ neuron: a }, { neuron: b }) => a.registered_at_block - b.registered_at_block || a.uid - b.uid)
  for (const { neuron, executors } of inOrder)
    for (const executor of executors) {
      const uuids = (executor.result.gpu_uuids ?? []).map((uuid) => uuid.toLowerCase())
      const [holder, ...others] = uuids.flatMap((uuid) => holders.get(uuid) ?? [])
      if (holder !== undefined) taken.set(executor, { count: 1 + others.length, holder })
      for (const uuid of uuids) if (!holders.has(uuid)) holders.set(uuid, { hotkey: neuron.hotkey, executor: executor.id })
    }
  return taken
}
