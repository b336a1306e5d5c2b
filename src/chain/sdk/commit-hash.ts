/**
 * The hash by which a validator commits to weights that it reveals later.
 *
 * blake2b-256 over SCALE: the hotkey's 32 bytes, the netuid's storage index, the columns of uids, values and salt, and the
 * version key. Integers are little-endian; a list is preceded by its length in compact form. Source: the commit-reveal of
 * subtensor, and `generate_weight_hash` of the Python SDK up to 10.2. The 11 line has no such function, only a reveal: it scales the
 * values to a largest of 65535 and drops zeros, so it reveals only a commitment whose values are that already.
 */
import { blake2b } from '@noble/hashes/blake2'
import { bytesToHex } from '@noble/hashes/utils'
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { publicKeyOf } from '../../units/address/hotkey.js'
import { U16_MAX } from '../../units/integer/u16.js'
import { littleEndian, u16, u16List } from '../scale/scale.js'
import type { ConversionError } from './conversion-error.js'
import { scaledToMax } from './scaled-to-max.js'
import type { SdkOptions } from './sdk-line.js'

/**
 * What is committed to. `uids[i]` belongs to `values[i]`; they are hashed in their order. Uids, values and salt are
 * u16.
 */
export interface Commitment {
  /** The validator's hotkey, as an ss58 address. */
  readonly hotkey: string
  /** The netuid, or the storage index of one of its mechanisms: a u16. */
  readonly netuid: number
  readonly uids: ArrayLike<number>
  readonly values: ArrayLike<number>
  readonly salt: ArrayLike<number>
  /** A u64. */
  readonly version_key: bigint
}

const U64_MAX = (1n << 64n) - 1n

const isU16 = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= U16_MAX

const firstError = ({ netuid, uids, values, salt, version_key }: Commitment): ConversionError | null => {
  const most = BigInt(U16_MAX)
  if (!isU16(netuid)) return { _tag: 'OutOfRange', field: 'netuid', index: null, value: netuid, most }
  for (const [field, column] of Object.entries({ uids, values, salt })) {
    const index = Array.from(column).findIndex((value) => !isU16(value))
    if (index >= 0) return { _tag: 'OutOfRange', field, index, value: column[index]!, most }
  }
  if (uids.length !== values.length) return { _tag: 'LengthsDiffer', uids: uids.length, weights: values.length }
  const fits = version_key >= 0n && version_key <= U64_MAX
  return fits ? null : { _tag: 'OutOfRange', field: 'version_key', index: null, value: version_key, most: U64_MAX }
}

/** Why the 11 line can't reveal these values: there are none, or the first one that it would change or drop. */
const unrevealable = (values: ArrayLike<number>): ConversionError | null => {
  if (values.length === 0) return { _tag: 'NoWeights' }
  const revealed = scaledToMax(Array.from(values))
  const index = revealed.findIndex((value, i) => value === 0 || value !== values[i])
  return index < 0 ? null : { _tag: 'ChangedByReveal', index, value: values[index]!, revealed: revealed[index]! }
}

/**
 * The hash of the commitment: `0x` and 64 hexadecimal digits. The order matters: sort by uid before you commit, and reveal
 * in the same order. The hash is the same for both lines of the SDK. With `line: 11`, a commitment that the 11 line can't reveal is refused.
 *
 * Errors: `NotAnAddress`; `OutOfRange` for a value that does not fit its integer type; `LengthsDiffer` when there are not
 * as many values as uids; with `line: 11`, `NoWeights` for an empty commitment, and `ChangedByReveal`.
 *
 * @example
 * ```ts
 * import { right } from 'fp-ts/lib/Either.js'
 * import { commitHash } from 'steelyard/chain'
 * const hotkey = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
 * const commitment = { hotkey, netuid: 39, uids: [7], values: [65535], salt: [1, 2, 3], version_key: 0n }
 * commitHash(commitment) // => right('0x113c36d973aa6ac9d1e21a721257895d5daa88e7171e27ef599378f0d3e23cf1')
 * commitHash({ ...commitment, hotkey: '5F' }).left // => { _tag: 'NotAnAddress', hotkey: '5F' }
 * commitHash({ ...commitment, values: [200] }, { line: 11 }).left // => { _tag: 'ChangedByReveal', index: 0, value: 200, revealed: 65535 }
 * ```
 */
export const commitHash = (commitment: Commitment, { line = 10 }: SdkOptions = {}): Either<ConversionError, string> => {
  const { hotkey, netuid, uids, values, salt, version_key } = commitment
  const key = publicKeyOf(hotkey)
  if (key === undefined) return left({ _tag: 'NotAnAddress', hotkey })
  const error = firstError(commitment) ?? (line === 11 ? unrevealable(values) : null)
  if (error !== null) return left(error)
  const encoded = [...key, ...u16(netuid), ...u16List(uids), ...u16List(values), ...u16List(salt), ...littleEndian(version_key, 8)]
  return right(`0x${bytesToHex(blake2b(Uint8Array.from(encoded), { dkLen: 32 }))}`)
}
