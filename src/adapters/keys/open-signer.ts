/** A signer from a file, from a wallet, or from an environment variable. */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import { addressOf, publicKeyOf } from '../../units/address/hotkey.js'
import { expandKey } from './expand-key.js'
import type { KeyError } from './key-error.js'
import type { KeySource } from './key-source.js'
import { readSource } from './key-source.js'
import type { Signer } from './signer.js'
import { signerOf } from './signer.js'
import { loadSr25519 } from './sr25519.js'

/** What is asked of a key before it signs. */
export interface SignerOptions {
  /** The hotkey that the key must be of. */
  readonly expected?: string
  /** Whether a file that other users of the machine may use is read all the same. */
  readonly allowOpenFile?: boolean
}

/**
 * Opens a key for sr25519: 32 bytes, their hex, or a hotkey file as Bittensor's wallets write it, unencrypted. It needs the package
 * `@scure/sr25519`. Errors: a file that others may use, one that is encrypted, one whose public key is not that of its private key, the key
 * of another hotkey than the expected one; `showKeyError` puts them into words. No error and no signer shows a part of the key.
 *
 * @example
 * ```ts
 * import { openSigner } from 'steelyard/adapters/keys'
 * const signer = openSigner({ expected: '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY' })({ _tag: 'File', path: 'hotkey' })
 * signer instanceof Promise // => true
 * ```
 */
export const openSigner =
  ({ expected, allowOpenFile = false }: SignerOptions = {}) =>
  async (source: KeySource): Promise<Either<KeyError, Signer>> => {
    const publicKey = expected === undefined ? undefined : publicKeyOf(expected)
    if (expected !== undefined && publicKey === undefined) return left({ _tag: 'ExpectedNoAddress' })
    const sr25519 = await loadSr25519()
    if (isLeft(sr25519)) return sr25519
    const read = await readSource(source, allowOpenFile)
    if (isLeft(read)) return read
    const { shown, material } = read.right
    const claim = publicKey === undefined ? undefined : { field: 'expected', publicKey }
    const key = expandKey(sr25519.right, shown, material, claim)
    material.secret.bytes.fill(0)
    if (isLeft(key)) return key
    const address = addressOf(key.right.publicKey)!
    if (expected !== undefined && expected !== address) {
      key.right.secretKey.fill(0)
      return left({ _tag: 'WrongHotkey', source: shown, expected, found: address })
    }
    return right(signerOf(sr25519.right, address, key.right))
  }
