/** What line 11 of the Python SDK does differently: one test for each row of the table in docs/chain.md, and recorded results. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, isLeft, map } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { describe, expect, test } from 'vitest'
import { padToMinimum } from '../../../src/chain/preflight/pad-to-minimum.js'
import { commitHash } from '../../../src/chain/sdk/commit-hash.js'
import type { ConversionError } from '../../../src/chain/sdk/conversion-error.js'
import { showConversionError } from '../../../src/chain/sdk/conversion-error.js'
import type { EmittedWeights } from '../../../src/chain/sdk/emit-like-sdk.js'
import { emitLikeSdk } from '../../../src/chain/sdk/emit-like-sdk.js'
import { normalizeMaxWeightLikeSdk } from '../../../src/chain/sdk/normalize-max-weight-like-sdk.js'
import type { ProcessOptions } from '../../../src/chain/sdk/process-weights-like-sdk.js'
import { processWeightsLikeSdk } from '../../../src/chain/sdk/process-weights-like-sdk.js'
import { hotkeyOf } from '../../arbitraries/hotkey.js'
import { expectLeft, expectRight } from '../../either.js'

interface Case {
  readonly kind: string
  readonly uids: readonly number[]
  readonly weights: readonly number[]
  readonly own_uid: number
  readonly min_allowed_weights: number
  readonly max_weights_limit: number
  readonly clip: readonly number[] | null
  readonly clip_before_312: readonly number[] | null
  readonly sent: { readonly uids: readonly number[]; readonly vals: readonly number[]; readonly error?: 'zero' | 'few' }
  readonly sent_before_312: object | null
  readonly unclipped?: readonly number[]
}
const { cases } = JSON.parse(readFileSync('test/vectors/sdk_11.json', 'utf8')) as { readonly cases: readonly Case[] }
const same = (a: ArrayLike<number>, b: ArrayLike<number>): boolean =>
  a.length === b.length && Array.from(a).every((x, i) => Object.is(x, b[i]))

const optionsOf = ({ own_uid, min_allowed_weights, max_weights_limit, uids }: Case): ProcessOptions => ({
  line: 11,
  num_neurons: uids.length,
  min_allowed_weights,
  max_weight_limit: max_weights_limit / 65_535,
  exclude_quantile: 0,
  own_uid,
})

type Send = (one: Case) => Either<ConversionError, EmittedWeights>
const sendWith =
  (changes: Partial<ProcessOptions>): Send =>
  (one) =>
    pipe(
      processWeightsLikeSdk({ ...optionsOf(one), ...changes })(one.uids, one.weights),
      chain(({ uids, weights }) => emitLikeSdk(uids, weights, { line: 11 })),
    )
const TAGS = { zero: 'AllZero', few: 'TooFewWeights' } as const
const sends = (send: Send): boolean =>
  cases.every((one) => {
    const found = send(one)
    const { error } = one.sent
    if (error !== undefined || isLeft(found)) return isLeft(found) && error !== undefined && found.left._tag === TAGS[error]
    return same(found.right.uids, one.sent.uids) && same(found.right.weights, one.sent.vals)
  })

describe('line 11, recorded', () => {
  test('what is sent, bit for bit, and what is refused', () => {
    expect(cases.length).toBeGreaterThan(130)
    expect(sends(sendWith({}))).toBe(true)
  })
  test('the shares under a limit, bit for bit', () => {
    for (const one of cases) {
      const found = normalizeMaxWeightLikeSdk(one.max_weights_limit / 65_535, { line: 11 })(one.weights)
      if (one.clip === null) expect(expectLeft(found)).toEqual({ _tag: 'AllZero', weights: one.weights.length })
      else expect(same(expectRight(found), one.clip)).toBe(true)
    }
  })
  test('line 10 in its place, no limit, no minimum, no exception for a weight to oneself, and sums of an older Python are caught', () => {
    expect(sends(sendWith({ line: 10 }))).toBe(false)
    expect(sends(sendWith({ max_weight_limit: 1 }))).toBe(false)
    expect(sends(sendWith({ min_allowed_weights: 0 }))).toBe(false)
    expect(sends(sendWith({ own_uid: 99 }))).toBe(false)
    expect(cases.filter(({ sent_before_312 }) => sent_before_312 !== null).length).toBeGreaterThan(5)
    expect(cases.filter(({ clip_before_312 }) => clip_before_312 !== null).length).toBeGreaterThan(5)
  })
})

describe('the rows of the table of differences', () => {
  const options = { num_neurons: 3, min_allowed_weights: 2, max_weight_limit: 1, exclude_quantile: 0 }
  /** The weights that are sent for scores, at each line. Line 10 makes float32 of them, line 11 keeps doubles. */
  const sent = (line: 10 | 11, scores: readonly number[]): Either<ConversionError, readonly number[]> => {
    const uids = scores.map((_, i) => i)
    return pipe(
      processWeightsLikeSdk({ ...options, line })(uids, scores),
      chain((processed) => emitLikeSdk(processed.uids, processed.weights, { line })),
      map(({ weights }) => [...weights]),
    )
  }
  test('a list of weights: 1 and 0.9 are 65535 and 58981 at line 10, 65535 and 58982 at line 11', () => {
    const scores = [1, 0.9]
    expect([...expectRight(emitLikeSdk([0, 1], Float32Array.from(scores))).weights]).toEqual([65_535, 58_981])
    expect([...expectRight(emitLikeSdk([0, 1], scores, { line: 11 })).weights]).toEqual([65_535, 58_982])
    expect(expectRight(sent(11, scores))).toEqual([65_535, 58_982])
  })
  test('all zeros: line 10 answers equal shares, line 11 refuses in every function', () => {
    expect(expectRight(sent(10, [0, 0, 0]))).toEqual([65_535, 65_535, 65_535])
    expect(expectRight(emitLikeSdk([0, 1], [0, 0])).uids).toEqual([])
    expect(normalizeMaxWeightLikeSdk(0.9)(Float64Array.of(0, 0))).toEqual(Float64Array.of(0.5, 0.5))
    const refusal = { _tag: 'AllZero', weights: 3 }
    expect(expectLeft(sent(11, [0, 0, 0]))).toEqual(refusal)
    expect(expectLeft(emitLikeSdk([0, 1, 2], [0, 0, 0], { line: 11 }))).toEqual(refusal)
    expect(expectLeft(normalizeMaxWeightLikeSdk(0.9, { line: 11 })([0, 0, 0]))).toEqual(refusal)
    expect(expectLeft(normalizeMaxWeightLikeSdk(0.9, { line: 11 })([]))).toEqual({ _tag: 'NoWeights' })
  })
  test('too few weights: line 10 gives everybody a little, line 11 refuses', () => {
    expect(expectRight(sent(10, [1, 0, 0]))).toEqual([65_535, 1, 1])
    expect(expectLeft(sent(11, [1, 0, 0]))).toEqual({ _tag: 'TooFewWeights', entries: 1, minimum: 2 })
  })
  test('a vector that padToMinimum made long enough for the chain is refused by line 11, because it drops the zeros', () => {
    const padded = padToMinimum(2, [0, 1, 2])({ uids: Uint16Array.of(1), weights: Uint16Array.of(65_535) })
    expect(padded.uids.length).toBe(2)
    const found = processWeightsLikeSdk({ ...options, line: 11, own_uid: 9 })(padded.uids, padded.weights)
    expect(expectLeft(found)).toEqual({ _tag: 'TooFewWeights', entries: 1, minimum: 2 })
  })
  test('a limit that clips nothing may move a weight by one, and another one before Python 3.12', () => {
    const moved = cases.filter(({ unclipped }) => unclipped !== undefined)
    const offBy = (a: readonly number[], b: ArrayLike<number>): number => a.reduce((most, x, i) => Math.max(most, Math.abs(x - b[i]!)), 0)
    const differences = moved.map((one) => offBy(one.unclipped!, expectRight(sendWith({})(one)).weights))
    expect(differences).toContain(1)
    expect(differences.every((difference) => difference <= 1)).toBe(true)
    expect(moved.every(({ sent_before_312 }) => sent_before_312 !== null)).toBe(true)
  })
  test('a hash: line 11 can not reveal a commitment of [100, 200], and can reveal one of what it would send', () => {
    const commitment = { hotkey: hotkeyOf(1), netuid: 3, uids: [1, 2], values: [100, 200], salt: [7], version_key: 0n }
    expect(expectLeft(commitHash(commitment, { line: 11 }))).toEqual({ _tag: 'ChangedByReveal', index: 0, value: 100, revealed: 32_768 })
    const scaled = { ...commitment, values: [32_768, 65_535] }
    expect(expectRight(commitHash(scaled, { line: 11 }))).toBe(expectRight(commitHash(scaled)))
    expect(expectRight(commitHash(scaled))).not.toBe(expectRight(commitHash(commitment)))
    expect(expectLeft(commitHash({ ...scaled, values: [0, 65_535] }, { line: 11 }))._tag).toBe('ChangedByReveal')
    expect(expectLeft(commitHash({ ...scaled, uids: [], values: [] }, { line: 11 }))).toEqual({ _tag: 'NoWeights' })
  })
})

