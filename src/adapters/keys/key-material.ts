/** What is read of a key before anything is computed: its secret bytes, and the public keys that are written beside them. */

/** The seed of 32 bytes that a key is expanded from, or the 64 bytes of the expanded key. Whoever is done with the bytes wipes them. */
export interface Secret {
  readonly _tag: 'Seed' | 'Private'
  readonly bytes: Uint8Array
}

/** A public key of 32 bytes, and the field that says so. */
export interface Claim {
  readonly field: string
  readonly publicKey: Uint8Array
}

/** The secret, and what is said of its public key. */
export interface KeyMaterial {
  readonly secret: Secret
  readonly claims: readonly Claim[]
}

const HEX = /^(?:0x)?((?:[\da-f]{2})*)$/i

/** The bytes of hex with or without `0x`, or undefined when the text is no hex of so many bytes. */
export const bytesOfHex = (length: number, text: string): Uint8Array | undefined => {
  const digits = HEX.exec(text)?.[1]
  if (digits?.length !== 2 * length) return undefined
  return Uint8Array.from({ length }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16))
}
