/** What must come out the same on every engine: the bytes of ciphertexts, for entropy that is fixed. Nothing here needs more than ECMAScript. */
import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex, concatBytes } from '@noble/hashes/utils'
import { chain, getOrElse } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { timelockEncrypt } from '../../../src/chain/timelock/encrypt.js'
import { encodeCommitPayload } from '../../../src/chain/timelock/payload.js'

const ciphertextOf = (uids: number): Uint8Array => {
  const bytes = Uint8Array.from({ length: 108 }, (_, i) => (i * 151 + uids) & 0xff)
  const column = Uint16Array.from({ length: uids }, (_, i) => i * 97)
  return pipe(
    encodeCommitPayload({ hotkey: bytes.slice(0, 32), uids: column.map((_, i) => i), values: column, version_key: BigInt(uids) }),
    chain(timelockEncrypt({ round: 1000 + uids, entropy: bytes.slice(32) })),
    getOrElse((): Uint8Array => new Uint8Array(0)),
  )
}

/** A fingerprint of ciphertexts of 0, 1 and 256 uids. */
export const ciphertextsDigest = (): string => bytesToHex(sha256(concatBytes(...[0, 1, 256].map(ciphertextOf))))
