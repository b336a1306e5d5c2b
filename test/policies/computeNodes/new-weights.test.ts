import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dropReasons, supportIn } from '../../../src/policies/computeNodes/admission.js'
import { newWeights } from '../../../src/policies/computeNodes/new-weights.js'
import { formEpoch } from '../../../src/policies/computeNodes/form-epoch.js'
import { DEFAULT_TIMESLOTS, POC_SLOT, PRE_POC_SLOT } from '../../../src/policies/computeNodes/timeslots.js'
import { weighBatches } from '../../../src/policies/computeNodes/weigh-batches.js'
import { batches, candidate, candidates, epochs, member, model, registry, serving, validations } from './worlds.js'
import type { DropReasons, NewWeights } from './wrong.js'
import { halfIsEnough, nothingKept } from './wrong.js'

const worlds = epochs(true).chain((state) => candidates(state.models).map((some) => [state, some] as const))
const NONE = new Map<string, never>()

describe('timeslots', () => {
  test('are [PRE_POC_SLOT, POC_SLOT], by default [true, false]', () => {
    expect(DEFAULT_TIMESLOTS).toEqual([true, false])
    expect([DEFAULT_TIMESLOTS[PRE_POC_SLOT], DEFAULT_TIMESLOTS[POC_SLOT]]).toEqual([true, false])
  })
  test('are reset when the next epoch forms', () => {
    fc.assert(
      fc.property(worlds, validations, ([{ participants, models }, some], votes) => {
        const next = formEpoch(2, models, 0n)(newWeights(participants, NONE)(some, votes))
        expect(next.participants.flatMap(({ nodes }) => nodes).every(({ timeslots: [pre, poc] }) => pre && !poc)).toBe(true)
      }),
    )
  })
})

describe('weight preservation', () => {
  const keeps = (weigh: NewWeights) =>
    fc.property(worlds, ([{ participants }, some]) => {
      const weighed = weigh(participants, NONE)(some, [])
      return participants.every(({ id, nodes }) =>
        nodes
          .filter(({ timeslots }) => timeslots[POC_SLOT])
          .every((was) => {
            const now = weighed.find((other) => other.id === id)!.nodes.find((node) => node.id === was.id)
            return now === undefined || now.weight === was.weight
          }),
      )
    })
  test("a node that served keeps exactly last epoch's weight", () => {
    fc.assert(keeps(newWeights))
  })
  test('a wrong implementation is caught: it gets what it mined', () => {
    expect(fc.check(keeps(nothingKept)).failed).toBe(true)
  })
  test('none of its batches counts, however many there are', () => {
    fc.assert(
      fc.property(worlds, batches, ([{ participants }, some], more) => {
        const served = new Map(
          participants.map(({ id, nodes }) => [id, new Set(nodes.filter(({ timeslots }) => timeslots[POC_SLOT]).map((node) => node.id))]),
        )
        const padded = some.map((each) => ({
          ...each,
          batches: [
            ...more.filter(
              ({ node }) => node !== null && served.get(each.id)?.has(node) === true && each.nodes.some(({ id }) => id === node),
            ),
            ...each.batches,
          ],
        }))
        expect(newWeights(participants, NONE)(padded, [])).toEqual(newWeights(participants, NONE)(some, []))
      }),
    )
  })
  test('other nodes get what they mined, and both are added', () => {
    fc.assert(
      fc.property(worlds, ([{ participants }, some]) => {
        for (const { id, nodes, weight } of newWeights(participants, NONE)(some, [])) {
          const served = new Map(
            (participants.find((other) => other.id === id)?.nodes ?? [])
              .filter(({ timeslots }) => timeslots[POC_SLOT])
              .map((node) => [node.id, node.weight]),
          )
          const handedIn = some.find((other) => other.id === id)
          const mined = weighBatches(
            (handedIn?.nodes ?? []).map((node) => node.id),
            new Set(served.keys()),
          )(handedIn?.batches ?? [])
          expect(weight).toBe(nodes.reduce((sum, node) => sum + (served.get(node.id) ?? mined.weights.get(node.id)!), 0n))
        }
      }),
    )
  })
  test('in the first epoch there are no weights to keep', () => {
    fc.assert(
      fc.property(worlds, ([, some]) =>
        newWeights([], NONE)(some, []).every(({ nodes }) => nodes.every(({ origin }) => origin === 'mined')),
      ),
    )
  })
  test('a removed node keeps nothing', () => {
    const served = member('p', serving('n1', null, 9n, true), serving('n2', null, 9n, true))
    expect(newWeights([served], NONE)([candidate('p', [{ id: 'n2', models: [] }], [])], [])[0]!.weight).toBe(9n)
  })
})

