import fc from 'fast-check'
import { expect, test } from 'vitest'
import { POOL_REFUSALS, poolRefusalName } from '../../../src/chain/preflight/pool-refusal.js'

test('every number has its name, and nothing else has one', () => {
  for (const [number, name] of Object.entries(POOL_REFUSALS)) expect(poolRefusalName(`Invalid.Custom(${number})`)).toBe(name)
  expect(new Set(Object.values(POOL_REFUSALS)).size).toBe(Object.keys(POOL_REFUSALS).length)
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.integer().map((n) => `Invalid.Custom(${n})`),
        fc.constantFrom('Invalid.Custom(01)', 'Custom(1)'),
      ),
      (text) => {
        const name = poolRefusalName(text)
        if (name !== null) expect(Object.values(POOL_REFUSALS)).toContain(name)
      },
    ),
  )
  expect(poolRefusalName('Invalid.Custom(__proto__)')).toBeNull()
  expect(poolRefusalName('toString')).toBeNull()
})
