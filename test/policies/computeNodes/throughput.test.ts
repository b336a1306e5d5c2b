import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { showComputeNodesError } from '../../../src/policies/computeNodes/compute-nodes-error.js'
import type { Inference } from '../../../src/policies/computeNodes/throughput.js'
import { measureThroughput, partsKept, throughputVectors, validateThroughput } from '../../../src/policies/computeNodes/throughput.js'
import { Decimal } from '../../../src/units/exact/decimal.js'
import { fraction } from '../../../src/units/exact/fraction.js'
import { expectLeft, expectRight } from '../../either.js'

const inference = (block: number, tokens = 1, model = 'a'): Inference => ({ model, block, input_tokens: tokens, output_tokens: 0 })
const inferences = fc.array(
  fc.record({
    model: fc.constantFrom('a', 'b'),
    block: fc.integer({ min: 0, max: 30 }),
    input_tokens: fc.constantFrom(0, 1, Number.MAX_SAFE_INTEGER),
    output_tokens: fc.nat(),
  }),
)

describe('measurement', () => {
  test('input and output tokens of the last n blocks, the last included', () => {
    const rows = [{ ...inference(7), output_tokens: 4 }, inference(8, 10), inference(10, 100), inference(11, 1000), inference(9, 3, 'b')]
    expect([...expectRight(measureThroughput(rows)(10, 3))]).toEqual([
      ['a', 110n],
      ['b', 3n],
    ])
    expect([...expectRight(measureThroughput(rows)(10, 4))][0]).toEqual(['a', 115n])
  })
  test('two adjacent periods sum to the whole period', () => {
    fc.assert(
      fc.property(inferences, fc.nat({ max: 15 }), fc.nat({ max: 15 }), (rows, first, second) => {
        const at = (height: number, blocks: number): bigint => expectRight(measureThroughput(rows)(height, blocks)).get('a') ?? 0n
        return at(20, first) + at(20 - first, second) === at(20, first + second)
      }),
    )
  })
})

test('numbers of tokens that are not counts are all refused, also in blocks outside of the period', () => {
  const rows = [inference(1, 1.5), { ...inference(2, -1), output_tokens: Number.NaN }, inference(3), inference(99, 2 ** 53)]
  const errors = expectLeft(measureThroughput(rows)(3, 3))
  expect(errors).toEqual(
    [
      [1, 1.5],
      [2, -1],
      [2, Number.NaN],
      [99, 2 ** 53],
    ].map(([block, tokens]) => ({ _tag: 'InvalidTokens', model: 'a', block, tokens })),
  )
  expect(expectLeft(throughputVectors(['a'], rows)(3, 3))).toEqual(errors)
  expect(showComputeNodesError(errors[0]!)).toBe(
    'an inference of the model "a" in block 1 has 1.5 tokens: it is an integer from 0 to 2^53 - 1',
  )
})

describe('vectors', () => {
  test('the expected value of POC_SLOT is the measured value of the period of equal length before it', () => {
    fc.assert(
      fc.property(inferences, fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 12 }), (rows, start, blocks) => {
        const { expected, real } = expectRight(throughputVectors(['a', 'none'], rows)(start, blocks)).get('a')!
        const tokensIn = (first: number, last: number): bigint =>
          rows
            .filter(({ model, block }) => model === 'a' && block >= first && block < last)
            .reduce((sum, { input_tokens, output_tokens }) => sum + BigInt(input_tokens) + BigInt(output_tokens), 0n)
        expect(expected).toEqual([tokensIn(start - 2 * blocks, start - blocks), tokensIn(start - blocks, start)])
        expect(real).toEqual([tokensIn(start - blocks, start), tokensIn(start, start + blocks)])
      }),
    )
  })
  test('a model without an inference has 0 tokens', () => {
    expect(expectRight(throughputVectors(['a'], [])(10, 5)).get('a')).toEqual({ expected: [0n, 0n], real: [0n, 0n] })
  })
})

describe('validation', () => {
  const judged = (tolerance: string, expected: bigint, real: bigint) =>
    expectRight(validateThroughput(new Decimal(tolerance))(new Map([['a', { expected: [0n, expected], real: [0n, real] }]]))).get('a')!
  test('passes from exactly 1 - tolerance times the expected value on', () => {
    expect([
      judged('0.1', 100n, 90n).held,
      judged('0.1', 100n, 89n).held,
      judged('0', 2n ** 90n, 2n ** 90n - 1n).held,
      judged('1', 5n, 0n).held,
      judged('0', 0n, 0n).held,
    ]).toEqual([true, false, false, true, true])
    expect(judged('0.1', 100n, 89n).slots).toEqual([true, false])
  })
  test('a tolerance out of range and throughput below 0 are refused, and all are reported', () => {
    const vectors = new Map([
      ['a', { expected: [-1n, 2n], real: [0n, -3n] } as const],
      ['b', { expected: [0n, 0n], real: [-4n, 0n] } as const],
    ])
    const negative = [
      ['a', -1n],
      ['a', -3n],
      ['b', -4n],
    ].map(([name, throughput]) => ({ _tag: 'InvalidThroughput', model: name, throughput }))
    expect(expectLeft(validateThroughput(new Decimal(0))(vectors))).toEqual(negative)
    for (const tolerance of ['2', '-0.1', 'NaN'])
      expect(expectLeft(validateThroughput(new Decimal(tolerance))(vectors))).toEqual([
        { _tag: 'InvalidTolerance', tolerance },
        ...negative,
      ])
    expect(expectLeft(validateThroughput(undefined as unknown as Decimal)(new Map()))).toEqual([
      { _tag: 'InvalidTolerance', tolerance: 'undefined' },
    ])
  })
  test('when it counts, a model that fell short keeps the part that it reached', () => {
    expect(
      partsKept(
        new Map([
          ['a', judged('0.1', 100n, 89n)],
          ['b', judged('0.1', 100n, 90n)],
        ]),
      ),
    ).toEqual(new Map([['a', fraction(89n, 100n)]]))
  })
})
