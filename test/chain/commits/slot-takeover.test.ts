import { rulesOf } from '../rules.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mayBeTaken, takeSlot } from '../../../src/chain/commits/slot-takeover.js'
import type { Newcomer } from '../../../src/chain/commits/slot-takeover.js'
import type { WeightsLedger } from '../../../src/chain/commits/weights-ledger.js'
import { hotkeyOf } from '../../arbitraries/hotkey.js'
import { metagraphOf, neuronOf } from '../preflight/attempts.js'

const owner = { hotkey: hotkeyOf(0), coldkey: hotkeyOf(1000) }
const metagraph = metagraphOf(
  39,
  [0, 1, 2].map((uid) => neuronOf(uid, { last_update: 800 + uid, incentive: 7 })),
  {},
  { owner },
)
const ledger: WeightsLedger = {
  metagraph,
  weights: new Map([
    [1, { uids: [0, 2], weights: [65_535, 1] }],
    [2, { uids: [1, 1, 2], weights: [5, 6, 65_535] }],
  ]),
  commits: new Map([[3, [{ hotkey: hotkeyOf(1), block: 900, reveal_round: 1n, opened: null }]]]),
}
const newcomer = { uid: 1, hotkey: hotkeyOf(50), coldkey: hotkeyOf(51), stake: 9n, registered_at_block: 950 } as Newcomer

describe('a slot that changes hands', () => {
  // The sentence of each row: https://github.com/opentensor/subtensor, replace_neuron and clear_neuron.
  test.each([
    [293, { row: true, last_update: 801, permit: true, about: [5, 6, 65_535] }],
    [319, { row: true, last_update: 801, permit: true, about: [5, 6, 65_535] }],
    [320, { row: false, last_update: 801, permit: true, about: [0, 0, 65_535] }],
    [396, { row: false, last_update: 801, permit: true, about: [0, 0, 65_535] }],
    [397, { row: false, last_update: 950, permit: true, about: [0, 0, 65_535] }],
    [410, { row: false, last_update: 950, permit: true, about: [0, 0, 65_535] }],
    [411, { row: false, last_update: 950, permit: false, about: [0, 0, 65_535] }],
    [459, { row: false, last_update: 950, permit: false, about: [0, 0, 65_535] }],
  ])('at spec %i', (spec, { row, last_update, permit, about }) => {
    const { metagraph: after, weights, commits } = takeSlot(rulesOf(spec))(ledger, newcomer)
    expect(after.neurons[1]).toEqual({
      ...newcomer,
      validator_permit: permit,
      last_update,
      incentive: 0,
    })
    expect(weights.has(1)).toBe(row)
    expect(weights.get(2)!.weights).toEqual(about)
    expect(weights.get(2)!.uids).toEqual([1, 1, 2])
    expect(commits).toBe(ledger.commits)
    expect([after.neurons[0], after.neurons[2]]).toEqual([metagraph.neurons[0], metagraph.neurons[2]])
  })
  test("the owner's slot and one that nobody has are never taken", () => {
    for (const uid of [0, 3]) {
      expect(mayBeTaken(metagraph, uid)).toBe(false)
      expect(takeSlot(rulesOf(459))(ledger, { ...newcomer, uid } as Newcomer)).toBe(ledger)
    }
  })
  test('since 320 no entry about the uid is above 0, and no other entry changes', () => {
    const rows = fc.array(fc.tuple(fc.constantFrom(0, 1, 2), fc.integer({ min: 0, max: 65_535 })), { maxLength: 6 })
    fc.assert(
      fc.property(rows, fc.constantFrom(320, 411, 459), (row, spec) => {
        const weights = new Map([[2, { uids: row.map(([uid]) => uid), weights: row.map(([, weight]) => weight) }]])
        const after = takeSlot(rulesOf(spec))({ ...ledger, weights }, newcomer).weights.get(2)!
        expect(after.weights).toEqual(row.map(([uid, weight]) => (uid === 1 ? 0 : weight)))
      }),
    )
  })
})
