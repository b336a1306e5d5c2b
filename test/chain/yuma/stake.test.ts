import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readEpochInput } from '../../../src/chain/yuma/index.js'
import { rulingOf } from '../../../src/chain/yuma/rules.js'
import { stakeShares } from '../../../src/chain/yuma/stake.js'
import { expectRight } from '../../either.js'
import { recordedEpochs } from './recorded.js'
import { small } from './small.js'

const U64_MAX = (2n ** 64n - 1n).toString()
const shares = (changes: object) => [...stakeShares(rulingOf(293), expectRight(readEpochInput({ ...small, ...changes })))]

describe('stake', () => {
  test('equals the recorded normalised stakes, bit for bit', () => {
    for (const { id, input } of recordedEpochs)
      expect([id, ...stakeShares(rulingOf(293), expectRight(readEpochInput(input)))]).toEqual([
        id,
        ...(input['stake_i32f32_bits'] as readonly number[]),
      ])
  })

  test('is 0, and not negative, when children take more than all of it', () => {
    const whole = { proportion: U64_MAX }
    expect(shares({ children: { 0: [whole, whole] } })).toEqual([0, 2 ** 32, 0, 0, 0])
    expect(
      shares({ children: { 0: [whole, whole] }, parents: { 0: [{ proportion: U64_MAX, alpha: '1000000000000', tao: '0' }] } }),
    ).toEqual([2 ** 31, 2 ** 31, 0, 0, 0])
  })

  test('a stake of exactly the threshold counts, one rao less does not', () => {
    expect(shares({ stake_threshold: '1000000000000' }).slice(0, 2)).toEqual([0.75 * 2 ** 32, 0.25 * 2 ** 32])
    expect(shares({ stake_threshold: '1000000000001' }).slice(0, 2)).toEqual([2 ** 32, 0])
  })

  test('a stake that is too large becomes the largest that fits', () => {
    const parents = { 0: [{ proportion: U64_MAX, alpha: U64_MAX, tao: U64_MAX }] }
    expect(
      shares({
        alpha_stake: [U64_MAX, U64_MAX, '0', '0', '0'],
        tao_stake: [U64_MAX, U64_MAX, '0', '0', '0'],
        tao_weight: U64_MAX,
        parents,
      }),
    ).toEqual([2 ** 31, 2 ** 31, 0, 0, 0])
  })

  test('shares sum to at most 1, and to at least 1 minus an ulp for each', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt(0n, 2n ** 63n), { minLength: 5, maxLength: 5 }), (stakes) => {
        const total = shares({ alpha_stake: stakes.map(String), stake_threshold: '0' }).reduce((a, b) => a + b, 0)
        expect(total).toBeLessThanOrEqual(2 ** 32)
        expect(total > 2 ** 32 - 6 || stakes.every((stake) => stake === 0n)).toBe(true)
      }),
    )
  })
})
