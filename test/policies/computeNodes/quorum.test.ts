import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EpochParticipant } from '../../../src/policies/computeNodes/epoch-state.js'
import { GENESIS } from '../../../src/policies/computeNodes/epoch-state.js'
import { participantWeight } from '../../../src/policies/computeNodes/power.js'
import { isQuorate, quorumOf } from '../../../src/policies/computeNodes/quorum.js'
import { Decimal } from '../../../src/units/exact/decimal.js'
import type { Percent } from '../../../src/units/exact/percent.js'
import type { QuorumOf } from './wrong.js'
import { noQuorum, quorumOfHeads, quorumReached, strangersReport } from './wrong.js'
import { epochs, member, serving } from './worlds.js'

const percent = (text: string): Percent => new Decimal(text) as Percent
const percentages = fc.constantFrom('0', '0.001', '33.3333', '50', '66.67', '99.9').map(percent)
const ids = ['p1', 'p2', 'p3', 'p4', 'p10', 'stranger']
const reports = fc.subarray(ids).map((some): ReadonlySet<string> => new Set(some))
/** Epochs of any weights, and epochs of small weights, in which parts of the weight are often exactly a percentage. */
const states = fc.oneof(
  epochs(false),
  fc
    .uniqueArray(fc.tuple(fc.constantFrom('p1', 'p2', 'p3', 'p4'), fc.constantFrom(1n, 1n, 2n)), { minLength: 2, selector: ([id]) => id })
    .map((members) => ({ participants: members.map(([id, weight]) => member(id, serving('n1', null, weight))) })),
)

/** Laws, each with implementations that break it. */
const LAWS: readonly (readonly [name: string, wrong: readonly QuorumOf[], law: (of: QuorumOf) => fc.IProperty<unknown>])[] = [
  [
    'an epoch is decided exactly if more than the percentage of the weight of its members reported',
    [noQuorum, quorumOfHeads, quorumReached],
    (of) =>
      fc.property(percentages, states, reports, (percentage, { participants }, reported) => {
        const weight = (some: readonly EpochParticipant[]): Decimal =>
          some.reduce<Decimal>((sum, p) => sum.plus(participantWeight(p).toString()), new Decimal(0))
        const total = weight(participants)
        const isEnough = weight(participants.filter(({ id }) => reported.has(id)))
          .times(100)
          .gt(percentage.times(total))
        return isQuorate(of(percentage)(participants, reported)) === (isEnough || percentage.eq(0) || total.eq(0))
      }),
  ],
  [
    'a report of a participant that is not a member makes no difference',
    [strangersReport],
    (of) =>
      fc.property(percentages, states, reports, (percentage, { participants }, reported) => {
        const [without, including] = [new Set([...reported].filter((id) => id !== 'stranger')), new Set([...reported, 'stranger'])]
        expect(of(percentage)(participants, including)).toEqual(of(percentage)(participants, without))
      }),
  ],
]

describe('laws of the quorum', () => {
  test.each(LAWS)('%s', (_name, _wrong, law) => {
    fc.assert(law(quorumOf))
  })
  test.each(LAWS.flatMap(([name, wrong, law]) => wrong.map((of) => [name, of, law] as const)))(
    'a wrong implementation is caught: %s',
    (_name, of, law) => {
      expect(fc.check(law(of), { numRuns: 500 }).failed).toBe(true)
    },
  )
})

test('of a weight of 10, 6 is needed with 50 %, and 7 with 66.67 %; nothing is needed with 0 %, or before the first epoch', () => {
  const members = [member('p1', serving('n1', null, 7n)), member('p2', serving('n1', null, 3n))]
  const needed = (percentage: string, of = members): bigint => quorumOf(percent(percentage))(of, new Set()).needed
  expect(['50', '66.67', '60', '0'].map((percentage) => needed(percentage))).toEqual([6n, 7n, 7n, 0n])
  expect([needed('50', []), quorumOf(percent('50'))(GENESIS.participants, new Set())]).toEqual([
    0n,
    { reported: 0n, total: 0n, needed: 0n },
  ])
  expect(needed('99.9', [member('p1', serving('n1', null, 0n))])).toBe(0n)
})
