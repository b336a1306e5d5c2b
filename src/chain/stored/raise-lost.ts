/**
 * What to do with miners whose share is too small for a weight: leave them at 0, which is the default and costs nobody, or raise
 * each to one unit, which everybody else pays for. This raises them and says what it costs.
 *
 * The raised vector is to submit; it is no ledger any more, since it holds units that nobody gave up.
 */
import type { Ledger } from '../../policy/shares/shares.js'
import type { U16Weights } from '../../policy/shares/u16-weights.js'
import type { Fraction } from '../../units/exact/fraction.js'
import { ZERO, fraction } from '../../units/exact/fraction.js'
import type { Distortion } from './realised.js'
import { distortion, realised } from './realised.js'

/** The vector with nobody lost, and its cost. */
export interface Raised {
  readonly weights: U16Weights
  /** Who was raised, by uid. */
  readonly raised: readonly number[]
  /** Units that the vector has more than before: one for each uid raised. */
  readonly units: number
  /** The part of the whole that those raised get on chain, and all others together give up. */
  readonly cost: Fraction
  /** How far the chain is from the exact shares without raising, and with it. */
  readonly before: Distortion
  readonly after: Distortion
}

/**
 * Raises each uid that the allocation pays and the chain would not to a weight of 1. Weights are sorted by uid, before and after.
 * With nobody lost the vector is as it was, and the cost 0. There is no error.
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
