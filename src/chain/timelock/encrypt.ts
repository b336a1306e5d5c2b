/**
 * Encrypts a payload so that the beacon's signature of one round opens it, and nothing else before that round.
 *
 * The same arguments give the same bytes: randomness is an input. Source: the timelock crate that subtensor links, whose ciphertexts are
 * in the tests.
 */
import { gcm } from '@noble/ciphers/aes'
import { sha256 } from '@noble/hashes/sha2'
import { isBytes } from '@noble/hashes/utils'
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, left, map } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Beacon } from './beacon.js'
import { QUICKNET } from './beacon.js'
import { checkLength, OVERHEAD, writeCiphertext } from './ciphertext.js'
import { commitmentOf, pairingMask, roundPoint, scalarOf, xor } from './identity-based.js'
import type { G2Point } from './point.js'
import { publicKeyPoint } from './point.js'
import type { TimelockError } from './timelock-error.js'

/** To which round a payload is encrypted, and with what randomness. */
export interface TimelockOptions {
  /** The round whose signature opens the ciphertext: an integer from 1 to 2^53 - 1. */
  readonly round: number
  /**
   * 76 bytes of a cryptographic source of randomness: the key (32), the seed of sigma (32) and the nonce (12). Use them once: who knows
   * them can open the ciphertext at once.
   */
  readonly entropy: Uint8Array
  /** The beacon that signs the round; drand quicknet if it is left out, the only one that subtensor reads. */
  readonly beacon?: Beacon
}

const ENTROPY_BYTES = 76

const checkOptions = ({ round, entropy, beacon = QUICKNET }: TimelockOptions): Either<TimelockError, G2Point> => {
  if (!Number.isSafeInteger(round) || round < 1) return left({ _tag: 'RoundOutOfRange', round })
  if (!isBytes(entropy)) return left({ _tag: 'NotBytes', field: 'entropy' })
  if (entropy.length !== ENTROPY_BYTES) return left({ _tag: 'EntropyLength', bytes: entropy.length, expected: ENTROPY_BYTES })
  return publicKeyPoint(beacon.public_key)
}

const encrypt =
  ({ round, entropy }: TimelockOptions, payload: Uint8Array) =>
  (publicKey: G2Point): Uint8Array => {
    const [key, sigma, nonce] = [entropy.slice(0, 32), sha256(entropy.subarray(32, 64)), entropy.slice(64)]
    const s = scalarOf(sigma, key)
    // e(s·Q, P) is e(Q, s·P), and multiplying in G1 takes less time than in G2.
    const mask = pairingMask(roundPoint(round).multiply(s), publicKey)
    const [v, w] = [xor(sigma, mask), xor(key, sha256(sigma))]
    return writeCiphertext({ u: commitmentOf(s), v, w, body: gcm(key, nonce).encrypt(payload), nonce })
  }

/**
 * The ciphertext of a payload: 244 bytes more than the payload, and at most 5,000.
 *
 * A round that has passed, or comes late, is not refused here: `revealRound` of `steelyard/chain` finds the right one.
 * Errors: `RoundOutOfRange`, `EntropyLength`, `CiphertextLength`, `NotAPoint` for a beacon without a right key, `NotBytes`.
 *
 * @example
 * ```ts
 * import { timelockEncrypt } from 'steelyard/chain/timelock'
 * // Not random, so that the example gives the same bytes each time. Use crypto.getRandomValues.
 * const entropy = new Uint8Array(76)
 * timelockEncrypt({ round: 1000, entropy })(new Uint8Array(47)).right.length // => 291
 * timelockEncrypt({ round: 0, entropy })(new Uint8Array(47)).left // => { _tag: 'RoundOutOfRange', round: 0 }
 * ```
 */
export const timelockEncrypt =
  (options: TimelockOptions) =>
  (payload: Uint8Array): Either<TimelockError, Uint8Array> => {
    if (!isBytes(payload)) return left({ _tag: 'NotBytes', field: 'payload' })
    return pipe(
      checkLength(payload.length + OVERHEAD),
      chain(() => checkOptions(options)),
      map(encrypt(options, payload)),
    )
  }
