import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backoff } from '../../src/validator/backoff.js'

const backoffs = fc.record({
  first_seconds: fc.integer({ min: 1, max: 1000 }),
  factor: fc.constantFrom(1, 1.5, 2, 10),
  most_seconds: fc.integer({ min: 1, max: 5000 }),
  jitter: fc.constantFrom(0, 0.1, 0.5, 1),
})
const seeds = fc.oneof(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.constantFrom(0, 2 ** 32 - 1, 2 ** 31))
const failures = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constantFrom(1, 1_000_000_000))

describe('backoff', () => {
  test('is whole seconds, at least one, within the jitter of what it would be without', () => {
    fc.assert(
      fc.property(backoffs, failures, seeds, (policy, n, seed) => {
        const [seconds] = backoff(policy, n, seed)
        const [calm] = backoff({ ...policy, jitter: 0 }, n, seed)
        expect(Number.isInteger(seconds) && seconds >= 1).toBe(true)
        expect(seconds).toBeGreaterThanOrEqual(Math.floor(calm * (1 - policy.jitter) - policy.jitter))
        expect(seconds).toBeLessThanOrEqual(Math.ceil(calm * (1 + policy.jitter) + policy.jitter))
      }),
    )
  })
  test('without jitter never shrinks with more failures, nor grows above the most', () => {
    fc.assert(
      fc.property(backoffs, fc.integer({ min: 1, max: 40 }), seeds, (policy, n, seed) => {
        const calm = { ...policy, jitter: 0 }
        expect(backoff(calm, n + 1, seed)[0]).toBeGreaterThanOrEqual(backoff(calm, n, seed)[0])
        expect(backoff(calm, n, seed)[0]).toBeLessThanOrEqual(policy.most_seconds)
      }),
    )
  })
  test('draws a new seed each time, a u32, and the same from the same', () => {
    fc.assert(
      fc.property(backoffs, seeds, (policy, seed) => {
        const [, next] = backoff(policy, 1, seed)
        expect(next).not.toBe(seed)
        expect(Number.isInteger(next) && next >= 0 && next < 2 ** 32).toBe(true)
        expect(backoff(policy, 1, seed)).toEqual(backoff(policy, 1, seed))
      }),
    )
  })
  test('the jitter reaches both ends, and is fair', () => {
    const policy = { first_seconds: 1000, factor: 2, most_seconds: 1000, jitter: 0.1 }
    const drawn: number[] = []
    for (let i = 0, seed = 0; i < 2000; i++) {
      const [seconds, next] = backoff(policy, 1, seed)
      drawn.push(seconds)
      seed = next
    }
    expect([Math.min(...drawn) < 903, Math.max(...drawn) > 1097]).toEqual([true, true])
    expect(Math.abs(drawn.reduce((a, b) => a + b, 0) / drawn.length - 1000)).toBeLessThan(5)
  })
})
