/** 2,000 hostile nodes: each call ends typed and in its time, and tells no secret. With STEELYARD_SEED=random they are others each time. */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { hostileRounds } from '../adapters/subtensor/hostile/rounds.js'

// Loading a module takes real time.
beforeAll(() => Promise.all([import('polkadot-api'), import('polkadot-api/ws')]))

const { seed = 1 } = fc.readConfigureGlobal()

test('2,000 hostile endings', async () => {
  const { failures, ...report } = await hostileRounds({ runs: 2000, seed: seed + 1_000_000 })
  console.log(JSON.stringify({ ...report, failures: failures.length }, null, 1))
  expect(failures).toEqual([])
  expect(report.heap_growth_mb).toBeLessThan(64)
}, 14_400_000)
