/** Signers of the development keys, which are public: nothing of value is ever theirs. */
import * as sr25519 from '@scure/sr25519'
import { getPolkadotSigner } from 'polkadot-api/signer'

/** The expanded seeds of //Alice and //Bob. */
const SEEDS = {
  '//Alice': 'e5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a',
  '//Bob': '398f0c28f98885e046333d4a41c19cee4c37368a9832c6502f6cfd182e2aef89',
} as const

export const devSigner = (name: keyof typeof SEEDS) => {
  const secret = sr25519.secretFromSeed(Uint8Array.from(Buffer.from(SEEDS[name], 'hex')))
  return getPolkadotSigner(sr25519.getPublicKey(secret), 'Sr25519', (message) => sr25519.sign(secret, message))
}
