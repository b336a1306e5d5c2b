/** A cipher that any test can open: the payload, and a number that makes each ciphertext another one. And what a payload says, read plainly. */

/** What is committed to, or set. */
export interface Vector {
  readonly uids: readonly number[]
  readonly weights: readonly number[]
  readonly version_key: string
}

/** A payload as a runtime reads it: `hotkey` in hex, null in the old form. */
export type Payload = Vector & { readonly hotkey: string | null }

const NONCE = 8

export const sealedBy = (nonce: number, payload: string): string => `${payload}${nonce.toString(16).padStart(NONCE, '0')}`

/** A list of fewer than 64 numbers of so many bytes each, the lowest byte first; where the next part begins. */
const listAt = (bytes: Buffer, at: number, width: number): readonly [numbers: readonly number[], next: number] => {
  const count = bytes[at]! >> 2
  return [Array.from({ length: count }, (_, i) => bytes.readUIntLE(at + 1 + i * width, width)), at + 1 + count * width]
}

/** What the round of a ciphertext opens, null where it is no payload. */
export const opened = (ciphertext: string): Payload | null => {
  const bytes = Buffer.from(ciphertext.slice(2, -NONCE), 'hex')
  try {
    // A list of 32 bytes, or the old form at once: no vector here has 32 entries.
    const hasHotkey = bytes[0] === 32 << 2
    const start = hasHotkey ? 33 : 0
    const [uids, next] = listAt(bytes, start, 2)
    const [weights, end] = listAt(bytes, next, 2)
    if (uids.length !== weights.length || end + 8 !== bytes.length) return null
    const hotkey = hasHotkey ? bytes.subarray(1, 33).toString('hex') : null
    return { hotkey, uids, weights, version_key: bytes.readBigUInt64LE(end).toString() }
  } catch {
    return null
  }
}
