import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EpochParams } from '../../../src/policies/computeNodes/epoch-params.js'
import { lastOffset, readEpochParams } from '../../../src/policies/computeNodes/epoch-params.js'
import type { EpochPhase, StageHeights } from '../../../src/policies/computeNodes/epoch-stages.js'
import { epochAt, nextEpoch, nextStages, phaseAt, stagesOf } from '../../../src/policies/computeNodes/epoch-stages.js'
import { expectLeft, expectRight } from '../../either.js'

const lengths = (
  epoch_length: number,
  epoch_shift: number,
  poc: number,
  exchange: number,
  delay: number,
  validation: number,
  setting: number,
): EpochParams =>
  expectRight(
    readEpochParams({
      epoch_length,
      epoch_shift,
      poc_stage_duration: poc,
      poc_exchange_duration: exchange,
      poc_validation_delay: delay,
      poc_validation_duration: validation,
      set_new_validators_delay: setting,
    }),
  )

const SHORT = lengths(100, 90, 20, 1, 2, 10, 1)
const LONG = lengths(2000, 90, 60, 1, 2, 20, 1)
const UNSHIFTED = lengths(50, 0, 4, 1, 1, 4, 1)

/** The published examples: PoC starts, winds down, ends; validation starts, winds down, ends; validators are set. */
const PUBLISHED = [
  { params: SHORT, epoch: nextEpoch(SHORT)({ index: 0, start: 0 }), heights: [10, 26, 30, 32, 40, 42, 43] },
  { params: LONG, epoch: nextEpoch(LONG)({ index: 1, start: 2800 }), heights: [4800, 4848, 4860, 4862, 4878, 4882, 4883] },
  { params: UNSHIFTED, epoch: nextEpoch(UNSHIFTED)({ index: 0, start: 0 }), heights: [50, 53, 54, 55, 58, 59, 60] },
] as const

describe('the published examples', () => {
  test.each(PUBLISHED)('an epoch that starts at $epoch.start', ({ params, epoch, heights }) => {
    const stages = stagesOf(params)(epoch)!
    const { poc_start, poc_wind_down, poc_end, validation_start, validation_wind_down, validation_end, set_new_validators } = stages
    expect([poc_start, poc_wind_down, poc_end, validation_start, validation_wind_down, validation_end, set_new_validators]).toEqual(heights)
    expect(stages.poc_exchange_deadline).toBe(poc_end + 1)
    expect(stages.claim).toBe(set_new_validators + 1)
    expect(stages.model_loading).toBe(validation_end)
  })
  test('the first starts at the length minus the shift, then one follows every length', () => {
    expect([9, 10, 109, 110, 210].map((height) => epochAt(SHORT)(height))).toEqual([
      { index: 0, start: 0 },
      { index: 1, start: 10 },
      { index: 1, start: 10 },
      { index: 2, start: 110 },
      { index: 3, start: 210 },
    ])
    expect(epochAt(LONG)(1910)).toEqual({ index: 1, start: 1910 })
    expect(epochAt(UNSHIFTED)(49)).toEqual({ index: 0, start: 0 })
  })
  test('height 57 lies in the validation exchange window, 56 to 59', () => {
    expect(stagesOf(UNSHIFTED)(epochAt(UNSHIFTED)(57))!.validation_exchange).toEqual({ first: 56, last: 59 })
  })
  test('exchange windows open a block after the start and include their last block', () => {
    expect(stagesOf(SHORT)({ index: 1, start: 10 })!.poc_exchange).toEqual({ first: 11, last: 31 })
  })
  test('every block of the first epoch has its phase', () => {
    const phases: readonly (readonly [EpochPhase, number, number])[] = [
      ['Inference', 0, 9],
      ['PoCGenerate', 10, 25],
      ['PoCGenerateWindDown', 26, 31],
      ['PoCValidate', 32, 39],
      ['PoCValidateWindDown', 40, 41],
      ['Inference', 42, 109],
      ['PoCGenerate', 110, 125],
    ]
    for (const [phase, first, last] of phases)
      for (let height = first; height <= last; height++) expect([height, phaseAt(SHORT)(height)]).toEqual([height, phase])
  })
})

