/** Decides which pools are paid, and how much of the whole the burn and each pool claim, exactly. */
import type { Fraction } from '../../units/exact/fraction.js'
import { ZERO, add, fraction, fromDecimal, multiply, subtract, sum } from '../../units/exact/fraction.js'
import type { EmissionConfig } from '../config/emission-config.js'
import type { PoolRule } from '../config/pool-rule.js'
import type { MinerClaim } from '../miners/survey.js'

/** A pool of 0 % is idle: it is neither paid nor unpaid. */
export type PoolStatus = 'paid' | 'unpaid' | 'idle'

/** `counted` has the number that counts for each of `claims`: the claim, or 1 if all claims are 0 and the pool is split equally. */
export interface Pool {
  readonly category: string
  readonly rule: PoolRule
  readonly status: PoolStatus
  readonly claims: readonly MinerClaim[]
  readonly counted: Float64Array
}

type Rules = Pick<EmissionConfig, 'min_miners_per_category' | 'zero_scores'>

/** The status of a pool with this number of claims. `nothing` says that all of them are 0. */
export const statusOf =
  ({ min_miners_per_category, zero_scores }: Rules) =>
  ({ weight }: PoolRule, claims: number, nothing: boolean): PoolStatus => {
    if (weight.isZero()) return 'idle'
    return claims > 0 && claims >= min_miners_per_category && (!nothing || zero_scores === 'equal') ? 'paid' : 'unpaid'
  }

/** The configured pools by category. The claims of a pool are by uid. */
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
 * The claims of the burn and of each pool on the whole, as proportions. An unpaid pool claims nothing. With `"burn"` its exact part is
 * added to the burn before anything is rounded. With `"redistribute"` the paid pools get its part in proportion, and if no pool is paid,
 * everything burns.
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
