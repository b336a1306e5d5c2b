/**
 * Who signs.
 *
 * Law: the private key is in a closure. No property of a signer, and nothing that prints or copies one, has a part of it.
 *
 * Not promised: that the memory of the process never holds a second copy. A text can't be wiped in JavaScript.
 */
import type { ExpandedKey } from './expand-key.js'
import type { Sr25519 } from './sr25519.js'

/** A key that signs, as the chain's client takes it. Whoever keeps keys elsewhere (in another process, in a vault) writes their own. */
export interface Signer {
  /** The ss58 address of the hotkey. */
  readonly address: string
  /** The 32 bytes of the public key. */
  readonly publicKey: Uint8Array
  /** Signs a message as it is, with sr25519 and the context `substrate`; 64 bytes. */
  readonly sign: (message: Uint8Array) => Promise<Uint8Array>
}

/** What `console.log` calls. */
const INSPECT = Symbol.for('nodejs.util.inspect.custom')

export const signerOf = (sr25519: Sr25519, address: string, { secretKey, publicKey }: ExpandedKey): Signer => {
  const signer = {
    address,
    // A copy for each reader: an array can't be frozen.
    get publicKey() {
      return publicKey.slice()
    },
    sign: (message: Uint8Array) => Promise.resolve().then(() => sr25519.sign(secretKey, message)),
  }
  const hidden = { toJSON: () => ({ address }), [INSPECT]: () => `Signer(${address})` }
  for (const key of Reflect.ownKeys(hidden))
    Object.defineProperty(signer, key, { value: hidden[key as keyof typeof hidden], enumerable: false })
  return Object.freeze(signer)
}
