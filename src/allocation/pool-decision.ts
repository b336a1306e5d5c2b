/** What a policy with one pool decides, in the form that every policy shares. */
import { toDouble, toFixed } from '../units/fraction-rounding.js'
import { divide, fraction, sum } from '../units/fraction.js'
import { exactMean } from '../units/exact-sum.js'
import { TOTAL } from './allocation.js'
import type { Decision } from './policy.js'
import type { SinglePool } from './single-pool.js'

const HUNDREDTH = fraction(BigInt(TOTAL), 100n)
const percentage = toFixed(10)

/**
 * Shares, weights, entries and figures of a pool under a name. Scores are the claims, each rounded once to a double.
 *
 * @example
 * ```ts
 * import { Decimal, Fractions } from 'steelyard'
 * import { paySinglePool, poolDecision } from 'steelyard/allocation'
 * const claims = [{ neuron: { uid: 1, hotkey: '5A' }, claim: Fractions.fraction(3n, 10n) }]
 * const pool = paySinglePool({ burn_percentage: new Decimal(0) })([])(claims).right
 * const { entries, figures } = poolDecision('events')(pool)
 * entries // => [{ miner_uid: 1, miner_hotkey: '5A', category: 'events', allocated_weight: 65535, miner_score: 0.3, category_total_score: 0.3 }]
 * figures.burn // => { amount: 0, percentage: '0.0000000000', uid: null }
 * ```
 */
export const poolDecision =
  (category: string) =>
  ({ burn, parts, shares, weights }: SinglePool): Pick<Decision, 'shares' | 'weights' | 'entries' | 'figures'> => {
    const scores = parts.map(({ claim }) => toDouble(claim))
    const category_total_score = toDouble(sum(parts.map(({ claim }) => claim)))
    const quota = sum(parts.map((part) => part.quota))
    return {
      shares,
      weights,
      entries: parts.map(({ neuron, units }, i) => ({
        miner_uid: neuron.uid,
        miner_hotkey: neuron.hotkey,
        category,
        allocated_weight: units,
        miner_score: scores[i]!,
        category_total_score,
      })),
      figures: {
        burn: { amount: burn.units, percentage: percentage(divide(burn.quota, HUNDREDTH)), uid: burn.target?.uid ?? null },
        categories: [
          {
            category,
            miners: scores.length,
            total_score: category_total_score,
            average_score: exactMean(scores),
            min_score: scores.reduce((least, score) => Math.min(least, score), scores[0] ?? 0),
            max_score: scores.reduce((most, score) => Math.max(most, score), 0),
            allocation: parts.reduce((units, part) => units + part.units, 0),
            percentage: percentage(divide(quota, HUNDREDTH)),
          },
        ],
        miners_served: parts.filter(({ units }) => units > 0).length,
      },
    }
  }
