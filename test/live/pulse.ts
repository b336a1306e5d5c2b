/** Puts the beacon's pulse of a round into the node's storage, as the runtime keeps it. */
import { blake2b } from '@noble/hashes/blake2'
import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils'
import { littleEndian } from '../../src/chain/scale/scale.js'
import type { Node } from './node.js'

// Of the names in storage: twox128 of `Drand`, `Pulses` and `LastStoredRound`.
const PULSES = 'a285cdb66e8b8524ea70b1693c7b1e050d8e70fd32bfb1639703f9a23d15b15e'
const LAST = 'a285cdb66e8b8524ea70b1693c7b1e05087f3dd6e0ceded0e388dd34f810a73d'

export const storePulse = async (node: Node, round: number, signature: string): Promise<void> => {
  const [le, signed] = [Uint8Array.from(littleEndian(BigInt(round), 8)), hexToBytes(signature)]
  const key = `0x${PULSES}${bytesToHex(blake2b(le, { dkLen: 16 }))}${bytesToHex(le)}`
  const pulse = concatBytes(le, Uint8Array.of(32 << 2), sha256(signed), Uint8Array.of(48 << 2), signed)
  await node.setStorage([
    [key, `0x${bytesToHex(pulse)}`],
    [`0x${LAST}`, `0x${bytesToHex(le)}`],
  ])
}
