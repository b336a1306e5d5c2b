import fc from 'fast-check'
import { test } from 'vitest'
import { mergeWithDefaults } from '../../../src/allocation/config/emission-config.js'
import type { PoolStatus } from '../../../src/allocation/pools/pool.js'
import { prepare } from '../../../src/allocation/pools/prepare.js'
import { expectRight } from '../../either.js'

const POOLS = 10
const config = expectRight(
  mergeWithDefaults({ burn_percentage: 5, gpu_allocations: Object.fromEntries(Array.from({ length: POOLS }, (_, i) => [`C${i}`, 10])) }),
)
const status: fc.Arbitrary<PoolStatus> = fc.constantFrom('paid', 'unpaid')
const sets = fc.array(fc.array(status, { minLength: POOLS, maxLength: POOLS }), { minLength: 1, maxLength: 200 })

test('the split of a set of paid pools is the same whatever was asked for before, also after more sets than are remembered', () => {
  fc.assert(
    fc.property(sets, (all) => {
      const { splitWhole } = prepare(config)
      const units = (split: ReturnType<typeof splitWhole>): string => [split.burn, ...split.pools].map(({ units: n }) => n).join()
      return [...all, ...all].every((statuses) => units(splitWhole(statuses)) === units(prepare(config).splitWhole(statuses)))
    }),
    { numRuns: 20 },
  )
})
