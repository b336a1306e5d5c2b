import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocate } from '../../src/allocation/allocate.js'
import { mergeWithDefaults } from '../../src/allocation/config/emission-config.js'
import { readSnapshot } from '../../src/allocation/snapshot/read-snapshot.js'
import { report } from '../../src/allocation/report/report.js'
import type { Json } from '../arbitraries/snapshot.js'
import { worlds } from '../arbitraries/snapshot.js'
import { expectRight } from '../either.js'
import { oracle } from './oracle.js'

const ticks = ({ seconds, decimals }: { readonly seconds: number; readonly decimals: string }): bigint =>
  BigInt(seconds) * 1_000_000_000_000n + BigInt(decimals.padEnd(12, '0'))

test('the ledger, the next scores and the exclusions are equal to those of the oracle', () => {
  fc.assert(
    fc.property(worlds, ([config, document]) => {
      const snapshot = expectRight(readSnapshot(document))
      const allocation = expectRight(allocate(expectRight(mergeWithDefaults(config)))(snapshot))
      const { burn, pools, excluded } = report('sum')(allocation)
      const malformed = new Set(snapshot.rejected.map(({ index }) => index))
      const rows = (document['results'] as readonly Json[]).flatMap((_, i) => (malformed.has(i) ? [] : [i]))
      const found = {
        burn: burn.weight,
        unpaid: burn.unpaid_pools,
        pools: pools.map(({ category, weight, miners }) => ({
          category,
          weight,
          miners: miners.map(({ uid, score, weight: w }) => ({ uid, score, weight: w })),
        })),
        next: allocation.next.map(({ hotkey, category, score, updated_at }) => ({ hotkey, category, score, at: ticks(updated_at) })),
        excluded: excluded.map(({ uid, hotkey, category, reason }) => JSON.stringify([uid, hotkey, category, reason])).sort(),
      }
      expect(found).toEqual(
        oracle(
          config,
          document,
          rows,
          snapshot.rejected.map(({ hotkey }) => hotkey),
        ),
      )
    }),
    { numRuns: 1000 },
  )
})
