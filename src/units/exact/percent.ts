/**
 * Percentages as decimals, never as binary floats: `33.33 + 33.33 + 33.34` is exactly 100.
 *
 * A percentage is read from a number by its shortest decimal, or from a string of plain digits (`"12.5"`, at most 128
 * characters) when a double does not hold enough digits.
 */
import * as t from 'io-ts'
import { Decimal } from './decimal.js'

interface PercentBrand {
  readonly Percent: unique symbol
}

/** A decimal from 0 to 100, ends included. */
export type Percent = Decimal & t.Brand<PercentBrand>

const isPercent = (u: unknown): u is Percent => Decimal.isDecimal(u) && u.gte(0) && u.lte(100)

/** Accepts numbers and strings only; an object that has the fields of a decimal is refused. */
const read = (u: unknown): Decimal | null => {
  if (typeof u === 'number') return new Decimal(u)
  return typeof u === 'string' && u.length <= 128 && /^\d+(\.\d+)?$/.test(u) ? new Decimal(u) : null
}

/** The shortest spelling that reads back as the same decimal: a number where a double holds it, else a string. */
const write = (p: Percent): number | string => (new Decimal(p.toNumber()).eq(p) ? p.toNumber() : p.toFixed())

export const Percent: t.Type<Percent, number | string> = new t.Type(
  'a percentage from 0 to 100: a number, or a string of at most 128 plain digits',
  isPercent,
  (u, context) => {
    const decimal = read(u)
    return isPercent(decimal) ? t.success(decimal) : t.failure(u, context)
  },
  write,
)
