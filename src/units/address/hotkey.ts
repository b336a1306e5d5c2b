/**
 * Account addresses: ss58 of a 32-byte public key, with its checksum.
 *
 * The network prefix is 42, Bittensor's, so an account has one spelling (it starts with `5`) and equal strings are equal
 * accounts. Source: the ss58 address format of Substrate.
 */
import { blake2b } from '@noble/hashes/blake2'
import type * as t from 'io-ts'
import { base58Decode, base58Encode } from './base58.js'
import { leaf } from '../codec/leaf.js'

interface AccountBrand {
  readonly Ss58: unique symbol
}
interface HotkeyBrand {
  readonly Hotkey: unique symbol
}
interface ColdkeyBrand {
  readonly Coldkey: unique symbol
}

const PREFIX = 42
const CHECKSUM_CONTEXT = Uint8Array.from('SS58PRE', (c) => c.charCodeAt(0))
const LENGTH = 1 + 32 + 2

type Account<Brand> = t.Branded<string, AccountBrand & Brand>

/** The first two bytes of the hash that protects an address against typing errors. */
const checksumOf = (body: Uint8Array): Uint8Array => {
  const checked = new Uint8Array(CHECKSUM_CONTEXT.length + body.length)
  checked.set(CHECKSUM_CONTEXT)
  checked.set(body, CHECKSUM_CONTEXT.length)
  return blake2b(checked, { dkLen: 64 }).subarray(0, 2)
}

/**
 * The 32 bytes of the public key behind an address, or undefined when the text is not an address.
 *
 * @example
 * ```ts
 * import { publicKeyOf } from 'steelyard'
 * publicKeyOf('5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY').length // => 32
 * publicKeyOf('5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQZ') // => undefined
 * ```
 */
export const publicKeyOf = (text: string): Uint8Array | undefined => {
  const bytes = base58Decode(LENGTH, text)
  if (bytes === undefined || bytes[0] !== PREFIX) return undefined
  const body = bytes.subarray(0, LENGTH - 2)
  const checksum = checksumOf(body)
  return checksum[0] === bytes[LENGTH - 2] && checksum[1] === bytes[LENGTH - 1] ? body.slice(1) : undefined
}

/**
 * The address of a public key of 32 bytes, or undefined when there are more or fewer.
 *
 * @example
 * ```ts
 * import { addressOf, publicKeyOf } from 'steelyard/units'
 * addressOf(publicKeyOf('5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY')) // => '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
 * addressOf(new Uint8Array(31)) // => undefined
 * ```
 */
export const addressOf = (publicKey: Uint8Array): string | undefined => {
  if (publicKey.length !== 32) return undefined
  const body = Uint8Array.of(PREFIX, ...publicKey)
  return base58Encode(Uint8Array.of(...body, ...checksumOf(body)))
}

/**
 * Checking an address takes long compared with a look into a set, and a subnet's addresses are mostly the same from
 * block to block, so up to this many checked addresses are remembered.
 */
const MOST_KNOWN = 16_384
const known = new Set<string>()

const isAddress = (u: unknown): boolean => {
  if (typeof u !== 'string') return false
  if (known.has(u)) return true
  if (publicKeyOf(u) === undefined) return false
  if (known.size >= MOST_KNOWN) known.clear()
  known.add(u)
  return true
}

/** The address of the key that mines or validates. It identifies a neuron; the neuron's slot (uid) may change. */
export type Hotkey = Account<HotkeyBrand>
export const Hotkey = leaf<Hotkey, string>('an ss58 hotkey (5… with a right checksum)', (u): u is Hotkey => isAddress(u))

/** The address of the key that owns hotkeys. */
export type Coldkey = Account<ColdkeyBrand>
export const Coldkey = leaf<Coldkey, string>('an ss58 coldkey (5… with a right checksum)', (u): u is Coldkey => isAddress(u))
