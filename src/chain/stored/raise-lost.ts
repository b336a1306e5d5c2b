/**
 * Miners whose share is too small for a weight can be left at 0, which is the default, or raised to one unit each, which all
 * other recipients pay for. This file raises them and computes the cost.
 *
 * The raised vector can be submitted, but it is not a ledger: no other entry was reduced for the added units.
 */
import type { Ledger } from '../../policy/shares/shares.js'
import type { U16Weights } from '../../policy/shares/u16-weights.js'
import type { Fraction } from '../../units/exact/fraction.js'
import { ZERO, fraction } from '../../units/exact/fraction.js'
import type { Distortion } from './distortion.js'
import { distortion } from './distortion.js'
import { realised } from './realised.js'

/** The vector in which every paid uid has a weight, and its cost. */
export interface Raised {
  readonly weights: U16Weights
  /** The uids that were raised, sorted. */
  readonly raised: readonly number[]
  /** Units that the vector has more than before: one for each uid raised. */
  readonly units: number
  /** The part of the whole that the raised uids get on chain and that all others lose together. */
  readonly cost: Fraction
  /** The distance between the chain's shares and the exact shares, before and after raising. */
  readonly before: Distortion
  readonly after: Distortion
}

/**
 * Raises each uid that has a share in the allocation but a stored weight of 0 to a weight of 1. Weights are sorted by uid, in the input and
 * in the result. When there is no such uid, the vector stays unchanged and the cost is 0. There is no error.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * import { raiseLost } from 'steelyard/chain'
 * const claims = [{ neuron: { uid: 1 } }, { neuron: { uid: 2 } }]
 * const pool = { quota: Fractions.fraction(65535n), units: 65535, claims, counted: Float64Array.of(1, 999999), parts: Uint32Array.of(0, 65535) }
 * const allocation = { burn: { target: null, quota: Fractions.fraction(0n), units: 0 }, pools: [pool] }
 * const { weights, units, cost } = raiseLost(allocation)({ uids: Uint16Array.of(2), weights: Uint16Array.of(65535) })
 * weights // => { uids: Uint16Array.of(1, 2), weights: Uint16Array.of(1, 65535) }
 * [units, Fractions.toLowestTerms(cost)] // => [1, '1/65536']
 * ```
 */
export const raiseLost =
  (ledger: Ledger) =>
  (weights: U16Weights): Raised => {
    const measure = distortion(ledger)
    const before = measure(weights)
    const raised = before.zeroed_uids
    const byUid = new Map<number, number>(Array.from(weights.uids, (uid, i) => [uid, weights.weights[i]!]))
    for (const uid of raised) byUid.set(uid, 1)
    const uids = Uint16Array.from(byUid.keys()).sort()
    const lifted = { uids, weights: Uint16Array.from(uids, (uid) => byUid.get(uid)!) }
    const lost = new Set(raised)
    const row = realised(lifted)
    const all = row.reduce((sum, { stored }) => sum + stored, 0)
    const theirs = row.reduce((sum, { uid, stored }) => (lost.has(uid) ? sum + stored : sum), 0)
    return {
      weights: lifted,
      raised,
      units: raised.length,
      cost: theirs === 0 ? ZERO : fraction(BigInt(theirs), BigInt(all)),
      before,
      after: measure(lifted),
    }
  }
