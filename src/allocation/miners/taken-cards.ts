/**
 * One card counts once. If several executors name the same uuid, the card counts for the first of them: by the block at which the miner was
 * registered, then by uid, then by executor id. Each other executor has one GPU less.
 *
 * Not promised: that the first executor owns the card. A uuid proves something only if the prover attests it.
 */
import type { Executor } from '../../gpu/inventory.js'
import type { Neuron } from '../../network/subnet.js'

/** The counted executors of a neuron, by id. */
export interface Rigs {
  readonly neuron: Neuron
  readonly executors: readonly Executor[]
}

/** The executor for which a card counts. */
export interface CardHolder {
  readonly hotkey: string
  readonly executor: string
}

/** The number of an executor's cards that count for others, and the holder of the first of them. */
export interface TakenCards {
  readonly count: number
  readonly holder: CardHolder
}

/** The executors that have fewer cards than their results say. */
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
