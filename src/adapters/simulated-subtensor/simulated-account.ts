/** Addresses from a seed, with Bittensor's prefix and valid checksums. Their private keys are not known. */
import { blake2b } from '@noble/hashes/blake2'
import { addressOf } from '../../units/address/hotkey.js'

/** The ss58 address of the account of a role (`hotkey`, `coldkey`) and a number under a seed. */
export const simulatedAccount = (role: string, seed: number, index: number): string =>
  addressOf(blake2b(new TextEncoder().encode(`${role} ${seed} ${index}`), { dkLen: 32 }))!
