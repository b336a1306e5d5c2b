/** Hostile nodes: each call ends as the law in `hostile/ending.ts` wants it. `npm run test:long` runs 2,000. */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { hostileRounds } from './hostile/rounds.js'

// Loading a module takes real time.
beforeAll(() => Promise.all([import('polkadot-api'), import('polkadot-api/ws')]))

const { seed = 1 } = fc.readConfigureGlobal()

test('250 hostile endings', async () => {
  const { failures, heap_growth_mb } = await hostileRounds({ runs: 250, seed })
  expect(failures).toEqual([])
  expect(heap_growth_mb).toBeLessThan(64)
})
