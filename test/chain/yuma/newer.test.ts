import { describe, expect, test } from 'vitest'
import { epoch, readEpochInput, reportEpoch } from '../../../src/chain/yuma/index.js'
import { expectRight } from '../../either.js'
import { small } from './small.js'

const report = (spec: number, changes: object) =>
  reportEpoch(expectRight(epoch(spec)(expectRight(readEpochInput({ ...small, ...changes })))))

describe('the rules of newer runtimes', () => {
  test('rank, trust and pruning score are not stored; the rest of a plain epoch is the same', () => {
    const { rank, trust, pruning_scores, bonds, ...rest } = report(459, {})
    expect([rank, trust, pruning_scores]).toEqual([null, null, null])
    const old = report(293, {})
    expect(old).toMatchObject(rest)
    expect(bonds.slice(0, 2)).toEqual(old.bonds)
  })

  test('the owner has a permit and its stake counts, for every threshold and number of places', () => {
    const owner = {
      owner_uid: 1,
      stake_threshold: '2000000000000',
      validator_permit: [true, false, false, false, false],
      max_allowed_validators: 1,
    }
    expect(report(293, owner)).toMatchObject({
      validator_permit: [true, false, false, false, false],
      stake_weight: [65_535, 0, 0, 0, 0],
      validator_trust: [65_535, 0, 0, 0, 0],
    })
    expect(report(459, owner)).toMatchObject({
      validator_permit: [true, true, false, false, false],
      stake_weight: [49_151, 16_383, 0, 0, 0],
      validator_trust: [65_535, 65_535, 0, 0, 0],
    })
  })

  test('with commit-reveal, a weight committed before a registration does not count for it; one committed in its block does', () => {
    const registered = { block_at_registration: [1, 1, 9990, 1, 1] }
    const trust = (commit_blocks?: readonly (number | null)[]) =>
      report(459, { ...registered, ...(commit_blocks === undefined ? {} : { commit_blocks }) }).incentive
    expect(trust()).toEqual(trust([null, null, null, null, null]))
    expect(trust([9990, 9990, null, null, null])).toEqual(trust())
    expect(trust([9989, 9989, null, null, null])).toEqual([0, 0, 0, 65_535, 0])
    expect(report(293, { ...registered, commit_blocks: [9989, 9989, null, null, null] }).incentive).toEqual(trust())
  })

  test('bonds are kept when the neuron registered before the block after the last epoch', () => {
    const stands = (registered: number, last_mechansim_step_block: number, spec: number = 459) =>
      report(spec, { block_at_registration: [1, 1, registered, 1, 1], bonds: [[0, [[2, 65_535]]]], weights: [], last_mechansim_step_block })
        .bonds[0]![1].length === 1
    expect([stands(9970, 9970), stands(9971, 9970)]).toEqual([true, false])
    expect([stands(9989, 0), stands(9990, 0)]).toEqual([true, false])
    expect([stands(9971, 9970, 293), stands(9990, 9970, 293)]).toEqual([true, false])
  })

  test('the exponent of the sigmoid is clamped: a steep sigmoid no longer jumps to 1', () => {
    const steep = { liquid_alpha_on: true, alpha_low: 0, alpha_high: 65_535, alpha_sigmoid_steepness: 10_000 }
    const bond = (spec: number) => report(spec, steep).bonds[0]![1][0]![1]
    expect([bond(293), bond(459)]).toEqual([32_767, 0])
  })

  test('every row of bonds is written', () => {
    const bonds = { bonds: [[3, [[2, 7]]]] }
    expect(report(293, bonds).bonds.map(([uid, entries]) => [uid, entries.length])).toEqual([
      [0, 2],
      [1, 2],
      [3, 1],
    ])
    expect(report(459, bonds).bonds.map(([uid, entries]) => [uid, entries.length])).toEqual([
      [0, 2],
      [1, 2],
      [2, 0],
      [3, 0],
      [4, 0],
    ])
  })
})
