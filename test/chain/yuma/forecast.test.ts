import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maxUpscale } from '../../../src/chain/stored/max-upscale.js'
import type { StoredRow } from '../../../src/chain/yuma/index.js'
import { epoch, forecast, readEpochInput, showYumaError, sparseRows } from '../../../src/chain/yuma/index.js'
import { storedRows } from '../../../src/chain/yuma/sparse-rows.js'
import { expectLeft, expectRight } from '../../either.js'
import { small } from './small.js'
import { inputs } from './worlds.js'

const weightsOf = (entries: readonly (readonly [number, number])[]) => ({
  uids: Uint16Array.from(entries, ([uid]) => uid),
  weights: Uint16Array.from(entries, ([, weight]) => weight),
})
const input = expectRight(readEpochInput(small))
const state = { spec: 293, input, uid: 1 } as const

describe('a forecast', () => {
  test('gives the figures with the new weights and with the current ones', () => {
    const found = expectRight(
      forecast(state)(
        weightsOf([
          [3, 20],
          [4, 20],
        ]),
      ),
    )
    expect(found.validator.now).toEqual({ active: true, validator_trust: 1, dividends: 0.25, emission: 125000000n })
    expect(found.validator.then.validator_trust).toBe(0.5)
    expect(found.miners.map(({ uid, now, then }) => [uid, now.weight, then.weight])).toEqual([
      [2, 0.5, 0],
      [3, 0.5, 0.5],
      [4, 0, 0.5],
    ])
    expect(found.miners[0]!.then.incentive).toBeLessThan(found.miners[0]!.now.incentive)
    expect(found.miners[2]!.then).toMatchObject({ consensus: 0, incentive: 0, emission: 0n })
    expect(found.clipped).toEqual([{ validator: 1, miner: 4, weight: 0.5, consensus: 0, by: [0] }])
  })

  test('has two epochs: with the current weights, and with the row as the chain would store it', () => {
    const entries = fc.uniqueArray(fc.tuple(fc.nat(8), fc.nat(65_535)), { maxLength: 9, selector: ([uid]) => uid })
    fc.assert(
      fc.property(inputs(), fc.nat(8), entries, (drawn, which, all) => {
        const uid = which % drawn.n
        const mine = weightsOf(all.filter(([j]) => j < drawn.n))
        const found = expectRight(forecast({ spec: 293, input: drawn, uid })(mine))
        const row: StoredRow = [
          uid,
          Array.from(maxUpscale(mine.weights), (weight, k): readonly [number, number] => [mine.uids[k]!, weight]),
        ]
        const sent = {
          ...drawn,
          weights: sparseRows(drawn.n)([...storedRows(drawn.weights), row]),
          last_update: drawn.last_update.map((block, i) => (i === uid ? drawn.block : block)),
        }
        const sides = { now: expectRight(epoch(293)(drawn)), then: expectRight(epoch(293)(sent)) }
        for (const side of ['now', 'then'] as const) {
          const { emission, validator_trust, consensus, incentive } = sides[side]
          const parts = (share: number): number => Math.min(65_535, Math.floor(share * 65_535))
          expect([found.validator[side].emission, parts(found.validator[side].validator_trust)]).toEqual([
            emission[uid],
            validator_trust[uid],
          ])
          for (const { uid: j, [side]: miner } of found.miners)
            expect([miner.emission, parts(miner.consensus), parts(miner.incentive)]).toEqual([emission[j], consensus[j], incentive[j]])
        }
      }),
      { numRuns: 200 },
    )
  })

  test('is the same for weights at any scale', () => {
    expect(
      forecast(state)(
        weightsOf([
          [3, 2],
          [4, 1],
        ]),
      ),
    ).toEqual(
      forecast(state)(
        weightsOf([
          [3, 43_690],
          [4, 21_845],
        ]),
      ),
    )
  })

  test('shows no change for the weights that are on chain', () => {
    const { validator, miners } = expectRight(
      forecast(state)(
        weightsOf([
          [2, 65_535],
          [3, 65_535],
        ]),
      ),
    )
    expect(validator.then).toEqual(validator.now)
    for (const { now, then } of miners) expect(then).toEqual(now)
  })

  test('says when weights do not count because there is no permit', () => {
    const { permit, validator } = expectRight(forecast({ ...state, uid: 4 })(weightsOf([[2, 1]])))
    expect(permit).toBe(false)
    expect({ ...validator.then, active: false }).toEqual(validator.now)
  })

  test('lists clipped weights with all validators that cause it', () => {
    const three = {
      ...small,
      alpha_stake: ['1', '1', '1', '0', '0'].map((part) => `${part}000000000000`),
      validator_permit: [true, true, true, false, false],
      last_update: [9995, 9995, 9995, 0, 0],
      max_allowed_validators: 3,
    }
    const rows = {
      weights: [
        [0, [[3, 65_535]]],
        [
          1,
          [
            [3, 30_000],
            [4, 30_000],
          ],
        ],
        [
          2,
          [
            [4, 65_535],
            [3, 6553],
          ],
        ],
      ],
    }
    const found = expectRight(
      forecast({ ...state, input: expectRight(readEpochInput({ ...three, ...rows })) })(
        weightsOf([
          [3, 1],
          [4, 1],
        ]),
      ),
    )
    expect(found.clipped.map(({ validator, miner, by }) => [validator, miner, by])).toEqual([
      [0, 3, [1, 2]],
      [2, 4, [0, 1]],
    ])
  })

  test('refuses an unknown validator or miner, with its path', () => {
    expect(
      expectLeft(
        forecast({ ...state, uid: 5 })(
          weightsOf([
            [2, 1],
            [7, 1],
          ]),
        ),
      ).map(showYumaError),
    ).toEqual(['uid: 5 is not on the subnet', 'uids[1]: 7 is not on the subnet'])
    expect(expectLeft(forecast(state)({ uids: Uint16Array.of(1), weights: Uint16Array.of() })).map(showYumaError)).toEqual([
      'weights: expected 1 weights, one for each uid, found 0',
    ])
    expect(expectLeft(forecast({ ...state, input: { ...input, kappa: -1 } })(weightsOf([]))).map(({ path }) => path)).toEqual(['kappa'])
  })
})
