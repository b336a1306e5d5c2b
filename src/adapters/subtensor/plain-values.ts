/** Decoded values of the chain as plain JSON. What is not of the expected kind is refused with the item's name. */
import { unreadable } from './subtensor-failure.js'

const MOST_U64 = (1n << 64n) - 1n

/** An unsigned integer that a double holds exactly. */
export const safeInteger = (item: string, value: unknown): number => {
  const number = typeof value === 'bigint' ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : unreadable(item, 'not an integer below 2^53')
}

/** An integer from 0 to 65535. */
export const u16 = (item: string, value: unknown): number => {
  const number = safeInteger(item, value)
  return number <= 65_535 ? number : unreadable(item, 'not an integer below 2^16')
}

/** An unsigned integer of 64 bits: a number up to 2^53 - 1, else a text. */
export const u64 = (item: string, value: unknown): number | string => {
  if (typeof value === 'number') return safeInteger(item, value)
  if (typeof value !== 'bigint' || value < 0n || value > MOST_U64) return unreadable(item, 'not an integer below 2^64')
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value.toString()
}

export const flag = (item: string, value: unknown): boolean => (typeof value === 'boolean' ? value : unreadable(item, 'not a boolean'))

export const text = (item: string, value: unknown): string => (typeof value === 'string' ? value : unreadable(item, 'not a text'))

/** A list; polkadot-api gives typed arrays for some. */
export const list = (item: string, value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : ArrayBuffer.isView(value) ? Array.from(value as Uint8Array) : unreadable(item, 'not a list')

/** A record, read by its fields' names. */
export const fields = (item: string, value: unknown): ((name: string) => unknown) => {
  if (typeof value !== 'object' || value === null) return unreadable(item, 'not a record')
  return (name) => (Object.hasOwn(value, name) ? Reflect.get(value, name) : unreadable(`${item}.${name}`, 'the runtime does not give it'))
}

/** Bytes as lower-case hex after 0x. */
export const hex = (item: string, value: unknown): string => {
  if (typeof value === 'string' && /^0x(?:[0-9a-f]{2})*$/i.test(value)) return value.toLowerCase()
  return `0x${list(item, value)
    .map((byte) => (safeInteger(item, byte) < 256 ? Number(byte) : unreadable(item, 'not bytes')).toString(16).padStart(2, '0'))
    .join('')}`
}
