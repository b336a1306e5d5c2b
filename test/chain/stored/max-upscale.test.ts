import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maxUpscale } from '../../../src/chain/stored/max-upscale.js'

type Upscale = (weights: Uint16Array) => Uint16Array

/** The chain's fixed point in bigints, written independently of the library's doubles. */
const fixedPoint: Upscale = (weights) => {
  const max = BigInt(Math.max(0, ...weights))
  if (max === 0n) return weights.slice()
  return weights.map((weight) => {
    const w = BigInt(weight)
    if (max <= 32_768n) return Number((2n * w * 65_535n + max) / (2n * max))
    const ratio = (65_535n << 32n) / max
    return Number((w * ratio + (1n << 31n)) >> 32n)
  })
}

const largest = (weights: Uint16Array): number => Math.max(0, ...weights)

/** Always rounded exactly, which is sometimes one higher than the chain's result. */
const roundedExactly: Upscale = (weights) => {
  const max = largest(weights)
  return max === 0 ? weights.slice() : weights.map((w) => Math.floor((2 * 65_535 * w + max) / (2 * max)))
}
const roundedToOneLess: Upscale = (weights) => roundedExactly(weights).map((w) => Math.max(0, w - (w % 2)))
const scaledToASum: Upscale = (weights) => {
  const sum = weights.reduce((a, b) => a + b, 0)
  return sum === 0 ? weights.slice() : weights.map((w) => Math.floor((w * 65_535) / sum))
}
/** Products cut to 32 bits. */
const overflowing: Upscale = (weights) => {
  const max = largest(weights)
  return max === 0 ? weights.slice() : weights.map((w) => Math.floor(((w * 65_535) % 2 ** 24) / max))
}
/** Leaves a vector unchanged when it would be scaled by less than two. */
const largeOnesLeft: Upscale = (weights) => (largest(weights) > 32_768 ? weights.slice() : roundedExactly(weights))

const weight = fc.oneof(fc.nat(65_535), fc.nat(20), fc.constantFrom(0, 1, 32_767, 32_768, 32_769, 32_770, 65_534, 65_535))
const vectors = fc.array(weight, { maxLength: 40 }).map((list) => Uint16Array.from(list))

const holds = (law: (upscale: Upscale, weights: Uint16Array) => boolean, upscale: Upscale): boolean =>
  !fc.check(
    fc.property(vectors, (weights) => law(upscale, weights)),
    { numRuns: 2000 },
  ).failed

const same = (a: Uint16Array, b: Uint16Array): boolean => a.length === b.length && a.every((w, i) => w === b[i])

const idempotent = (upscale: Upscale, weights: Uint16Array): boolean => same(upscale(upscale(weights)), upscale(weights))
const keepsOrder = (upscale: Upscale, weights: Uint16Array): boolean => {
  const stored = upscale(weights)
  return weights.every((a, i) => weights.every((b, j) => (a === b ? stored[i] === stored[j] : a > b || stored[i]! <= stored[j]!)))
}
const fixedExactly = (upscale: Upscale, weights: Uint16Array): boolean =>
  same(upscale(weights), weights) === (largest(weights) === 65_535 || largest(weights) === 0)
const chainsOwn = (upscale: Upscale, weights: Uint16Array): boolean => same(upscale(weights), fixedPoint(weights))

describe('max-upscale', () => {
  interface Case {
    weights: number[]
    stored: number[]
  }
  const { cases } = JSON.parse(readFileSync('test/vectors/max_upscale.json', 'utf8')) as { cases: Case[] }
  const stores = (upscale: Upscale): boolean =>
    cases.every(({ weights, stored }) => same(upscale(Uint16Array.from(weights)), Uint16Array.from(stored)))

  test('gives what a runtime stored, in every case', () => {
    expect(cases.length).toBeGreaterThan(250)
    expect(stores(maxUpscale)).toBe(true)
    expect(stores(scaledToASum)).toBe(false)
  })
  test("agrees with the chain's fixed point in integers", () => {
    expect(holds(chainsOwn, maxUpscale)).toBe(true)
    expect(holds(chainsOwn, overflowing)).toBe(false)
    expect(holds(chainsOwn, roundedExactly)).toBe(false)
  })
  test('differs from exact rounding where the chain does, and is then one lower', () => {
    expect(maxUpscale(Uint16Array.of(50_351, 47_408))[1]).toBe(61_704)
    expect(roundedExactly(Uint16Array.of(50_351, 47_408))[1]).toBe(61_705)
    let lower = 0
    for (const max of [32_769, 32_770, 40_000, 50_351, 65_533, 65_534]) {
      const all = Uint16Array.from({ length: max + 1 }, (_, i) => i)
      const [stored, exact] = [maxUpscale(all), roundedExactly(all)]
      const off = Array.from(exact, (w, i) => w - stored[i]!).filter((difference) => difference !== 0)
      expect(off.every((difference) => difference === 1)).toBe(true)
      lower += off.length
    }
    expect(lower).toBeGreaterThan(0)
  })
  test('gives the same when it is applied twice', () => {
    expect(holds(idempotent, maxUpscale)).toBe(true)
    expect(holds(idempotent, scaledToASum)).toBe(false)
  })
  test('keeps the order of the weights, and equal weights stay equal', () => {
    expect(holds(keepsOrder, maxUpscale)).toBe(true)
    expect(holds(keepsOrder, overflowing)).toBe(false)
  })
  test('leaves a vector unchanged exactly when its maximum is 65535 or 0', () => {
    expect(holds(fixedExactly, maxUpscale)).toBe(true)
    expect(holds(fixedExactly, largeOnesLeft)).toBe(false)
    expect(holds(fixedExactly, roundedToOneLess)).toBe(false)
  })
  test('does not change its argument', () => {
    const weights = Uint16Array.of(1, 2)
    maxUpscale(weights)
    expect(weights).toEqual(Uint16Array.of(1, 2))
    expect(maxUpscale(new Uint16Array(0))).toEqual(new Uint16Array(0))
  })
})
