import { blake2b } from '@noble/hashes/blake2'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils'

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** The ss58 address of a public key. It is written independently of the library's decoder. */
export const ss58 = (prefix: number, key: Uint8Array): string => {
  const body = [prefix, ...key]
  const checksum = blake2b(Uint8Array.from([...utf8ToBytes('SS58PRE'), ...body]), { dkLen: 64 })
  const bytes = [...body, checksum[0]!, checksum[1]!]
  let n = BigInt(`0x${bytesToHex(Uint8Array.from(bytes))}`)
  let text = ''
  for (; n > 0n; n /= 58n) text = ALPHABET[Number(n % 58n)]! + text
  const zeros = bytes.findIndex((byte) => byte !== 0)
  return '1'.repeat(zeros) + text
}

const cache = new Map<number, string>()

/** A different valid address for each seed. */
export const hotkeyOf = (seed: number): string => {
  const known = cache.get(seed) ?? ss58(42, blake2b(Uint8Array.from([seed & 255, (seed >> 8) & 255, seed >> 16]), { dkLen: 32 }))
  cache.set(seed, known)
  return known
}
