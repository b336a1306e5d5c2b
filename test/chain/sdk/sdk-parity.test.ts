import { readFileSync } from 'node:fs'
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import type { ConversionError } from '../../../src/chain/sdk/conversion-error.js'
import { showConversionError } from '../../../src/chain/sdk/conversion-error.js'
import type { EmittedWeights } from '../../../src/chain/sdk/emit-like-sdk.js'
import { emitLikeSdk } from '../../../src/chain/sdk/emit-like-sdk.js'
import { normalizeMaxWeightLikeSdk } from '../../../src/chain/sdk/normalize-max-weight-like-sdk.js'
import type { ProcessOptions } from '../../../src/chain/sdk/process-weights-like-sdk.js'
import { processWeightsLikeSdk } from '../../../src/chain/sdk/process-weights-like-sdk.js'
import { expectLeft, expectRight } from '../../either.js'

type Dtype = 'float32' | 'float64'
type Column = Float32Array | Float64Array
const columnOf = (dtype: Dtype, values: readonly number[]): Column =>
  dtype === 'float32' ? Float32Array.from(values) : Float64Array.from(values)
const dtypeOf = (column: Column): Dtype => (column instanceof Float32Array ? 'float32' : 'float64')
const read = <A>(name: string): readonly A[] => JSON.parse(readFileSync(`test/vectors/${name}.json`, 'utf8')) as readonly A[]
const same = (a: ArrayLike<number>, b: ArrayLike<number>): boolean =>
  a.length === b.length && Array.from(a).every((x, i) => Object.is(x, b[i]))
const near = (a: ArrayLike<number>, b: ArrayLike<number>): boolean =>
  a.length === b.length && Array.from(a).every((x, i) => Math.abs(x - b[i]!) <= 1e-6)

describe('emit like the SDK', () => {
  interface Case {
    tag: string
    dtype: Dtype
    uids: number[]
    weights: number[]
    out_uids: number[]
    out_vals: number[]
    error?: string
  }
  const cases = read<Case>('emit')
  type Emit = (uids: readonly number[], weights: Column) => Either<ConversionError, EmittedWeights>
  const agrees = (emit: Emit): boolean =>
    cases.every(({ dtype, uids, weights, out_uids, out_vals, error }) => {
      const sent = emit(uids, columnOf(dtype, weights))
      if (isLeft(sent) || error !== undefined) return isLeft(sent) && error !== undefined
      return same(sent.right.uids, out_uids) && same(sent.right.weights, out_vals)
    })
  const rounding =
    (round: (ratio: number) => number): Emit =>
    (uids, weights) => {
      if (weights.some((w) => w < 0)) return emitLikeSdk(uids, weights)
      const max = Math.max(...weights)
      const values = Array.from(weights, (w) => (max === 0 ? 0 : round(w / max)))
      return {
        _tag: 'Right',
        right: { uids: uids.filter((_, i) => values[i]! > 0), weights: Uint16Array.from(values.filter((v) => v > 0)) },
      }
    }

  test('every case, bit for bit', () => {
    expect(cases.length).toBeGreaterThan(200)
    expect(agrees(emitLikeSdk)).toBe(true)
  })
  test('halves rounded up, or fractions dropped, are caught', () => {
    expect(agrees(rounding((ratio) => Math.round(ratio * 65_535)))).toBe(false)
    expect(agrees(rounding((ratio) => Math.floor(ratio * 65_535)))).toBe(false)
  })
  test('where the SDK raises there is an error, the first that applies', () => {
    const errorOf = (uids: number[], weights: number[]): string => showConversionError(expectLeft(emitLikeSdk(uids, weights)))
    expect(errorOf([], [])).toBe('there are no weights to convert')
    expect(errorOf([-1], [-2])).toBe('weights[0]: a weight is never negative on chain, found -2')
    expect(errorOf([0, -1], [0, 0])).toBe('uids[1]: a uid is never negative, found -1')
    expect(errorOf([0], [0, 1])).toBe('1 uids with 2 weights: each weight needs its uid')
    expect(errorOf([0, 1], [1, NaN])).toBe('weights[1]: expected a finite number, found NaN')
    expect(errorOf([0, 1], [Infinity, 1])).toBe('weights[0]: expected a finite number, found Infinity')
  })
})