const params = fc
  .tuple(...Array.from({ length: 5 }, () => fc.integer({ min: 0, max: 12 })), fc.integer({ min: 0, max: 40 }), fc.nat())
  .map(([poc, exchange, delay, validation, setting, slack, shift]): EpochParams => {
    const made = {
      epoch_length: 0,
      epoch_shift: 0,
      poc_stage_duration: poc!,
      poc_exchange_duration: exchange!,
      poc_validation_delay: delay!,
      poc_validation_duration: validation!,
      set_new_validators_delay: setting!,
    }
    const epoch_length = lastOffset(made) + 1 + slack!
    return { ...made, epoch_length, epoch_shift: shift! % epoch_length }
  })
const ORDER: readonly (keyof StageHeights)[] = [
  'poc_start',
  'poc_wind_down',
  'poc_end',
  'validation_start',
  'validation_wind_down',
  'validation_end',
  'model_loading',
  'set_new_validators',
  'claim',
]

/** The exchange deadline may lie anywhere after the end of proof-of-compute. */
const STAGES: readonly (keyof StageHeights)[] = [...ORDER, 'poc_exchange_deadline']

describe('laws of stages', () => {
  test('stages are in order, and all of them come before the next epoch begins', () => {
    fc.assert(
      fc.property(params, fc.nat({ max: 500 }), (p, height) => {
        const epoch = epochAt(p)(height)
        const stages = stagesOf(p)(epoch)
        if (stages === null) return epoch.index === 0
        const heights = ORDER.map((stage) => stages[stage])
        return (
          heights.every((at, i) => i === 0 || at >= heights[i - 1]!) &&
          stages.poc_end <= stages.poc_exchange_deadline &&
          STAGES.every((stage) => stages[stage] < nextEpoch(p)(epoch).start)
        )
      }),
    )
  })
  test('an epoch holds the blocks from its start to the next', () => {
    fc.assert(
      fc.property(params, fc.nat({ max: 500 }), (p, height) => {
        const epoch = epochAt(p)(height)
        return epoch.start <= height && height < nextEpoch(p)(epoch).start
      }),
    )
  })
  test('the next height of a stage is after the block, is that stage of its epoch, and none is skipped', () => {
    fc.assert(
      fc.property(params, fc.nat({ max: 500 }), (p, height) => {
        const next = nextStages(p)(height)
        return STAGES.every((stage) => {
          const epoch = epochAt(p)(next[stage])
          const before = epoch.index - 1
          const earlier = before < 1 ? -1 : stagesOf(p)({ index: before, start: epoch.start - p.epoch_length })![stage]
          return next[stage] > height && stagesOf(p)(epoch)![stage] === next[stage] && earlier <= height
        })
      }),
    )
  })
  test('epoch 0 has no stages, and all of it is inference', () => {
    expect(stagesOf(SHORT)({ index: 0, start: 0 })).toBeNull()
    expect(nextStages(SHORT)(0).poc_start).toBe(10)
  })
})

test('lengths that do not fit together are refused, with every reason', () => {
  expect(expectLeft(readEpochParams({ ...SHORT, epoch_length: 34 }))).toEqual([
    { _tag: 'EpochTooShort', epoch_length: 34, needed: 35 },
    { _tag: 'ShiftTooLong', epoch_length: 34, epoch_shift: 90 },
  ])
  expect(readEpochParams({ ...SHORT, epoch_length: 35, epoch_shift: 34 })._tag).toBe('Right')
  const slow = { ...SHORT, epoch_shift: 0, poc_exchange_duration: 40 }
  expect(expectLeft(readEpochParams({ ...slow, epoch_length: 60 }))).toEqual([{ _tag: 'EpochTooShort', epoch_length: 60, needed: 61 }])
  expect(readEpochParams({ ...slow, epoch_length: 61 })._tag).toBe('Right')
  expect(expectLeft(readEpochParams({ ...SHORT, poc_stage_duration: -1, shift: 3 })).length).toBe(2)
})
