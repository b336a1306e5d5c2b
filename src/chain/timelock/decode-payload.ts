/** The weights in the payload of a commit: the inverse of `encodeCommitPayload`. */
import { isBytes } from '@noble/hashes/utils'
import type { Either } from 'fp-ts/lib/Either.js'
import { bind, chain, Do, left, map, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { encodeCommitPayload } from './payload.js'
import { listAt, readLittleEndian } from '../scale/scale.js'
import type { TimelockError } from './timelock-error.js'

/** The payload of a commit, read. It can be encoded again as it is. */
export interface DecodedPayload {
  /** The 32 bytes of the hotkey's public key. */
  readonly hotkey: Uint8Array
  readonly uids: readonly number[]
  readonly values: readonly number[]
  readonly version_key: bigint
}

interface Part {
  readonly bytes: Uint8Array
  /** Where the next part begins. */
  readonly next: number
}

const partAt = (payload: Uint8Array, at: number, width: number): Either<TimelockError, Part> => {
  const list = listAt(payload, at)
  const next = list === undefined ? Infinity : list.from + list.length * width
  return list === undefined || next > payload.length
    ? left({ _tag: 'MalformedPayload', at, bytes: payload.length })
    : right({ bytes: payload.subarray(list.from, next), next })
}

const u16s = (bytes: Uint8Array): readonly number[] =>
  Array.from({ length: bytes.length / 2 }, (_, i) => bytes[2 * i]! | (bytes[2 * i + 1]! << 8))

/** What was read, if its one encoding is what was read: a length may not take more bytes than it needs, nor may a byte be left over. */
const ifCanonical =
  (payload: Uint8Array) =>
  (decoded: DecodedPayload): Either<TimelockError, DecodedPayload> =>
    pipe(
      encodeCommitPayload(decoded),
      chain((again): Either<TimelockError, DecodedPayload> => {
        const at = payload.findIndex((byte, i) => byte !== again[i])
        if (at < 0 && again.length === payload.length) return right(decoded)
        return left({ _tag: 'MalformedPayload', at: at < 0 ? payload.length : at, bytes: payload.length })
      }),
    )

/**
 * The weights in a payload, for instance of a commit of one's own that `timelockDecrypt` has opened.
 *
 * Errors: `NotBytes`; `MalformedPayload` with the first byte that does not fit the format; `HotkeyLength`; `LengthsDiffer`.
 *
 * @example
 * ```ts
 * import { decodeCommitPayload, encodeCommitPayload } from 'steelyard/chain/timelock'
 * const payload = { hotkey: new Uint8Array(32), uids: [7], values: [65535], version_key: 3n }
 * decodeCommitPayload(encodeCommitPayload(payload).right).right // => payload
 * decodeCommitPayload(Uint8Array.of(0x80, 1)).left // => { _tag: 'MalformedPayload', at: 0, bytes: 2 }
 * ```
 */
export const decodeCommitPayload = (payload: Uint8Array): Either<TimelockError, DecodedPayload> => {
  if (!isBytes(payload)) return left({ _tag: 'NotBytes', field: 'payload' })
  return pipe(
    Do,
    bind('hotkey', () => partAt(payload, 0, 1)),
    bind('uids', ({ hotkey }) => partAt(payload, hotkey.next, 2)),
    bind('values', ({ uids }) => partAt(payload, uids.next, 2)),
    map(({ hotkey, uids, values }) => ({
      hotkey: Uint8Array.from(hotkey.bytes),
      uids: u16s(uids.bytes),
      values: u16s(values.bytes),
      version_key: readLittleEndian(payload.subarray(values.next, values.next + 8)),
    })),
    chain(ifCanonical(payload)),
  )
}
