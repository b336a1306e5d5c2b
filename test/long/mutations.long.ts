import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mutationRounds } from '../cli/mutations/rounds.js'

const { seed = 1 } = fc.readConfigureGlobal()

test('200,000 mutated inputs are answered or refused with a typed error', async () => {
  const { failures, ...report } = await mutationRounds({ runs: 200_000, seed: seed + 10_000_000 })
  console.log(JSON.stringify(report, null, 1))
  expect(failures).toEqual([])
  expect(report.heap_growth_mb).toBeLessThan(64)
}, 14_400_000)
