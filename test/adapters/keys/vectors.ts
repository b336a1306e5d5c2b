/** Keys and signatures that others made, and the forms in which a key may be written. */
import { readFileSync } from 'node:fs'

export interface KeyVector {
  readonly seed: string
  /** The private key as polkadot-js writes it. */
  readonly ed25519_form: string
  /** The private key as wallets write it. */
  readonly scalar_form?: string
  readonly public_key: string
  readonly address: string
  readonly message: string
  readonly signature: string
}

export const VECTORS = (JSON.parse(readFileSync('test/vectors/hotkeys.json', 'utf8')) as { readonly keys: readonly KeyVector[] }).keys
export const [ALICE] = VECTORS as readonly [KeyVector, ...KeyVector[]]

export const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'))

/** The private key as wallets write it: an eighth of the scalar that polkadot-js writes, little-endian. */
export const scalarForm = ({ ed25519_form }: KeyVector): string => {
  const scalar = BigInt(`0x${Buffer.from(ed25519_form.slice(0, 64), 'hex').reverse().toString('hex')}`) / 8n
  return Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex').reverse().toString('hex') + ed25519_form.slice(64)
}

/** A hotkey file as older wallets write it. */
export const seedFile = ({ seed, public_key, address }: KeyVector): Readonly<Record<string, unknown>> => ({
  accountId: `0x${public_key}`,
  publicKey: `0x${public_key}`,
  secretPhrase: 'bottom drive obey lake curtain smoke basket hold race lonely fit walk',
  secretSeed: `0x${seed}`,
  ss58Address: address,
})

/** A hotkey file as newer wallets write it. */
export const privateFile = (vector: KeyVector): Readonly<Record<string, unknown>> => ({
  accountId: `0x${vector.public_key}`,
  publicKey: `0x${vector.public_key}`,
  privateKey: `0x${scalarForm(vector)}`,
  ss58Address: vector.address,
  cryptoType: 1,
})
