import { describe, expect, test } from 'vitest'
import { completedTraces } from '../../../src/validator/lanes/consensus.js'
import { readLook } from '../../../src/network/look.js'
import { expectRight } from '../../either.js'
import { networkOf, recordOf } from './seats.js'

describe('what the chain made of weights', () => {
  const seats = [
    { seed: 0, incentive: 0 },
    { seed: 1, incentive: 65_535 },
    { seed: 2, incentive: 300 },
    { seed: 3, incentive: 300 },
  ]
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
  test('where the chain shows a schedule, its counter says when the last epoch was; one above the tempo says nothing', () => {
    const { metagraph, signer } = networkOf(seats)
    const counters = { last_epoch_block: 990, pending_epoch_at: 0, subnet_epoch_index: 3, tempo: 360 }
    const completedAt = (blocks_since_last_step: number) => {
      const look = expectRight(readLook({ ...metagraph, schedule: { ...counters, blocks_since_last_step } }))
      return completedTraces([recordOf(1, 699), recordOf(2, 700)], { metagraph: look, signer }).map((record) => record.consensus_block)
    }
    expect(completedAt(300)).toEqual([700])
    expect(completedAt(299)).toEqual([701, 701])
    expect(completedAt(360)).toEqual([])
    expect(completedAt(361)).toEqual([])
    expect(completedAt(5000)).toEqual([])
  })
  test('says nothing where the chain shows no incentives', () => {
    expect(completedTraces([recordOf(1, 600)], networkOf([{ seed: 0 }, { seed: 1 }]))).toEqual([])
  })
})
