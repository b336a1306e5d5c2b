import { describe, expect, test } from 'vitest'
import type { Look } from '../../../src/network/look.js'
import type { WeightSubmissionRecord } from '../../../src/storage/tables.js'
import { foundOn } from '../../../src/validator/cycle/found.js'
import type { Network } from '../../../src/validator/network.js'
import { networkOf } from '../lanes/seats.js'

const sent = (commit: string | null, weight: number, changes: Partial<WeightSubmissionRecord> = {}): WeightSubmissionRecord =>
  ({
    commit,
    uids: [0, 1],
    hotkeys: ['', ''],
    weights: [weight, 65_535],
    decided_block: 930,
    last_update: 900,
    ...changes,
  }) as unknown as WeightSubmissionRecord

interface Shown {
  readonly last_update: number
  readonly weight?: number
  readonly queue?: readonly (readonly [commit: string, block: number])[] | null
  readonly on?: boolean
}
const chain = ({ last_update, weight = 1, queue = [], on = true }: Shown): Network => {
  const { metagraph, signer } = networkOf([{ seed: 0 }, { seed: 1 }])
  const commits = queue?.map(([commit, block]) => ({ commit, block, reveal_round: 7 }))
  const own = {
    row: [
      [0, weight],
      [1, 65_535],
    ],
    ...(commits === undefined ? {} : { commits }),
  }
  const hyperparameters = { ...metagraph.hyperparameters, commit_reveal_weights_enabled: on }
  return {
    metagraph: { ...metagraph, ...own, hyperparameters } as unknown as Look,
    signer: { ...signer, last_update } as Network['signer'],
  }
}
const OURS = '0xaabb01'

describe('a commit', () => {
  test('is found in the queue byte for byte, at the block of its own though another came later', () => {
    const network = chain({
      last_update: 940,
      queue: [
        [OURS, 935],
        ['0xaabb02', 940],
      ],
    })
    expect(foundOn(network, sent(OURS, 50), null)).toEqual({ found: 935, isOurs: true })
  })
  test('with other bytes at the last update is that of somebody else', () => {
    expect(foundOn(chain({ last_update: 940, queue: [['0xaabb02', 940]] }), sent(OURS, 50), null)).toEqual({ found: 940, isOurs: false })
  })
  test('that the queue holds no longer is ours where its weights are the row, or a block was said to have it; else it was never taken', () => {
    expect(foundOn(chain({ last_update: 940, weight: 50 }), sent(OURS, 50), null)).toEqual({ found: 940, isOurs: true })
    expect(foundOn(chain({ last_update: 940 }), sent(OURS, 50), 940)).toEqual({ found: 940, isOurs: true })
    expect(foundOn(chain({ last_update: 940 }), sent(OURS, 50), null)).toEqual({ found: 900, isOurs: false })
  })
  test('is not known where the queue can not be read', () => {
    expect(foundOn(chain({ last_update: 940, queue: null }), sent(OURS, 50), null)).toEqual({ found: 940, isOurs: null })
  })
})

describe('weights that were set', () => {
  test('are the row, or they are not', () => {
    expect(foundOn(chain({ last_update: 940, weight: 50 }), sent(null, 50), null)).toEqual({ found: 940, isOurs: true })
    expect(foundOn(chain({ last_update: 940, weight: 51 }), sent(null, 50), null)).toEqual({ found: 940, isOurs: false })
  })
})

describe('the reveal of an earlier commit, after commit-reveal was switched off, moves the last update', () => {
  const earlier = [sent('0xcc', 50)]
  test('and is no sign of what was sent since, be it the same weights or others', () => {
    const network = chain({ last_update: 940, weight: 50, on: false })
    for (const submission of [sent(OURS, 50), sent(null, 50), sent(null, 51)])
      expect(foundOn(network, submission, null, earlier)).toEqual({ found: 900, isOurs: false })
  })
  test('unless a block was said to have it, the earlier one waits still, or commit-reveal is on', () => {
    const ours = { found: 940, isOurs: true }
    expect(foundOn(chain({ last_update: 940, weight: 50, on: false }), sent(null, 50), 940, earlier)).toEqual(ours)
    expect(foundOn(chain({ last_update: 940, weight: 50, on: false, queue: [['0xcc', 920]] }), sent(null, 50), null, earlier)).toEqual(ours)
    expect(foundOn(chain({ last_update: 940, weight: 50 }), sent(OURS, 50), null, earlier)).toEqual(ours)
  })
})
