/**
 * Proof-of-compute batches of one participant, counted into the weights of its nodes.
 *
 * Laws: a nonce counts once, however often the participant hands it in, and for the first of its nodes by id; batches of a node that
 * is preserved change nothing; what legacy batches add to the nodes, and what is unassigned, sum to the legacy weight. The order of
 * batches, and of nonces in them, decides nothing.
 */
import { codeUnitOrder } from '../../units/order/code-unit-order.js'
import { pushTo } from './push-to.js'

/** Nonces that a node found; `node` is null in a legacy batch, which names none. */
export interface Batch {
  readonly node: string | null
  /** Integers from 0 to 2^53 - 1. */
  readonly nonces: readonly number[]
}

/** What batches come to. */
export interface MinedWeights {
  /** The weight of every node that is not preserved, by id. */
  readonly weights: ReadonlyMap<string, bigint>
  /** How many nonces there are in legacy batches and nowhere else, and how many of them have no node to go to. */
  readonly legacy: bigint
  readonly unassigned: bigint
  /** Nodes that batches name and the participant does not have, by id; nothing of theirs counts. */
  readonly strangers: readonly string[]
}

/** How many of the nonces are new; they are not from then on. */
const countNew = (nonces: readonly number[], seen: Set<number>): number => {
  const before = seen.size
  for (const nonce of nonces) seen.add(nonce)
  return seen.size - before
}

const byNode = (batches: readonly Batch[]): ReadonlyMap<string | null, readonly Batch[]> => {
  const held = new Map<string | null, Batch[]>()
  for (const batch of batches) pushTo(held, batch.node, batch)
  return held
}

/**
 * Counts the batches of a participant that has these nodes, some of which may be preserved. A node that is listed twice is one. Legacy weight is spread evenly over the
 * nodes that are not, and the remainder goes one each to the first of them by id.
 *
 * @example
 * ```ts
 * import { weighBatches } from 'steelyard/policies'
 * const batches = [{ node: 'n1', nonces: [1, 2, 2] }, { node: 'n2', nonces: [2, 3] }, { node: null, nonces: [3, 4, 5, 6] }]
 * const { weights, legacy } = weighBatches(['n1', 'n2'], new Set())(batches)
 * [[...weights], legacy] // => [[['n1', 4n], ['n2', 2n]], 3n]
 * weighBatches(['n1'], new Set(['n1']))(batches).unassigned // => 4n
 * ```
 */
export const weighBatches =
  (nodes: readonly string[], preserved: ReadonlySet<string>) =>
  (batches: readonly Batch[]): MinedWeights => {
    const known = new Set(nodes)
    const mining = [...known].filter((node) => !preserved.has(node)).sort(codeUnitOrder.compare)
    const held = byNode(batches)
    const seen = new Set<number>()
    const countAll = (node: string | null): number =>
      (held.get(node) ?? []).reduce((count, { nonces }) => count + countNew(nonces, seen), 0)
    const mined = mining.map(countAll)
    const legacy = countAll(null)
    const each = mining.length === 0 ? 0 : Math.floor(legacy / mining.length)
    const extra = mining.length === 0 ? 0 : legacy % mining.length
    return {
      weights: new Map(mining.map((node, i) => [node, BigInt(mined[i]! + each + (i < extra ? 1 : 0))])),
      legacy: BigInt(legacy),
      unassigned: mining.length === 0 ? BigInt(legacy) : 0n,
      strangers: [...held.keys()]
        .filter((node) => node !== null)
        .filter((node) => !known.has(node))
        .sort(codeUnitOrder.compare),
    }
  }
