import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Recent } from '../../../src/allocation/pools/recent.js'
import { recent } from '../../../src/allocation/pools/recent.js'

type Make = (most: number) => Recent<string>

/** How many results are held, and keys asked for one after the other: few keys, so that they come again, in runs and in turns. */
const asked = fc.tuple(
  fc.integer({ min: 1, max: 5 }),
  fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', ''), fc.integer({ min: 1, max: 3 })), { maxLength: 40 }),
)

/** The last `most` different keys, the newest at the end, worked out from the whole history. */
const lastOf = (most: number, history: readonly string[]): readonly string[] =>
  [...new Set([...history].reverse())].slice(0, most).reverse()

const isRight = (make: Make): boolean =>
  !fc.check(
    fc.property(asked, ([most, runs]) => {
      const { of, keys } = make(most)
      const history: string[] = []
      return runs
        .flatMap(([key, times]) => Array.from({ length: times }, () => key))
        .every((key) => {
          let computed = false
          const wasHeld = keys().includes(key)
          const result = of(key, () => {
            computed = true
            return `result of ${key}`
          })
          history.push(key)
          return result === `result of ${key}` && computed === !wasHeld && `${keys()}` === `${lastOf(most, history)}`
        })
    }),
  ).failed

describe('what is remembered', () => {
  test('is the results of the last keys, at most so many, and equal to what is computed again', () => {
    expect(isRight(recent)).toBe(true)
  })
  test('a memory without a bound, or one that drops the oldest although it was asked for again, is caught', () => {
    const unbounded: Make = () => recent(Infinity)
    const firstIn: Make = (most) => {
      const held = new Map<string, string>()
      return {
        of: (key, compute) => {
          const result = held.get(key) ?? compute()
          held.set(key, result)
          if (held.size > most) held.delete(held.keys().next().value!)
          return result
        },
        keys: () => [...held.keys()],
      }
    }
    expect(isRight(unbounded)).toBe(false)
    expect(isRight(firstIn)).toBe(false)
  })
})
