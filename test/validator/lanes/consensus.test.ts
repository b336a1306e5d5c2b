import { describe, expect, test } from 'vitest'
import { completedTraces, lastEpochBlock } from '../../../src/validator/lanes/consensus.js'
import { networkOf, recordOf } from './seats.js'

describe('what the chain made of weights', () => {
  const seats = [
    { seed: 0, incentive: 0 },
    { seed: 1, incentive: 65_535 },
    { seed: 2, incentive: 300 },
    { seed: 3, incentive: 300 },
  ]
  test('an epoch runs where block + netuid + 2 is a multiple of tempo + 1', () => {
    for (const block of [0, 41, 320, 321, 681, 1000]) {
      const last = lastEpochBlock(39, 360, block)
      if (last === null) expect(block).toBeLessThan(320)
      else expect([(last + 41) % 361, last <= block, block - last < 361]).toEqual([0, true, true])
    }
    expect(lastEpochBlock(39, 0, 1000)).toBe(null)
  })
  test('completes the traces of weights that were included before the last epoch; equal incentives share the better rank', () => {
    const completed = completedTraces(
      [recordOf(1, 600), recordOf(2, 680), recordOf(3, 680), recordOf(2, 681), recordOf(9, 600)],
      networkOf(seats),
    )
    expect(
      completed.map(({ miner_uid, incentive, consensus_rank, consensus_block }) => [miner_uid, incentive, consensus_rank, consensus_block]),
    ).toEqual([
      [1, 1, 1, 681],
      [2, 300 / 65_535, 2, 681],
      [3, 300 / 65_535, 2, 681],
    ])
  })
  test('says nothing where the chain shows no incentives', () => {
    expect(completedTraces([recordOf(1, 600)], networkOf([{ seed: 0 }, { seed: 1 }]))).toEqual([])
  })
})
