/** Which pools pay, and what each of them and the burn claims of the whole, exactly. */
import type { Fraction } from '../../units/exact/fraction.js'
import { ZERO, add, fraction, fromDecimal, multiply, subtract, sum } from '../../units/exact/fraction.js'
import type { EmissionConfig } from '../config/emission-config.js'
import type { PoolRule } from '../config/pool-rule.js'
import type { MinerClaim } from '../miners/survey.js'

/** A pool of 0% is idle: neither paid nor unpaid. */
export type PoolStatus = 'paid' | 'unpaid' | 'idle'

/** `counted` are the claims as they count, in the order of `claims`: each a 1 where a pool of zeros is split equally. */
export interface Pool {
  readonly category: string
  readonly rule: PoolRule
  readonly status: PoolStatus
  readonly claims: readonly MinerClaim[]
  readonly counted: Float64Array
}

type Rules = Pick<EmissionConfig, 'min_miners_per_category' | 'zero_scores'>

/** Whether a pool with so many claims pays; `nothing` when all of them are 0. */
export const statusOf =
  ({ min_miners_per_category, zero_scores }: Rules) =>
  ({ weight }: PoolRule, claims: number, nothing: boolean): PoolStatus => {
    if (weight.isZero()) return 'idle'
    return claims > 0 && claims >= min_miners_per_category && (!nothing || zero_scores === 'equal') ? 'paid' : 'unpaid'
  }

/** The configured pools by category, each with its claims by uid. */
export const poolsOf =
  (config: EmissionConfig) =>
  (claims: readonly MinerClaim[]): readonly Pool[] => {
    const byCategory = new Map<string, MinerClaim[]>([...config.gpu_allocations.keys()].map((category) => [category, []]))
    for (const claim of claims) byCategory.get(claim.category)!.push(claim)
    return [...config.gpu_allocations].map(([category, rule]) => {
      const own = byCategory.get(category)!
      const nothing = own.every(({ claim }) => claim === 0)
      return {
        category,
        rule,
        status: statusOf(config)(rule, own.length, nothing),
        claims: own,
        counted: Float64Array.from(own, ({ claim }) => (nothing && config.zero_scores === 'equal' ? 1 : claim)),
      }
    })
  }

const HUNDRED = fraction(100n)

/**
 * What the burn and each pool claim of the whole, in proportion. An unpaid pool claims nothing: with `"burn"` its exact
 * part joins the burn's before anything is rounded; with `"redistribute"` the paid pools fill its place, in proportion,
 * and where none is left everything burns.
 */
export const claimsOnTheWhole =
  ({ burn_percentage, unpaid_pool }: Pick<EmissionConfig, 'burn_percentage' | 'unpaid_pool'>) =>
  (pools: readonly Pick<Pool, 'status' | 'rule'>[]): { readonly burn: Fraction; readonly pools: readonly Fraction[] } => {
    const burn = fromDecimal(burn_percentage)
    const rest = subtract(HUNDRED, burn)
    const paid = pools.map(({ status, rule }) => (status === 'paid' ? fromDecimal(rule.weight) : ZERO))
    const filled = sum(paid)
    if (unpaid_pool === 'redistribute' && filled.numerator > 0n)
      return { burn: multiply(burn, filled), pools: paid.map((weight) => multiply(rest, weight)) }
    const unpaid = subtract(HUNDRED, filled)
    return {
      burn: add(multiply(burn, HUNDRED), multiply(rest, unpaid)),
      pools: paid.map((weight) => multiply(rest, weight)),
    }
  }