/** Weights with ties, zeros and huge ratios, as both lines accept them. */
const scores = fc.array(
  fc.oneof(
    fc.constantFrom(0, 0, 1, 0.9, 0.1),
    fc.integer({ min: 0, max: 100 }).map((n) => n / 100),
    fc.double({ min: 0, max: 1e9, noNaN: true }),
  ),
  { minLength: 1, maxLength: 12 },
)

describe('laws of line 11', () => {
  test('from the same doubles both lines send the same, and line 11 refuses exactly where line 10 sends nothing', () => {
    fc.assert(
      fc.property(scores, (weights) => {
        const uids = weights.map((_, i) => i)
        const older = expectRight(emitLikeSdk(uids, weights))
        const newer = emitLikeSdk(uids, weights, { line: 11 })
        return isLeft(newer) ? older.uids.length === 0 : same(older.uids, newer.right.uids) && same(older.weights, newer.right.weights)
      }),
    )
  })
  test('commitHash accepts exactly what emitLikeSdk would send again unchanged', () => {
    const reveals = (accepts: (values: readonly number[]) => boolean) =>
      fc.property(fc.array(fc.constantFrom(0, 1, 2, 32_768, 65_534, 65_535), { maxLength: 4 }), (values) => {
        const uids = values.map((_, i) => i)
        const again = emitLikeSdk(uids, values, { line: 11 })
        return accepts(values) === (!isLeft(again) && same(again.right.weights, values))
      })
    const ours = (values: readonly number[]): boolean =>
      !isLeft(
        commitHash({ hotkey: hotkeyOf(1), netuid: 3, uids: values.map((_, i) => i), values, salt: [], version_key: 0n }, { line: 11 }),
      )
    fc.assert(reveals(ours))
    expect(fc.check(reveals((values) => Math.max(...values) === 65_535)).failed).toBe(true)
    expect(fc.check(reveals((values) => values.length > 0 && values.every((value) => value > 0))).failed).toBe(true)
  })
  test('the checks have their own order, and what has no finite scale is refused', () => {
    const errorOf = (uids: readonly number[], weights: readonly number[]): string =>
      showConversionError(expectLeft(emitLikeSdk(uids, weights, { line: 11 })))
    expect(errorOf([], [])).toBe('there are no weights to convert')
    expect(errorOf([-1], [-2, 0])).toBe('1 uids with 2 weights: each weight needs its uid')
    expect(errorOf([-1, 0], [0, -2])).toBe('weights[1]: a weight is never negative on chain, found -2')
    expect(errorOf([-1], [0])).toBe('uids[0]: a uid is never negative, found -1')
    expect(errorOf([0, 1], [0, NaN])).toBe('none of the 2 weights is above 0')
    expect(errorOf([0, 1], [NaN, 0])).toBe('weights[0]: expected a finite number, found NaN')
    expect(errorOf([0, 1], [1, Infinity])).toBe('weights[1]: expected a finite number, found Infinity')
  })
  test('an option that line 11 does not have is refused, and its errors are one line each', () => {
    const process = processWeightsLikeSdk({ line: 11, num_neurons: 2, min_allowed_weights: 1, max_weight_limit: 1, exclude_quantile: 1 })
    expect(showConversionError(expectLeft(process([0], [1])))).toBe('exclude_quantile: expected an integer from 0 to 0, found 1')
    expect(showConversionError({ _tag: 'TooFewWeights', entries: 1, minimum: 2 })).toBe(
      '1 weights are left when zeros are dropped, and 2 is the least',
    )
    expect(showConversionError({ _tag: 'ChangedByReveal', index: 0, value: 100, revealed: 32_768 })).toBe(
      'values[0]: a reveal by the 11 line of the SDK would send 32768 instead of 100',
    )
    expect(normalizeMaxWeightLikeSdk(0.5, { line: 11 })([Infinity, 1, 1])).toEqual({ _tag: 'Right', right: Float64Array.of(NaN, NaN, NaN) })
  })
})
