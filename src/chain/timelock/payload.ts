/**
 * The weights of a commit as the chain reads them at the reveal: SCALE of `{ hotkey, uids, values, version_key }`.
 *
 * Only the format is checked. Duplicate uids, the minimum number of entries, the permit and the version key are rules of the chain, which
 * it applies at the reveal without an answer: check them with `preflight` before you commit. Source: `WeightsTlockPayload` of subtensor,
 * spec 301 and newer; older runtimes expect a payload without the hotkey (`encodeCrv3Payload`).
 */
import { isBytes } from '@noble/hashes/utils'
import type { Either } from 'fp-ts/lib/Either.js'
import { bind, Do, filterOrElse, left, map, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { publicKeyOf } from '../../units/address/hotkey.js'
import { U16, U16_MAX } from '../../units/integer/u16.js'
import { byteList, littleEndian, u16List } from '../scale/scale.js'
import type { TimelockError } from './timelock-error.js'

/** What is committed. `uids[i]` belongs to `values[i]`; both are u16 and are written in their order. */
export interface CommitPayload {
  /** The hotkey that signs the commit, as an ss58 address or as its 32 bytes. The chain refuses the payload of another hotkey. */
  readonly hotkey: string | Uint8Array
  readonly uids: ArrayLike<number>
  /** The weights, at most 65535 each. */
  readonly values: ArrayLike<number>
  /** A u64. */
  readonly version_key: bigint
}

const U64_MAX = (1n << 64n) - 1n
const KEY_BYTES = 32

const keyOf = (hotkey: unknown): Either<TimelockError, Uint8Array> => {
  if (isBytes(hotkey)) return hotkey.length === KEY_BYTES ? right(hotkey) : left({ _tag: 'HotkeyLength', bytes: hotkey.length })
  const key = typeof hotkey === 'string' ? publicKeyOf(hotkey) : undefined
  return key === undefined ? left({ _tag: 'NotAnAddress', hotkey }) : right(key)
}

const isList = (u: unknown): u is ArrayLike<unknown> =>
  typeof u === 'object' && u !== null && 'length' in u && Number.isSafeInteger(u.length) && (u.length as number) >= 0

const columnOf = (field: 'uids' | 'values', column: unknown): Either<TimelockError, readonly number[]> => {
  if (!isList(column)) return left({ _tag: 'NotAList', field })
  const read: number[] = []
  for (let index = 0; index < column.length; index++) {
    const value = column[index]
    if (!U16.is(value)) return left({ _tag: 'OutOfRange', field, index, value, most: BigInt(U16_MAX) })
    read.push(value)
  }
  return right(read)
}

const versionOf = (value: unknown): Either<TimelockError, bigint> =>
  typeof value === 'bigint' && value >= 0n && value <= U64_MAX
    ? right(value)
    : left({ _tag: 'OutOfRange', field: 'version_key', index: null, value, most: U64_MAX })

/**
 * The bytes of the payload, ready for `timelockEncrypt`.
 *
 * Errors: `NotAnAddress`, `HotkeyLength`; `NotAList`, `OutOfRange` for a value that does not fit its integer type; `LengthsDiffer`. Where
 * several apply, the first in the order hotkey, uids, values, version key, lengths is given.
 *
 * @example
 * ```ts
 * import { encodeCommitPayload } from 'steelyard/chain/timelock'
 * const hotkey = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
 * const payload = { hotkey, uids: [7], values: [65535], version_key: 0n }
 * encodeCommitPayload(payload).right.length // => 47
 * encodeCommitPayload({ ...payload, uids: [7, 8] }).left // => { _tag: 'LengthsDiffer', uids: 2, values: 1 }
 * ```
 */
export const encodeCommitPayload = (payload: CommitPayload): Either<TimelockError, Uint8Array> =>
  pipe(
    Do,
    bind('key', () => keyOf(payload.hotkey)),
    bind('uids', () => columnOf('uids', payload.uids)),
    bind('values', () => columnOf('values', payload.values)),
    bind('version', () => versionOf(payload.version_key)),
    filterOrElse(
      ({ uids, values }) => uids.length === values.length,
      ({ uids, values }): TimelockError => ({ _tag: 'LengthsDiffer', uids: uids.length, values: values.length }),
    ),
    map(({ key, uids, values, version }) =>
      Uint8Array.from([...byteList(key), ...u16List(uids), ...u16List(values), ...littleEndian(version, 8)]),
    ),
  )

/**
 * The bytes of the payload for `commit_crv3_weights`, the call of runtimes until spec 300: the same without the hotkey. A runtime since 301
 * loses it, and an older one loses a payload with a hotkey.
 *
 * Errors: as for `encodeCommitPayload`.
 *
 * @example
 * ```ts
 * import { encodeCrv3Payload } from 'steelyard/chain/timelock'
 * encodeCrv3Payload({ uids: [7], values: [65535], version_key: 0n }).right // => Uint8Array.of(4, 7, 0, 4, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0)
 * ```
 */
export const encodeCrv3Payload = (weights: Omit<CommitPayload, 'hotkey'>): Either<TimelockError, Uint8Array> =>
  pipe(
    encodeCommitPayload({ ...weights, hotkey: new Uint8Array(KEY_BYTES) }),
    map((bytes) => bytes.slice(byteList(new Uint8Array(KEY_BYTES)).length)),
  )
