/** Claims to measure with, from a seed: the same in every run. */

/** mulberry32: doubles in [0, 1). */
export const random = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}

const normal = (next) => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())

const bits = new Float64Array(1)
const integer = new BigInt64Array(bits.buffer)
const ulps = (x, n) => {
  bits[0] = x
  integer[0] += BigInt(n)
  return bits[0]
}

/** One kind of claims a key: a function of length and seed. */
export const kinds = {
  lognormal: (n, seed) => {
    const next = random(seed)
    return Float64Array.from({ length: n }, () => Math.exp(normal(next)))
  },
  'all equal': (n) => new Float64Array(n).fill(0.7),
  'small integers': (n, seed) => {
    const next = random(seed)
    return Float64Array.from({ length: n }, () => 1 + Math.floor(8 * next()))
  },
  // What doubles can't decide, all at once: remainders an ulp or so apart at different floors, all different.
  'nearly equal remainders': (n, seed) => {
    const next = random(seed)
    const base = Float64Array.from({ length: n }, (_, i) => 4 + (i % 7))
    const half = 65535 / (2 * base.reduce((a, b) => a + b, 0))
    return base.map((k) => ulps(k + 1 / (4 * half), Math.floor(n * next())))
  },
  // Every quota next to an integer: every floor in doubt. 1s and 2s that divide 65535, shuffled, each an ulp up or down.
  'every floor in doubt': (n, seed) => {
    const next = random(seed)
    return Float64Array.from({ length: n }, () => ulps(next() < 0.5 ? 1 : 2, Math.floor(3 * next()) - 1))
  },
}
