import { describe, expect, test } from 'vitest'
import { readLook } from '../../src/network/look.js'
import { readMetagraph } from '../../src/network/metagraph.js'
import { showSnapshotError } from '../../src/network/snapshot-error.js'
import { neuronOf } from '../chain/preflight/attempts.js'
import { expectLeft, expectRight } from '../either.js'

const document = {
  netuid: 39,
  block: 999,
  neurons: [neuronOf(3), neuronOf(1)],
  hyperparameters: {
    tempo: 360,
    weights_rate_limit: 100,
    min_allowed_weights: 1,
    max_weight_limit: 65_535,
    weights_version: 0,
    commit_reveal_weights_enabled: false,
    stake_threshold: 1000,
  },
}
const own = {
  row: [
    [1, 65_535],
    [3, 0],
  ],
  schedule: { last_epoch_block: 720, pending_epoch_at: 0, subnet_epoch_index: 2, tempo: 360, blocks_since_last_step: 279 },
  commits: [{ block: 990, reveal_round: 1000, commit: '0x00ff' }],
}

describe('a look', () => {
  test('is the metagraph with what the chain holds of the signer', () => {
    expect(expectRight(readLook({ ...document, ...own }))).toEqual({ ...expectRight(readMetagraph(document)), ...own })
  })
  test('where a client could not read the rest, it is the metagraph alone', () => {
    expect(expectRight(readLook(document))).toEqual(expectRight(readMetagraph(document)))
  })
  test.each([
    [{ row: [[1]] }, 'row[0]'],
    [{ row: [[1, 65_536]] }, 'row[0]'],
    [{ row: { 1: 65_535 } }, 'row'],
    [{ row: null }, 'row'],
    [{ schedule: { ...own.schedule, tempo: -1 } }, 'schedule.tempo'],
    [{ commits: [{ ...own.commits[0], commit: '' }] }, 'commits[0].commit'],
    [{ neurons: [neuronOf(1, { stake: -1 })] }, 'neurons[0].stake'],
  ])('%j is refused with its path', (changes, path) => {
    const [error] = expectLeft(readLook({ ...document, ...changes }))
    expect(showSnapshotError(error!)).toContain(path)
    expect(error!.path).toBe(path)
  })
})
