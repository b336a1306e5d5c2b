/** Why a payload can't be encoded, or a ciphertext can't be made or opened: as data and as messages. */
import { quote } from '../../units/text/quote.js'

/** Why weights can't be committed under the beacon, or a commit can't be read. */
export type TimelockError =
  /** A value that must be a `Uint8Array` is not one. */
  | { readonly _tag: 'NotBytes'; readonly field: 'payload' | 'entropy' | 'signature' | 'ciphertext' }
  /** A hotkey that is neither bytes nor an ss58 address. */
  | { readonly _tag: 'NotAnAddress'; readonly hotkey: unknown }
  /** A hotkey of bytes, and there are not 32 of them. */
  | { readonly _tag: 'HotkeyLength'; readonly bytes: number }
  /** A column that is not a list. */
  | { readonly _tag: 'NotAList'; readonly field: 'uids' | 'values' }
  /** An entry of a column, or the version key, is not an integer from 0 to `most`; `index` is its place in the column. */
  | {
      readonly _tag: 'OutOfRange'
      readonly field: 'uids' | 'values' | 'version_key'
      readonly index: number | null
      readonly value: unknown
      readonly most: bigint
    }
  /** There are not as many values as uids. */
  | { readonly _tag: 'LengthsDiffer'; readonly uids: number; readonly values: number }
  /** The bytes are no payload: from byte `at` on they are not what the format asks for. */
  | { readonly _tag: 'MalformedPayload'; readonly at: number; readonly bytes: number }
  /** A round that is not an integer from 1 to 2^53 - 1. */
  | { readonly _tag: 'RoundOutOfRange'; readonly round: unknown }
  /** The entropy does not have 76 bytes. */
  | { readonly _tag: 'EntropyLength'; readonly bytes: number; readonly expected: number }
  /** The ciphertext has, or would have, more bytes or fewer bytes than a commit can have. */
  | { readonly _tag: 'CiphertextLength'; readonly bytes: number; readonly least: number; readonly most: number }
  /** The length that is written at byte `at` of the ciphertext is not the length of the part that follows. */
  | { readonly _tag: 'PartLength'; readonly at: number; readonly found: bigint; readonly expected: bigint }
  /** The ciphertext names another cipher than `AES_GCM_`; `found` are the bytes of the name in hexadecimal digits. */
  | { readonly _tag: 'UnknownCipher'; readonly found: string }
  /** These bytes are no point of the curve's group, or they are its zero. */
  | { readonly _tag: 'NotAPoint'; readonly field: 'public_key' | 'signature' | 'ciphertext' }
  /** The signature does not open the ciphertext: it is of another round or another beacon, or the ciphertext's key part was changed. */
  | { readonly _tag: 'OtherRound' }
  /** The key was found and the encrypted payload does not match its tag: the payload's part was changed. */
  | { readonly _tag: 'BodyChanged' }

const shown = (value: unknown): string => {
  if (typeof value === 'string') return quote(value)
  return typeof value === 'number' || typeof value === 'bigint' ? `${value}` : `a value of type ${typeof value}`
}

const POINTS = { public_key: "the beacon's public key", signature: 'the signature', ciphertext: 'the start of the ciphertext' }

/**
 * A timelock error as a message on one line.
 *
 * @example
 * ```ts
 * import { showTimelockError } from 'steelyard/chain/timelock'
 * showTimelockError({ _tag: 'RoundOutOfRange', round: 0 }) // => 'round: expected an integer from 1 to 9007199254740991, found 0'
 * showTimelockError({ _tag: 'LengthsDiffer', uids: 2, values: 3 }) // => '2 uids with 3 values: each value needs its uid'
 * ```
 */
export const showTimelockError = (error: TimelockError): string => {
  switch (error._tag) {
    case 'NotBytes':
      return `${error.field}: expected a Uint8Array`
    case 'NotAnAddress':
      return `hotkey: expected an ss58 hotkey (5…), found ${shown(error.hotkey)}`
    case 'HotkeyLength':
      return `hotkey: expected 32 bytes, found ${error.bytes}`
    case 'NotAList':
      return `${error.field}: expected a list of integers`
    case 'OutOfRange': {
      const { field, index, value, most } = error
      return `${field}${index === null ? '' : `[${index}]`}: expected an integer from 0 to ${most}, found ${shown(value)}`
    }
    case 'LengthsDiffer':
      return `${error.uids} uids with ${error.values} values: each value needs its uid`
    case 'MalformedPayload':
      return `payload: the ${error.bytes} bytes are no payload from byte ${error.at} on`
    case 'RoundOutOfRange':
      return `round: expected an integer from 1 to ${Number.MAX_SAFE_INTEGER}, found ${shown(error.round)}`
    case 'EntropyLength':
      return `entropy: expected ${error.expected} bytes, found ${error.bytes}`
    case 'CiphertextLength':
      return `ciphertext: expected ${error.least} to ${error.most} bytes, found ${error.bytes}`
    case 'PartLength':
      return `ciphertext: the length at byte ${error.at} is ${error.found}, and ${error.expected} bytes follow for this part`
    case 'UnknownCipher':
      return `ciphertext: the cipher must be AES_GCM_, found the bytes ${error.found}`
    case 'NotAPoint':
      return `${POINTS[error.field]} is no point of the group that it must be in`
    case 'OtherRound':
      return 'the signature does not open the ciphertext: the signature is of another round, or the ciphertext was changed'
    case 'BodyChanged':
      return 'the encrypted payload was changed: its tag does not match'
  }
}
