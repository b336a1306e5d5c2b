/**
 * Counts the proof-of-compute batches of one participant as weights of its nodes.
 *
 * Laws: a nonce counts once, even if the participant submits it several times, and for the first of its nodes by id; batches of a
 * preserved node change nothing; what legacy batches add to the nodes and what is unassigned sum to the legacy weight. The order of
 * batches, and of nonces in them, does not matter.
 */
import { codeUnitOrder } from '../../units/order/code-unit-order.js'
import { pushTo } from './push-to.js'

/** Nonces that a node found; `node` is null in a legacy batch, which names no node. */
export interface Batch {
  readonly node: string | null
  /** Integers from 0 to 2^53 - 1. */
  readonly nonces: readonly number[]
}

/** The result of counting batches. */
export interface MinedWeights {
  /** The weight of every node that is not preserved, by id. */
  readonly weights: ReadonlyMap<string, bigint>
  /** The number of nonces that are only in legacy batches, and how many of them can't be assigned to a node. */
  readonly legacy: bigint
  readonly unassigned: bigint
  /** Nodes that occur in batches and that the participant does not have, sorted by id. Their batches do not count. */
  readonly strangers: readonly string[]
}

/** The number of nonces that are new. They are marked as seen. */
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
 * Counts the batches of a participant that has these nodes, some of which may be preserved. A node that is listed twice counts once. Legacy
 * weight is spread evenly over the nodes that are not preserved; the remainder goes, one each, to the first of them by id.
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
