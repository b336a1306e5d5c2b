/** What a policy with one pool decides, in the form that every policy shares. */
import { toDouble } from '../../units/exact/fraction-rounding.js'
import { sum } from '../../units/exact/fraction.js'
import type { Decision } from '../decision.js'
import type { SinglePool } from './single-pool.js'
import { burnFigures, categoryStatistics } from '../category-statistics.js'

/**
 * Shares, weights, entries and figures of a pool under a name. Scores are the claims, each rounded once to a double.
 *
 * @example
 * ```ts
 * import { Decimal, Fractions } from 'steelyard'
 * import { paySinglePool, poolDecision } from 'steelyard/policy'
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
        burn: burnFigures(burn),
        categories: [
          categoryStatistics(category, scores, category_total_score, {
            quota,
            units: parts.reduce((total, { units }) => total + units, 0),
          }),
        ],
        miners_served: parts.filter(({ units }) => units > 0).length,
      },
    }
  }
