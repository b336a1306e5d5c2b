/** The pools as a whole: there is at least one, and their percentages sum to exactly 100. */
import { Decimal } from '../units/decimal.js'
import { compare, fraction, fromDecimal, subtract, sum, toFixed } from '../units/fraction.js'
import type { ConfigError } from './config-error.js'
import type { PoolRule } from './pool-rule.js'

export type GpuAllocations = ReadonlyMap<string, PoolRule>

const HUNDRED = fraction(100n)

export const allocationErrors = (path: string, allocations: GpuAllocations): readonly ConfigError[] => {
  if (allocations.size === 0) return [{ _tag: 'NoPools', path }]
  const weights = [...allocations.values()].map(({ weight }) => weight)
  const total = sum(weights.map(fromDecimal))
  const side = compare(total, HUNDRED)
  if (side === 0) return []
  const places = weights.reduce((most, weight) => Math.max(most, weight.decimalPlaces()), 0)
  const off = side > 0 ? subtract(total, HUNDRED) : subtract(HUNDRED, total)
  const spell = (f: typeof total): string => new Decimal(toFixed(places)(f)).toFixed()
  return [{ _tag: 'PercentagesOff', path, sum: spell(total), off: spell(off), side: side > 0 ? 'over' : 'under' }]
}
