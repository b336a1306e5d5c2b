/** Addresses from a seed, with Bittensor's prefix and valid checksums. Their private keys are not known. */
import { blake2b } from '@noble/hashes/blake2'

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const PREFIX = 42

const bytesOf = (text: string): readonly number[] => Array.from(text, (c) => c.charCodeAt(0))

/** The first byte is never 0 here, so no leading digit is lost. */
const base58 = (bytes: readonly number[]): string => {
  let text = ''
  for (let n = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n); n > 0n; n /= 58n) text = ALPHABET[Number(n % 58n)]! + text
  return text
}

/** The ss58 address of the account of a role (`hotkey`, `coldkey`) and a number under a seed. */
export const simulatedAccount = (role: string, seed: number, index: number): string => {
  const body = [PREFIX, ...blake2b(Uint8Array.from(bytesOf(`${role} ${seed} ${index}`)), { dkLen: 32 })]
  const checksum = blake2b(Uint8Array.from([...bytesOf('SS58PRE'), ...body]), { dkLen: 64 })
  return base58([...body, checksum[0]!, checksum[1]!])
}
