/** The development accounts of Substrate, derived from the phrase that everybody knows. Never use them where anything is worth something. */
import { getPublicKey, HDKD, secretFromSeed, sign } from '@scure/sr25519'
import { getPolkadotSigner } from 'polkadot-api/signer'

const DEV_SEED = 'fac7959dbfe72f052e5a0c3c8d6530f202b02fd8f9f5ca3580ec8deb7797479e'
const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'))

/** The chain code of a hard junction: its name in SCALE, filled up with zeros. */
const chainCode = (name: string): Uint8Array => {
  const code = new Uint8Array(32)
  const text = Buffer.from(name)
  code[0] = text.length << 2
  code.set(text, 1)
  return code
}

/** The signer of an account such as `//Alice`. */
export const signerOf = (uri: string) => {
  const secret = uri
    .split('//')
    .slice(1)
    .reduce<Uint8Array>((key, name) => HDKD.secretHard(Uint8Array.from(key), chainCode(name)), secretFromSeed(bytes(DEV_SEED)))
  return getPolkadotSigner(getPublicKey(secret), 'Sr25519', (message) => sign(secret, message))
}
