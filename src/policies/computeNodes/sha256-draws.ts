/**
 * Random choices that everybody can repeat from a seed: the SHA-256 counter stream, with rejection.
 *
 * Specification. The key is SHA-256 of the seed in UTF-8. Block i, from 0 on, is SHA-256 of the key followed by i as 8 bytes; the
 * stream is the blocks' 32-bit words, all big-endian. To draw below n, take the k words that n - 1 needs (none for n = 1) as one
 * big-endian integer x; if x is below the largest multiple of n up to 2^(32k), the result is x mod n, else draw again.
 *
 * Laws: all results are exactly equally likely; the same seed gives the same results on every engine. Not promised: secrecy.
 * Everyone who knows the seed can predict the results.
 */
import { sha256 } from '@noble/hashes/sha2'
import { utf8ToBytes } from '@noble/hashes/utils'

/** Draws one after another from one stream. */
export interface Draws {
  /** An integer from 0 to n - 1, for n of at least 1. */
  readonly below: (n: bigint) => bigint
}

const WORDS = 8
const WORD = 1n << 32n

/** The words of the stream, one per call. */
const wordsOf = (seed: string): (() => number) => {
  const input = new Uint8Array(40)
  input.set(sha256(utf8ToBytes(seed)))
  const counter = new DataView(input.buffer)
  let block: DataView = new DataView(new ArrayBuffer(0))
  let next = WORDS
  let blocks = 0
  return () => {
    if (next === WORDS) {
      counter.setUint32(32, Math.floor(blocks / 4_294_967_296))
      counter.setUint32(36, blocks % 4_294_967_296)
      const hash = sha256(input)
      block = new DataView(hash.buffer, hash.byteOffset)
      blocks += 1
      next = 0
    }
    const word = block.getUint32(4 * next)
    next += 1
    return word
  }
}

/**
 * The draws of a seed.
 *
 * @example
 * ```ts
 * import { sha256Draws } from 'steelyard/policies'
 * const { below } = sha256Draws('1_alice_qwen')
 * [below(6n), below(6n), below(6n), below(2n ** 64n)] // => [0n, 4n, 0n, 849758801291044371n]
 * ```
 */
export const sha256Draws = (seed: string): Draws => {
  const word = wordsOf(seed)
  const below = (n: bigint): bigint => {
    let range = 1n
    let x = 0n
    while (range < n) {
      range *= WORD
      x = x * WORD + BigInt(word())
    }
    return x < range - (range % n) ? x % n : below(n)
  }
  return { below }
}
