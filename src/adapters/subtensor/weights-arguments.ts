/**
 * Whether a call for weights can be encoded. polkadot-api encodes without checking: 65536 becomes 0, -1 becomes 65535, 1.5 becomes 1, and of a
 * typed array only the length is written. So every value is checked here, and what is encoded is a plain copy.
 */
import type { WeightsCall } from '../../validator/ports.js'

/** The values of a call by what they are; a runtime's call takes those that it has arguments for. */
export interface CallValues {
  readonly netuid: number
  readonly mechanism: number
  readonly dests?: number[]
  readonly weights?: number[]
  readonly version_key?: bigint
  readonly commit?: Uint8Array
  readonly reveal_round?: bigint
  readonly commit_reveal_version?: number
}

const MOST_MECHANISM = 15
const MOST_COMMIT_BYTES = 5000

const isInteger = (value: unknown, most: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most

const isU16 = (value: unknown): value is number => isInteger(value, 65_535)

/** The copy of a plain list of u16, or null. A list with holes is none. */
const u16List = (value: unknown): number[] | null => {
  const copy: readonly unknown[] | null = Array.isArray(value) && value.length <= 65_536 ? Array.from(value as readonly unknown[]) : null
  return copy !== null && copy.every(isU16) ? (copy as number[]) : null
}

const u64 = (value: unknown): bigint | null => {
  if (typeof value !== 'string' || !/^\d{1,20}$/.test(value)) return null
  const integer = BigInt(value)
  return integer < 1n << 64n ? integer : null
}

const bytes = (value: unknown): Uint8Array | null => {
  if (typeof value !== 'string' || value.length > 2 + 2 * MOST_COMMIT_BYTES || !/^0x(?:[0-9a-f]{2})*$/.test(value)) return null
  return Uint8Array.from({ length: value.length / 2 - 1 }, (_, i) => Number.parseInt(value.slice(2 + 2 * i, 4 + 2 * i), 16))
}

/** The first of some values that is null, by its name. */
const missing = (values: Readonly<Record<string, unknown>>): string | undefined => Object.keys(values).find((name) => values[name] === null)

const EXPECTED: Readonly<Record<string, string>> = {
  netuid: 'an integer from 0 to 65535',
  mechanism: `an integer from 0 to ${MOST_MECHANISM}`,
  uids: 'a plain list of integers from 0 to 65535',
  weights: 'a plain list of integers from 0 to 65535',
  version_key: 'a decimal text below 2^64',
  commit: `at most ${MOST_COMMIT_BYTES} bytes in lower-case hex after 0x`,
  reveal_round: 'a decimal text below 2^64',
  commit_reveal_version: 'an integer from 0 to 65535',
}

const checked = (call: WeightsCall): Readonly<Record<string, unknown>> => {
  const place = {
    netuid: isU16(call.netuid) ? call.netuid : null,
    mechanism: call.mechanism === undefined ? 0 : isInteger(call.mechanism, MOST_MECHANISM) ? call.mechanism : null,
  }
  return call._tag === 'Set'
    ? { ...place, uids: u16List(call.uids), weights: u16List(call.weights), version_key: u64(call.version_key) }
    : {
        ...place,
        commit: bytes(call.commit),
        reveal_round: u64(call.reveal_round),
        commit_reveal_version: isU16(call.commit_reveal_version) ? call.commit_reveal_version : null,
      }
}

/** The values to encode, or which argument can't be encoded, in words. */
export const callValues = (call: WeightsCall): CallValues | string => {
  if (call._tag !== 'Set' && call._tag !== 'Commit') return 'the call is neither Set nor Commit'
  const values = checked(call)
  const name = missing(values)
  if (name !== undefined) return `${name} can't be encoded: expected ${EXPECTED[name]}`
  const { uids, ...others } = values
  return { ...others, ...(uids === undefined ? {} : { dests: uids }) } as unknown as CallValues
}
