import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mortalEra } from '../../../src/adapters/subtensor/mortal-era.js'

const birth = fc.oneof(fc.nat(10_000), fc.nat(2 ** 40))
const ahead = fc.oneof(fc.integer({ min: -5, max: 70 }), fc.integer({ min: -100, max: 20_000 }))

type Era = { readonly period: number; readonly last: number } | null

const PERIODS = [4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096]

/** Law: it never ends after `validUntil`, its period is one that chains have, and no longer one would do; null where none does. */
const isLongest = (era: (birth: number, validUntil: number) => Era, from: number, validUntil: number): boolean => {
  const fitting = PERIODS.filter((period) => from + period - 1 <= validUntil)
  const longest = fitting.at(-1)
  const made = era(from, validUntil)
  return longest === undefined ? made === null : made !== null && made.period === longest && made.last === from + longest - 1
}

test('a transaction lives as long as a period can that ends by the block, and never longer', () => {
  fc.assert(fc.property(birth, ahead, (from, blocks): boolean => isLongest(mortalEra, from, from + blocks)))
})

test.each<readonly [string, (birth: number, validUntil: number) => Era]>([
  [
    'rounds up',
    (from, to) => {
      const period = Math.min(4096, Math.max(4, 2 ** Math.ceil(Math.log2(Math.max(1, to - from + 1)))))
      return { period, last: from + period - 1 }
    },
  ],
  ['counts from the block after the birth', (from, to) => mortalEra(from + 1, to)],
  ['has no longest period', (from, to) => (to - from > 8191 ? { period: 8192, last: from + 8191 } : mortalEra(from, to))],
])('the law kills an era that %s', (_, wrong) => {
  const found = fc.check(fc.property(birth, ahead, (from, blocks): boolean => isLongest(wrong, from, from + blocks)))
  expect(found.failed).toBe(true)
})

test('no era is made of what is no height', () => {
  expect(mortalEra(100, Number.NaN)).toBeNull()
})