describe('normalize_max_weight like the SDK', () => {
  interface Case {
    dtype: Dtype
    x: number[]
    limit: number
    y: number[]
    y_dtype: Dtype
    stable: boolean
  }
  const cases = read<Case>('normalize_max_weight')
  type Normalize = (limit: number) => (column: Column) => Column
  const agrees = (normalize: Normalize): boolean =>
    cases.every(({ dtype, x, limit, y, y_dtype, stable }) => {
      const found = normalize(limit)(columnOf(dtype, x))
      return dtypeOf(found) === y_dtype && (stable ? same(found, y) : near(found, y))
    })

  test('stable cases bit for bit, the others within 1e-6', () => {
    expect(cases.length).toBeGreaterThan(190)
    expect(agrees(normalizeMaxWeightLikeSdk)).toBe(true)
  })
  test('cases that are not stable also equal NumPy 2 bit for bit', () => {
    expect(cases.every(({ dtype, x, limit, y }) => same(normalizeMaxWeightLikeSdk(limit)(columnOf(dtype, x)), y))).toBe(true)
  })
  test('intermediate doubles, and sums from left to right, are caught', () => {
    const inDoubles =
      (limit: number) =>
      (column: Column): Column =>
        columnOf(dtypeOf(column), Array.from(normalizeMaxWeightLikeSdk(limit)(Float64Array.from(column))))
    expect(agrees(inDoubles)).toBe(false)
    expect(
      agrees((limit) => (column) => {
        const capped = normalizeMaxWeightLikeSdk(limit)(column)
        const sum = Array.from(column).reduce((a, b) => (column instanceof Float32Array ? Math.fround(a + b) : a + b), 0)
        const plain = column.map((w) => w / sum)
        return sum === 0 || column.length * limit <= 1 || plain.some((w) => w > limit) ? capped : plain
      }),
    ).toBe(false)
  })
  test('a column without entries stays empty, and in one that can not keep the limit all shares become equal', () => {
    expect(normalizeMaxWeightLikeSdk(0.5)(new Float32Array(0))).toEqual(new Float32Array(0))
    expect(normalizeMaxWeightLikeSdk(0)(Float64Array.of(1, 2))).toEqual(Float64Array.of(0.5, 0.5))
  })
  test('the largest share differs a little from the limit, and infinities give what they give in NumPy', () => {
    const largest = Math.max(...normalizeMaxWeightLikeSdk(0.4)(Float64Array.of(1, 1, 1, 97)))
    expect(Math.abs(largest - 0.4)).toBeLessThan(1e-5)
    for (const first of [1, Infinity])
      expect(normalizeMaxWeightLikeSdk(0.9)(Float64Array.of(first, Infinity))).toEqual(Float64Array.of(NaN, NaN))
  })
})

describe('process_weights like the SDK', () => {
  interface Case extends ProcessOptions {
    dtype: Dtype
    uids: number[]
    weights: number[]
    stable: boolean
    out_uids: number[]
    out_weights: number[]
    out_dtype: Dtype
    emit_uids: number[]
    emit_vals: number[]
  }
  const cases = read<Case>('process_weights')
  const agrees = (process: typeof processWeightsLikeSdk): boolean =>
    cases.every((c) => {
      const { uids, weights } = expectRight(process(c)(c.uids, columnOf(c.dtype, c.weights)))
      return (
        same(uids, c.out_uids) &&
        dtypeOf(weights) === c.out_dtype &&
        (c.stable ? same(weights, c.out_weights) : near(weights, c.out_weights))
      )
    })
  const options: ProcessOptions = { num_neurons: 3, min_allowed_weights: 1, max_weight_limit: 1, exclude_quantile: 0 }

  test('stable cases bit for bit, the others within 1e-6', () => {
    expect(cases.length).toBeGreaterThan(140)
    expect(agrees(processWeightsLikeSdk)).toBe(true)
  })
  test('the emitted weights, bit for bit', () => {
    for (const c of cases) {
      const { uids, weights } = expectRight(processWeightsLikeSdk(c)(c.uids, columnOf(c.dtype, c.weights)))
      const sent = expectRight(emitLikeSdk(uids, weights))
      expect(same(sent.uids, c.emit_uids) && same(sent.weights, c.emit_vals)).toBe(true)
    }
  })
  test('a quantile left out, a limit left out, or a minimum left out are caught', () => {
    expect(agrees((o) => processWeightsLikeSdk({ ...o, exclude_quantile: 0 }))).toBe(false)
    expect(agrees((o) => processWeightsLikeSdk({ ...o, max_weight_limit: 1 }))).toBe(false)
    expect(agrees((o) => processWeightsLikeSdk({ ...o, min_allowed_weights: 0 }))).toBe(false)
  })
  test('with no weight above 0, or only NaN, all get the same', () => {
    for (const weights of [[0, 0], [NaN, NaN], []])
      expect(
        expectRight(
          processWeightsLikeSdk(options)(
            weights.map((_, i) => i),
            weights,
          ),
        ).weights,
      ).toEqual(new Float64Array(3).fill(1 / 3))
    expect(expectRight(processWeightsLikeSdk({ ...options, num_neurons: 0 })([], []))).toEqual({ uids: [], weights: new Float64Array(0) })
  })
  test('options out of range, columns of two lengths and positions beyond the network are errors', () => {
    const errorOf = (changes: Partial<ProcessOptions>, uids: number[], weights: number[]): string =>
      showConversionError(expectLeft(processWeightsLikeSdk({ ...options, ...changes })(uids, weights)))
    expect(errorOf({ num_neurons: -1 }, [], [])).toBe('num_neurons: expected an integer from 0 to 65536, found -1')
    expect(errorOf({ exclude_quantile: 65_536 }, [], [])).toBe('exclude_quantile: expected an integer from 0 to 65535, found 65536')
    expect(errorOf({ min_allowed_weights: 0.5 }, [], [])).toBe('min_allowed_weights: expected an integer from 0 to 65535, found 0.5')
    expect(errorOf({}, [1], [])).toBe('1 uids with 0 weights: each weight needs its uid')
    expect(errorOf({ min_allowed_weights: 3 }, [0, 1, 2, 3], [0, 0, 0, 1])).toBe(
      'weights[3]: a positive weight beyond the 3 neurons of the network',
    )
  })
})
