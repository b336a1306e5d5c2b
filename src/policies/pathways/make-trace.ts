/**
 * Makes the record of one miner from the inputs and the steps computed from them. Deciding and retracing both use this function.
 */
import { scaledToMaximum } from '../../policy/shares/maximum-scale.js'
import { Decimal } from '../../units/exact/decimal.js'
import type { Fraction } from '../../units/exact/fraction.js'
import { compare, divide, fraction, fromDecimal, fromDouble, multiply, ONE, subtract, ZERO } from '../../units/exact/fraction.js'
import { toDouble } from '../../units/exact/fraction-rounding.js'
import { curveClaim, isByRank } from './curve.js'
import type { Rules } from './rules.js'
import type { PathwayDetails, PathwayTrace } from './trace.js'
import type { Weighing } from './weigh.js'

/** The miner and the time of the record. No figure is computed from these. */
export type Identity = Pick<PathwayTrace, 'miner_uid' | 'miner_hotkey' | 'period_start' | 'period_end' | 'period_type'>

/** Figures about the claims of all miners. */
export type Pool = Omit<PathwayDetails['population'], 'by_rank'>

/** Everything from which a share is computed, except the weighing. */
export interface Settling {
  readonly rules: Rules
  readonly pool: Pool
  readonly rankWeight: number | null
  readonly burnPercentage: string
}

const HUNDRED = fraction(100n)

const ratioOf = (text: string): Fraction => {
  const [numerator, denominator] = text.split('/') as [string, string]
  return fraction(BigInt(numerator), BigInt(denominator))
}

/** The part of the whole that a claim gets, and its weight when the largest share, which may be the burn, is 65535. */
const paid = (
  claim: number,
  { pool, burnPercentage }: Settling,
): { readonly submitted_share: number; readonly submitted_weight: number } => {
  const total = ratioOf(pool.total_claims)
  if (total.numerator === 0n) return { submitted_share: 0, submitted_weight: 0 }
  const burn = divide(fromDecimal(new Decimal(burnPercentage)), HUNDRED)
  const part = (of: number): Fraction => multiply(subtract(ONE, burn), divide(fromDouble(of), total))
  const [share, most] = [part(claim), part(pool.largest_claim)]
  const largest = compare(burn, most) > 0 ? burn : most
  return { submitted_share: toDouble(share), submitted_weight: compare(largest, ZERO) === 0 ? 0 : scaledToMaximum(largest)(share) }
}

/** `names` are all tasks, whether or not this miner has a score in them. */
export const makeTrace =
  (names: readonly string[], identity: Identity) =>
  (weighing: Weighing, settling: Settling): PathwayTrace => {
    const { rules, pool, rankWeight, burnPercentage } = settling
    const { tasks, excellence_weight, multi_task_bonus, diversity_weight, scoring_pathway, raw_calculated_weight } = weighing
    const by_rank = isByRank(rules.curve, pool)
    const claim = by_rank ? (rankWeight ?? 0) : curveClaim(rules.curve, pool)(raw_calculated_weight)
    return {
      ...identity,
      raw_calculated_weight,
      excellence_weight,
      diversity_weight,
      scoring_pathway,
      pathway_details: {
        tasks: Object.fromEntries(tasks),
        rules,
        population: { ...pool, by_rank },
        rank_weight: rankWeight,
        claim,
        burn_percentage: burnPercentage,
      },
      excellence_qualified_tasks: [...tasks].filter(([, { qualified }]) => qualified).map(([name]) => name),
      multi_task_bonus,
      weight_contributions: Object.fromEntries(names.map((name) => [name, tasks.get(name)?.contribution ?? 0])),
      percentile_ranks: Object.fromEntries(names.map((name) => [name, tasks.get(name)?.percentile_rank ?? null])),
      ...paid(claim, settling),
      document: null,
    }
  }
