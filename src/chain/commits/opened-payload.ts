/**
 * What the chain reads in the plaintext of a commit, which is more lenient than `decodeCommitPayload`: bytes after the end do not matter,
 * and the two lists may differ in length.
 *
 * Source: `reveal_crv3_commits` of subtensor. Until spec 300 a payload is `{ uids, values, version_key }`. Since 301 the hotkey stands
 * before it, and what can't be read so is read in the old form.
 */
import type { ChainRules } from '../preflight/chain-rules.js'
import { listAt, readLittleEndian } from '../scale/scale.js'

/** The weights in a plaintext. */
export interface OpenedPayload {
  /** The hotkey's public key as the payload has it; null in the old form. */
  readonly hotkey: Uint8Array | null
  readonly uids: Uint16Array
  readonly weights: Uint16Array
  readonly version_key: bigint
}

const KEY_BYTES = 32
const VERSION_BYTES = 8

interface Part {
  readonly bytes: Uint8Array
  /** Where the next part begins. */
  readonly next: number
}

const partAt = (payload: Uint8Array, at: number, width: number): Part | null => {
  const list = listAt(payload, at)
  if (list === undefined || list.length > payload.length) return null
  const next = list.from + list.length * width
  return next > payload.length ? null : { bytes: payload.subarray(list.from, next), next }
}

const u16s = (bytes: Uint8Array): Uint16Array =>
  Uint16Array.from({ length: bytes.length / 2 }, (_, i) => bytes[2 * i]! | (bytes[2 * i + 1]! << 8))

const weightsAt = (payload: Uint8Array, at: number, hotkey: Uint8Array | null): OpenedPayload | null => {
  const uids = partAt(payload, at, 2)
  const weights = uids === null ? null : partAt(payload, uids.next, 2)
  if (uids === null || weights === null || weights.next + VERSION_BYTES > payload.length) return null
  const version_key = readLittleEndian(payload.subarray(weights.next, weights.next + VERSION_BYTES))
  return { hotkey, uids: u16s(uids.bytes), weights: u16s(weights.bytes), version_key }
}

/**
 * The weights that a runtime reads in a plaintext, or null when it can read none. Whether the hotkey is the signer's is judged at the reveal.
 *
 * @example
 * ```ts
 * import { chainRules, openedPayload } from 'steelyard/chain'
 * // One uid (7), one weight (65535), version key 0, and a byte too many.
 * const old = Uint8Array.of(4, 7, 0, 4, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0, 99)
 * const [before, today] = [chainRules(293).right, chainRules(425).right]
 * openedPayload(before)(old).uids // => Uint16Array.of(7)
 * openedPayload(today)(old).hotkey // => null
 * openedPayload(before)(Uint8Array.of(4, 7)) // => null
 * ```
 */
export const openedPayload =
  ({ holds }: ChainRules) =>
  (payload: Uint8Array): OpenedPayload | null => {
    const hotkey = holds('payloadHasHotkey') ? partAt(payload, 0, 1) : null
    const today = hotkey === null ? null : weightsAt(payload, hotkey.next, hotkey.bytes)
    // A key of more bytes is read up to its 32nd; one of fewer is none, and then the old form is tried.
    if (today !== null && hotkey!.bytes.length >= KEY_BYTES)
      return { ...today, hotkey: Uint8Array.from(hotkey!.bytes.subarray(0, KEY_BYTES)) }
    return weightsAt(payload, 0, null)
  }
