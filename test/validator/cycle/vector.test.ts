import { isLeft } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OwnRow } from '../../../src/network/look.js'
import type { Block } from '../../../src/units/integer/block.js'
import type { Registered } from '../../../src/validator/network.js'
import type { WeightSubmissionRecord } from '../../../src/storage/tables.js'
import { complete, heldVector, isUnchanged, soundVector, totalVariation } from '../../../src/validator/cycle/vector.js'
import { hotkeyOf } from '../../arbitraries/hotkey.js'
import { metagraphOf, neuronOf } from '../../chain/preflight/attempts.js'
import { expectLeft, expectRight } from '../../either.js'

const networkOf = (seats: readonly number[], least = 1): Registered => {
  const metagraph = metagraphOf(
    39,
    seats.map((seed, uid) => neuronOf(uid, { hotkey: hotkeyOf(seed) })),
    { min_allowed_weights: least },
  )
  return { metagraph, signer: metagraph.neurons[0]! }
}
const lastOf = (
  entries: readonly (readonly [seed: number, uid: number, weight: number])[],
  changes: Partial<WeightSubmissionRecord> = {},
) =>
  ({
    hotkeys: entries.map(([seed]) => hotkeyOf(seed)),
    uids: entries.map(([, uid]) => uid),
    weights: entries.map(([, , weight]) => weight),
    block: 900,
    version_key: '0',
    rules: null,
    burn_hotkey: null,
    ...changes,
  }) as unknown as WeightSubmissionRecord
const vectorOf = (uids: readonly number[], weights: readonly number[]) => ({
  uids: Uint16Array.from(uids),
  weights: Uint16Array.from(weights),
})

describe('heldVector', () => {
  test('a hotkey keeps its weight where it sits now, and nobody else gets anything', () => {
    const seats = fc.uniqueArray(fc.nat(30), { minLength: 1, maxLength: 10 })
    const entries = fc.uniqueArray(fc.tuple(fc.nat(30), fc.nat(9), fc.constantFrom(0, 1, 7, 65_535)), {
      selector: ([seed]) => seed,
      maxLength: 10,
    })
    fc.assert(
      fc.property(seats, entries, (sitting, given) => {
        const held = heldVector(networkOf(sitting), lastOf(given))
        const paid = new Map(given.filter(([, , weight]) => weight > 0).map(([seed, , weight]) => [seed, weight]))
        const expected = sitting.flatMap((seed, uid) => (paid.has(seed) ? [[uid, paid.get(seed)]] : []))
        expect(Array.from(held.uids, (uid, i) => [uid, held.weights[i]])).toEqual(expected)
      }),
    )
  })
})

describe('complete', () => {
  test('nobody at all is a problem', () => {
    expect(isLeft(complete(networkOf([0, 1]), vectorOf([], [])))).toBe(true)
  })
  test('is padded with zeros to what the network wants, and a single weight to oneself is not', () => {
    expect(expectRight(complete(networkOf([0, 1, 2, 3], 3), vectorOf([2], [9])))).toEqual(vectorOf([0, 1, 2], [0, 0, 9]))
    expect(expectRight(complete(networkOf([0, 1, 2, 3], 3), vectorOf([0], [9])))).toEqual(vectorOf([0], [9]))
  })
})

describe('totalVariation', () => {
  const parts = fc.array(fc.integer({ min: 1, max: 65_535 }), { minLength: 1, maxLength: 8 })
  test('is 0 for the same shares, whatever their scale, 1 for none in common, and symmetric', () => {
    fc.assert(
      fc.property(parts, (weights) => {
        const uids = weights.map((_, uid) => uid)
        const halves = weights.map((weight) => weight / 65_535)
        expect(totalVariation(vectorOf(uids, weights), lastOf(halves.map((weight, uid) => [uid, uid, weight])))).toBeCloseTo(0, 12)
        expect(totalVariation(vectorOf(uids, weights), lastOf([[9, 99, 1]]))).toBeCloseTo(1, 12)
      }),
    )
  })
  test('is the part that moved', () => {
    expect(
      totalVariation(
        vectorOf([1, 2], [3, 1]),
        lastOf([
          [1, 1, 2],
          [2, 2, 2],
        ]),
      ),
    ).toBe(0.25)
  })
})

describe('soundVector', () => {
  test('a vector that may be sent is the same vector, in arrays of u16', () => {
    expect(expectRight(soundVector({ uids: [1, 65_535], weights: [0, 7] }))).toEqual(vectorOf([1, 65_535], [0, 7]))
  })
  test.each([
    null,
    {},
    { uids: [1], weights: [1, 2] },
    { uids: [1, 1], weights: [1, 2] },
    { uids: [-1], weights: [1] },
    { uids: [65_536], weights: [1] },
    { uids: [1.5], weights: [1] },
    { uids: [1], weights: [NaN] },
    { uids: [1], weights: [65_536] },
    { uids: ['1'], weights: [1] },
    { uids: 'ab', weights: 'ab' },
  ])('%j is none', (vector) => {
    expect(expectLeft(soundVector(vector))).toMatchObject([{ _tag: 'Unexpected', path: 'weights' }])
  })
})

describe('isUnchanged', () => {
  const seen = (last_update: number, row?: OwnRow): Registered => {
    const { metagraph, signer } = networkOf([0, 1, 2])
    return { metagraph: row === undefined ? metagraph : { ...metagraph, row }, signer: { ...signer, last_update: last_update as Block } }
  }
  const vector = vectorOf([1, 2], [5, 65_535])
  const last = (changes: Partial<WeightSubmissionRecord> = {}) =>
    lastOf(
      [
        [1, 1, 5],
        [2, 2, 65_535],
      ],
      changes,
    )
  test('only where the chain has this very vector, from the submission that is known', () => {
    const at = (last_update: number) => seen(last_update)
    expect(isUnchanged(last(), at(900))(vector, 0n)).toBe(true)
    expect(isUnchanged(null, at(900))(vector, 0n)).toBe(false)
    expect(isUnchanged(last(), at(901))(vector, 0n)).toBe(false)
    expect(isUnchanged(last(), at(900))(vector, 1n)).toBe(false)
    expect(isUnchanged(last({ weights: [5, 65_534] }), at(900))(vector, 0n)).toBe(false)
    expect(isUnchanged(last({ uids: [1, 3] }), at(900))(vector, 0n)).toBe(false)
    expect(isUnchanged(last({ uids: [1], weights: [5] }), at(900))(vector, 0n)).toBe(false)
  })
  test('where the stored row is known, it decides, whoever set it', () => {
    const row = [
      [1, 5],
      [2, 65_535],
    ] as const
    expect(isUnchanged(null, seen(900, row))(vector, 0n)).toBe(true)
    expect(isUnchanged(last({ block: 700 }), seen(900, row))(vector, 0n)).toBe(true)
    expect(isUnchanged(last(), seen(900, [[2, 65_535]]))(vector, 0n)).toBe(false)
    expect(isUnchanged(last(), seen(900, row))(vector, 1n)).toBe(false)
    expect(isUnchanged(null, seen(0, row))(vector, 0n)).toBe(false)
  })
})
