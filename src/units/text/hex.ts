/** Bytes as lower-case hex after `0x`, as chains write them. */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils'

const HEX = /^0x(?:[0-9a-f]{2})*$/

/** Bytes as text. */
export const toHex = (bytes: Uint8Array): string => `0x${bytesToHex(bytes)}`

/** Whether a value is such a text. */
export const isHex = (u: unknown): u is string => typeof u === 'string' && HEX.test(u)

/** The bytes of a text, or null where it is no hex. */
export const fromHex = (text: string): Uint8Array | null => (isHex(text) ? hexToBytes(text.slice(2)) : null)
