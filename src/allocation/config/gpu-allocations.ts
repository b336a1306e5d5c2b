/** The pools as a whole: there is at least one, and their percentages sum to exactly 100. */
import { isRight } from 'fp-ts/lib/Either.js'
import { Decimal } from '../../units/exact/decimal.js'
import { compare, fraction, fromDecimal, subtract, sum } from '../../units/exact/fraction.js'
import { toFixed } from '../../units/exact/fraction-rounding.js'
import { Percent } from '../../units/exact/percent.js'
import { isTable } from '../../units/codec/struct.js'
import type { ConfigError } from './config-error.js'

const HUNDRED = fraction(100n)

/** The percentages in a table of pools, or null if one of them cannot be read. */
const percentagesOf = (table: Readonly<Record<string, unknown>>): readonly Percent[] | null => {
  const weights = Object.values(table).map((rule) => Percent.decode(isTable(rule) ? rule['weight'] : rule))
  return weights.every(isRight) ? weights.map(({ right }) => right) : null
}

/** Checks only the percentages, so that a wrong sum is reported even if a pool has another mistake. */
export const allocationErrors = (path: string, table: unknown): readonly ConfigError[] => {
  const weights = isTable(table) ? percentagesOf(table) : null
  if (weights === null) return []
  if (weights.length === 0) return [{ _tag: 'NoPools', path }]
  const total = sum(weights.map(fromDecimal))
  const side = compare(total, HUNDRED)
  if (side === 0) return []
  const places = weights.reduce((most, weight) => Math.max(most, weight.decimalPlaces()), 0)
  const off = side > 0 ? subtract(total, HUNDRED) : subtract(HUNDRED, total)
  const spell = (f: typeof total): string => new Decimal(toFixed(places)(f)).toFixed()
  return [{ _tag: 'PercentagesOff', path, sum: spell(total), off: spell(off), side: side > 0 ? 'over' : 'under' }]
}
