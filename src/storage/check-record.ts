/**
 * Whether a record fits the description of its table. It is checked before any engine sees the record: engines differ in what they take
 * without an error (SQLite takes any type, PostgreSQL no NUL), and a record must come back from every store equal to what was put.
 *
 * So each value has one spelling: a timestamp has nine decimals, a decimal no needless zeros and at most 18 places. One exception is
 * left: -0 may come back as 0.
 */
import { Decimal } from '../units/exact/decimal.js'
import { isJson } from '../units/json/read-json.js'
import { U16_MAX } from '../units/integer/u16.js'
import { isTable } from '../units/codec/struct.js'
import { readTimestamp } from '../units/time/timestamp.js'
import type { Column, Item, TableName, Tables } from './tables.js'
import { describedTable } from './tables.js'
import { quote } from '../units/text/quote.js'
import { oneLine } from '../units/text/one-line.js'

const PLAIN_DECIMAL = /^(0|[1-9]\d{0,21})(\.\d{0,17}[1-9])?$/

// Half a surrogate pair has no UTF-8, and PostgreSQL keeps no NUL. In JSON both are escaped.
const isText = (value: unknown): value is string => typeof value === 'string' && !/\0|\p{Surrogate}/u.test(value)

const expected = (type: Column['type'], value: unknown): string | null => {
  switch (type) {
    case 'text':
      return isText(value) ? null : 'a text without NUL and halves of surrogate pairs'
    case 'timestamp':
      return typeof value === 'string' && readTimestamp(value) === value ? null : 'an instant in UTC with nine decimals'
    case 'integer':
      return Number.isSafeInteger(value) ? null : 'an integer'
    case 'real':
      return Number.isFinite(value) ? null : 'a finite number'
    case 'decimal':
      return typeof value === 'string' && PLAIN_DECIMAL.test(value) ? null : 'a decimal in text, at most 18 places, no needless zeros'
    case 'flag':
      return typeof value === 'boolean' ? null : 'true or false'
    case 'json':
      return isJson(value) ? null : 'a value that JSON holds'
  }
}

const isU16 = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= U16_MAX

const isItem = (item: Item, value: unknown): boolean => {
  if (item === 'u16') return isU16(value)
  if (item === 'string') return typeof value === 'string'
  return isTable(value) && Object.keys(item).every((key) => typeof value[key] === 'string')
}

const shownItem = (item: Item): string =>
  item === 'u16' ? 'integers from 0 to 65535' : item === 'string' ? 'strings' : `tables of strings ${Object.keys(item).join(', ')}`

const compared = (value: unknown, bound: number): number =>
  typeof value === 'number' ? value - bound : new Decimal(value as string).cmp(bound)

const valueFault = ({ type, nullable, least, most, oneOf, items }: Column, value: unknown): string | null => {
  if (value === null && nullable === true) return null
  const noun = expected(type, value)
  if (noun !== null) return `should be ${noun}`
  if (oneOf?.includes(value as string) === false) return `should be one of ${oneOf.join(', ')}`
  if (items !== undefined && !(Array.isArray(value) && value.every((one) => isItem(items, one))))
    return `should be a list of ${shownItem(items)}`
  if (least !== undefined && compared(value, least) < 0) return `should be at least ${least}`
  return most !== undefined && compared(value, most) > 0 ? `should be at most ${most}` : null
}

const shown = (value: unknown): string => {
  const text =
    typeof value === 'object' && value !== null
      ? Array.isArray(value)
        ? 'an array'
        : 'an object'
      : typeof value === 'string'
        ? quote(value)
        : oneLine(String(value))
  return text.length > 80 ? `${text.slice(0, 80).replace(/[\ud800-\udbff]$/, '')}…` : text
}

/**
 * What is wrong with a record, in words, or null: the first column that is missing, unknown, of a wrong type or out of its bounds.
 *
 * @example
 * ```ts
 * import { recordFault } from 'steelyard/adapters/storage'
 * const record = { netuid: 39, validator_hotkey: '5A', name: 'hold', document: true, updated_at: '2026-11-20T06:00:00.000000000Z' }
 * recordFault('validator_state', record) // => null
 * recordFault('validator_state', { ...record, netuid: 0.5 }) // => 'validator_state.netuid should be an integer, not 0.5'
 * ```
 */
export const recordFault = <T extends TableName>(table: T, record: Tables[T]): string | null => {
  if (!isTable(record)) return `${table}: ${shown(record)} is no record`
  const { columns } = describedTable(table)
  const values: Readonly<Record<string, unknown>> = record
  const stranger = Object.keys(values).find((name) => !Object.hasOwn(columns, name))
  if (stranger !== undefined) return `${table} has no column ${quote(stranger)}`
  for (const [name, column] of Object.entries(columns)) {
    if (values[name] === undefined) return `${table}.${name} is missing`
    const fault = valueFault(column, values[name])
    if (fault !== null) return `${table}.${name} ${fault}, not ${shown(values[name])}`
  }
  return null
}
