import { expect, test } from 'vitest'
import { allocate } from '../../../src/allocation/allocate.js'
import { mergeWithDefaults } from '../../../src/allocation/config/emission-config.js'
import { readSnapshot } from '../../../src/allocation/snapshot/read-snapshot.js'
import { statistics } from '../../../src/allocation/report/statistics.js'
import { neuron, result, snapshotOf } from '../../arbitraries/snapshot.js'
import { expectRight } from '../../either.js'

const figures = (config: unknown, rows: readonly unknown[]) => {
  const inForce = expectRight(mergeWithDefaults(config))
  return statistics(inForce)(expectRight(allocate(inForce)(expectRight(readSnapshot(snapshotOf([neuron(0), neuron(1), neuron(2)], rows))))))
}

test('the statistics of an allocation', () => {
  expect(figures({ burn_percentage: 5, burn_uid: 0, weight_set_interval_blocks: 100 }, [result(1, { gpu_count: 3 }), result(2)])).toEqual({
    last_weight_set_block: 5_400_000,
    next_weight_set_block: 5_400_100,
    burn: { amount: 40_632, percentage: '62.0000000000', uid: 0 },
    categories: [
      {
        category: 'H100',
        miners: 2,
        total_score: 4,
        average_score: 2,
        min_score: 1,
        max_score: 3,
        allocation: 24_903,
        percentage: '38.0000000000',
      },
      {
        category: 'H200',
        miners: 0,
        total_score: 0,
        average_score: 0,
        min_score: 0,
        max_score: 0,
        allocation: 0,
        percentage: '0.0000000000',
      },
    ],
    miners_served: 2,
  })
  expect(figures({ gpu_allocations: { H100: 100 } }, [result(1)]).burn.uid).toBe(null)
  const unserved = [result(1), result(2, { gpu_count: 900_000 })]
  expect(figures({ burn_uid: 0, gpu_allocations: { H100: 100 } }, unserved).miners_served).toBe(1)
})
