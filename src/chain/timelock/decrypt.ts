/** Opens a ciphertext with the beacon's signature of its round. */
import { gcm } from '@noble/ciphers/aes'
import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex, isBytes } from '@noble/hashes/utils'
import type { Either } from 'fp-ts/lib/Either.js'
import { bind, chain, Do, left, tryCatch } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Ciphertext } from './ciphertext.js'
import { readCiphertext } from './ciphertext.js'
import { commitmentOf, pairingMask, scalarOf, xor } from './identity-based.js'
import type { G1Point, G2Point } from './point.js'
import { ciphertextPoint, signaturePoint } from './point.js'
import type { TimelockError } from './timelock-error.js'

const signatureOf = (signature: Uint8Array | string): Either<TimelockError, G1Point> =>
  isBytes(signature) || typeof signature === 'string'
    ? signaturePoint(isBytes(signature) ? bytesToHex(signature) : signature)
    : left({ _tag: 'NotBytes', field: 'signature' })

interface Opening {
  readonly signature: G1Point
  readonly point: G2Point
  readonly parts: Ciphertext
}

const open = ({ signature, point, parts: { u, v, w, body, nonce } }: Opening): Either<TimelockError, Uint8Array> => {
  const sigma = xor(v, pairingMask(signature, point))
  const key = xor(w, sha256(sigma))
  // Sigma and the key determine U. So another U says that one of the three, or the signature, is not what it was when U was made.
  const again = commitmentOf(scalarOf(sigma, key))
  if (again.some((byte, i) => byte !== u[i])) return left({ _tag: 'OtherRound' })
  return tryCatch(
    () => gcm(key, nonce).decrypt(body),
    (): TimelockError => ({ _tag: 'BodyChanged' }),
  )
}

/**
 * The payload of a ciphertext. The signature is that of the round to which it was encrypted: 48 bytes, or 96 hexadecimal digits as
 * drand's interfaces give it.
 *
 * A payload comes out only if no bit of the ciphertext was changed. It does not show who made the ciphertext: anybody can encrypt.
 * Errors: `NotBytes`, `CiphertextLength`, `PartLength`, `UnknownCipher`, `NotAPoint`, `OtherRound`, `BodyChanged`.
 *
 * @example
 * ```ts
 * import { right } from 'fp-ts/lib/Either.js'
 * import { timelockDecrypt, timelockEncrypt } from 'steelyard/chain/timelock'
 * const ciphertext = timelockEncrypt({ round: 1000, entropy: new Uint8Array(76) })(Uint8Array.of(1, 2, 3)).right
 * const signature = 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39'
 * timelockDecrypt(signature)(ciphertext) // => right(Uint8Array.of(1, 2, 3))
 * timelockDecrypt(signature)(ciphertext.subarray(4)).left // => { _tag: 'CiphertextLength', bytes: 243, least: 244, most: 5000 }
 * ```
 */
export const timelockDecrypt =
  (signature: Uint8Array | string) =>
  (ciphertext: Uint8Array): Either<TimelockError, Uint8Array> =>
    pipe(
      Do,
      bind('parts', () => readCiphertext(ciphertext)),
      bind('signature', () => signatureOf(signature)),
      bind('point', ({ parts }) => ciphertextPoint(bytesToHex(parts.u))),
      chain(open),
    )
