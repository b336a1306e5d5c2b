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

test('the ledger is that of the rules written out plainly', () => {
  fc.assert(
    fc.property(worlds, ([config, document]) => {
      const snapshot = expectRight(readSnapshot(document))
      const { burn, pools } = report('sum')(expectRight(allocate(expectRight(mergeWithDefaults(config)))(snapshot)))
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
      }
      expect(found).toEqual(oracle(config, document, rows))
    }),
    { numRuns: 1000 },
  )
})
