/** The package that signs with sr25519. It is an optional peer, so it is loaded when the first key is opened. */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { KeyError } from './key-error.js'

/** What is used of the package. A secret key has 64 bytes: the scalar times eight, as ed25519 writes it, and the nonce's seed. */
export interface Sr25519 {
  readonly secretFromSeed: (seed: Uint8Array) => Uint8Array
  readonly getPublicKey: (secretKey: Uint8Array) => Uint8Array
  /** Draws its own randomness from the system. */
  readonly sign: (secretKey: Uint8Array, message: Uint8Array) => Uint8Array
}

// In a variable, so that bundlers do not look for the package.
const PACKAGE = '@scure/sr25519'

export const loadSr25519 = async (): Promise<Either<KeyError, Sr25519>> => {
  const found: unknown = await import(PACKAGE).catch(() => null)
  return found === null ? left({ _tag: 'NoPackage', name: PACKAGE }) : right(found as Sr25519)
}
