/**
 * Fingerprints of JSON: SHA-256 of the canonical text. Equal values have equal fingerprints; different values have different ones, unless
 * the hash collides.
 */
import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex } from '@noble/hashes/utils'
import { canonicalJson } from './canonical-json.js'
import type { Json } from './json.js'

/** The fingerprint of a canonical text, which contains ASCII characters only. */
export const fingerprintText = (text: string): string => {
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  return bytesToHex(sha256(bytes))
}

/**
 * The fingerprint of a value of JSON: 64 hexadecimal digits. The order of its keys does not matter.
 *
 * @example
 * ```ts
 * import { fingerprintJson } from 'steelyard/units'
 * fingerprintJson({ a: 1, b: [2] }) === fingerprintJson({ b: [2], a: 1 }) // => true
 * fingerprintJson([1, 2]) === fingerprintJson([2, 1]) // => false
 * ```
 */
export const fingerprintJson = (value: Json): string => fingerprintText(canonicalJson(value))
