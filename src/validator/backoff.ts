/** How long to wait after failures in a row. A jitter, drawn from a seed, keeps many validators from trying again at the same moment. */
import type { Backoff } from './settings.js'

/** A 32-bit mixer (the finaliser of MurmurHash3 over a Weyl sequence): integers only, so that every engine draws the same. */
const draw = (seed: number): readonly [number, number] => {
  const next = (seed + 0x9e37_79b9) >>> 0
  let x = next
  x = Math.imul(x ^ (x >>> 16), 0x85eb_ca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2_ae35)
  return [(x ^ (x >>> 16)) >>> 0, next]
}

/**
 * Seconds to wait after a number of failures in a row (1 or more), and the seed for the next draw. Whole seconds, at least 1.
 *
 * @example
 * ```ts
 * import { backoff } from 'steelyard/validator'
 * const calm = { first_seconds: 600, factor: 2, most_seconds: 3600, jitter: 0 }
 * [1, 2, 3, 4, 50].map((failures) => backoff(calm, failures, 7)[0]) // => [600, 1200, 2400, 3600, 3600]
 * ```
 */
export const backoff = (
  { first_seconds, factor, most_seconds, jitter }: Backoff,
  failures: number,
  seed: number,
): readonly [seconds: number, seed: number] => {
  let seconds = Math.min(first_seconds, most_seconds)
  for (let i = 1; i < failures; i++) {
    const longer = Math.min(seconds * factor, most_seconds)
    if (longer === seconds) break
    seconds = longer
  }
  const [drawn, next] = draw(seed)
  return [Math.max(1, Math.round(seconds * (1 + jitter * (drawn / 2_147_483_648 - 1)))), next]
}