describe('who enters', () => {
  const whole = { id: 'p', validator_key: 'k', seed: 's', weight: 1n }
  const majority = (reasons: DropReasons) =>
    fc.property(fc.bigInt({ min: 0n, max: 9n }), fc.bigInt({ min: 0n, max: 9n }), (a, b) => {
      const [valid, total] = a < b ? [a, b] : [b, a]
      return (reasons(whole, { valid, total }).length === 0) === (total === 0n || valid > total / 2n)
    })
  test('more than half (rounded down) of the current weight found it valid, or the current weight is 0', () => {
    fc.assert(majority(dropReasons))
  })
  test('a wrong implementation is caught: half is enough', () => {
    expect(fc.check(majority(halfIsEnough)).failed).toBe(true)
  })
  test('of 5, 3 are a majority; of 4, 3; of 1, 1', () => {
    const enters = (valid: bigint, total: bigint): boolean => dropReasons(whole, { valid, total }).length === 0
    expect([enters(2n, 5n), enters(3n, 5n), enters(2n, 4n), enters(3n, 4n), enters(0n, 1n), enters(1n, 1n), enters(0n, 0n)]).toEqual([
      false,
      true,
      false,
      true,
      false,
      true,
      true,
    ])
  })
  test('all reasons are given', () => {
    expect(dropReasons({ id: 'p', validator_key: null, seed: null, weight: 0n }, { valid: 0n, total: 1n })).toEqual([
      'NoValidatorKey',
      'NoSeed',
      'NoWeight',
      'NoMajority',
    ])
  })
  test('an empty key or seed counts as missing', () => {
    const without = { id: 'p', weight: 1n, validator_key: undefined as unknown as null, seed: '' }
    expect(dropReasons(without, { valid: 0n, total: 0n })).toEqual(['NoValidatorKey', 'NoSeed'])
    const weighed = newWeights([], NONE)([candidate('p', [{ id: 'n', models: [] }], [{ node: 'n', nonces: [1] }], without)], [])
    expect(weighed[0]!.weight).toBe(1n)
    expect(formEpoch(1, registry(), 0n)(weighed).participants).toEqual([])
  })
  test('votes of others do not count, a vote counts once, and a member that votes both ways does not support', () => {
    const members = [member('a', serving('n', null, 4n)), member('b', serving('n', null, 5n))]
    const vote = (validator: string, valid = true) => ({ validator, participant: 'p', valid })
    const support = supportIn(members, [vote('a'), vote('a'), vote('stranger'), vote('b'), vote('b', false)])
    expect(support('p')).toEqual({ valid: 4n, total: 9n })
    expect(support('q')).toEqual({ valid: 0n, total: 9n })
  })
  test('every member and every candidate has one result, and enters or has a reason', () => {
    fc.assert(
      fc.property(worlds, validations, ([state, some], votes) => {
        const weighed = newWeights(state.participants, NONE)(some, votes)
        const ids = [...new Set([...state.participants, ...some].map(({ id }) => id))].sort()
        expect(weighed.map(({ id }) => id)).toEqual(ids)
        const entered = new Set(formEpoch(2, state.models, 0n)(weighed).participants.map(({ id }) => id))
        for (const { id, dropped } of weighed) expect(dropped.length === 0).toBe(entered.has(id))
      }),
    )
  })
  test('a member that submits nothing is absent', () => {
    expect(newWeights([member('a', serving('n', null, 4n, true))], NONE)([], [])[0]).toMatchObject({
      id: 'a',
      dropped: ['Absent'],
      weight: 0n,
    })
  })
  test('nodes that mined for a registry are in the snapshot with it', () => {
    const weighed = newWeights([], NONE)([candidate('p', [{ id: 'n', models: ['b', 'a'] }], [{ node: 'n', nonces: [1] }])], [])
    const frozen = formEpoch(1, registry(model('b')), 7n)(weighed)
    expect(frozen).toMatchObject({
      epoch: 1,
      minted: 7n,
      participants: [{ id: 'p', nodes: [{ id: 'n', models: ['b', 'a'], model: 'b', weight: 1n }] }],
    })
    expect([...frozen.models.keys()]).toEqual(['b'])
  })
  test('later registrations do not change the snapshot', () => {
    const open = new Map(registry(model('b')))
    const frozen = formEpoch(1, open, 0n)([])
    open.set('c', model('c'))
    expect([...frozen.models.keys()]).toEqual(['b'])
  })
})
