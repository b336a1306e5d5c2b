import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Comparison } from '../../../src/policy/compare/compare-decisions.js'
import { compareDecisions } from '../../../src/policy/compare/compare-decisions.js'
import { comparePolicies } from '../../../src/policy/compare/compare-policies.js'
import { mergeWithDefaults } from '../../../src/allocation/config/emission-config.js'
import type { Decision } from '../../../src/policy/decision.js'
import { poolDecision } from '../../../src/policy/pool/pool-decision.js'
import { paySinglePool } from '../../../src/policy/pool/single-pool.js'
import type { Neuron } from '../../../src/network/subnet.js'
import { eventShares } from '../../../src/policies/eventShares/event-shares.js'
import { gpuPools } from '../../../src/policies/gpuPools/gpu-pools.js'
import { gpuWorlds } from '../../../src/testing/arbitraries/gpu-worlds.js'
import type { Fraction } from '../../../src/units/exact/fraction.js'
import { compare, equals, fraction, fromDouble, subtract, sum, ZERO } from '../../../src/units/exact/fraction.js'
import { neuron } from '../../arbitraries/snapshot.js'
import { hotkeyOf } from '../../arbitraries/hotkey.js'
import { expectLeft, expectRight } from '../../either.js'

type Slot = readonly [uid: number, who: number, claim: number]

const burning = (burn_percentage: number) => expectRight(mergeWithDefaults({ burn_percentage, burn_uid: 0 }))
/** Uid 0 is the burn target. Each slot has a uid, a hotkey and a claim. */
const decision = (burn_percentage: number, slots: readonly Slot[], warnings: Decision['warnings'] = []): Decision => {
  const claims = slots.map(([uid, who, claim]) => ({
    neuron: { ...neuron(uid), uid, hotkey: hotkeyOf(who) } as Neuron,
    claim: fromDouble(claim),
  }))
  const pool = expectRight(paySinglePool(burning(burn_percentage))([neuron(0) as Neuron, ...claims.map((claim) => claim.neuron)])(claims))
  return { ...poolDecision('events')(pool), excluded: [], next: [], profiles: [], warnings }
}

const exact = (text: string): Fraction => {
  const [, sign, numerator, denominator] = /^(-?)(\d+)\/(\d+)$/.exec(text)!
  const size = fraction(BigInt(numerator!), BigInt(denominator!))
  return sign === '-' ? subtract(ZERO, size) : size
}
const sizeOf = (part: Fraction): Fraction => (part.numerator < 0n ? subtract(ZERO, part) : part)

const slots = fc
  .uniqueArray(
    fc.record({
      uid: fc.integer({ min: 1, max: 9 }),
      who: fc.integer({ min: 1, max: 9 }),
      claim: fc.oneof(fc.constantFrom(0, 0, 1, 1, 2, 0.1, 1e-9), fc.double({ min: 0, max: 9, noNaN: true })),
    }),
    { selector: ({ uid }) => uid, maxLength: 6 },
  )
  .map((all) =>
    all.filter(({ who }, i) => all.findIndex((other) => other.who === who) === i).map(({ uid, who, claim }): Slot => [uid, who, claim]),
  )
const decisions = fc.tuple(fc.constantFrom(0, 5, 33.3, 100), slots).map(([burn, all]) => decision(burn, all))

type Compare = typeof compareDecisions
const LAWS: readonly (readonly [name: string, law: (compared: Compare) => fc.IProperty<unknown>, wrong: Compare])[] = [
  [
    'differences are b minus a, for all hotkeys in either decision, and sum to 0',
    (compared) =>
      fc.property(decisions, decisions, (a, b) => {
        const { miners } = compared(a, b)
        const hotkeys = new Set<string>([...a.shares, ...b.shares].map(({ neuron: { hotkey } }) => hotkey))
        const each = miners.every((miner) => equals(exact(miner.difference.exact), subtract(exact(miner.b.exact), exact(miner.a.exact))))
        return (
          each &&
          miners.length === hotkeys.size &&
          miners.every(({ hotkey }) => hotkeys.has(hotkey)) &&
          equals(sum(miners.map(({ difference }) => exact(difference.exact))), ZERO)
        )
      }),
    (a, b) =>
      compareDecisions(a, {
        ...b,
        shares: b.shares.filter(({ neuron: { hotkey } }) => a.shares.some((share) => share.neuron.hotkey === hotkey)),
      }),
  ],
  [
    'the total variation is half the sum of the absolute differences',
    (compared) =>
      fc.property(decisions, decisions, (a, b) => {
        const { miners, total_variation } = compared(a, b)
        const twice = exact(total_variation.exact)
        return equals(sum([twice, twice]), sum(miners.map(({ difference }) => sizeOf(exact(difference.exact)))))
      }),
    (a, b) => ({ ...compareDecisions(a, b), total_variation: { exact: '1/3', decimal: '0.333333333333' } }),
  ],
  [
    'a decision compared with itself has no differences',
    (compared) =>
      fc.property(decisions, (a) => {
        const { miners, total_variation, stay } = compared(a, a)
        return (
          total_variation.exact === '0/1' &&
          stay === miners.length &&
          miners.every(({ change, difference }) => change === 'stays' && difference.decimal === '0.000000000000')
        )
      }),
    (a, b) => compareDecisions(a, { ...b, shares: b.shares.slice(1) }),
  ],
  [
    'exchanging the decisions changes the sign of every difference, and exchanges gains and losses',
    (compared) =>
      fc.property(decisions, decisions, (a, b) => {
        const [there, back] = [compared(a, b), compared(b, a)]
        const returned = new Map(back.miners.map((miner) => [miner.hotkey, miner]))
        const opposite = { gains: 'loses', loses: 'gains', stays: 'stays' }
        return (
          there.gain === back.lose &&
          there.stay === back.stay &&
          there.miners.every(({ hotkey, difference, change }) => {
            const other = returned.get(hotkey)!
            return other.change === opposite[change] && equals(sum([exact(difference.exact), exact(other.difference.exact)]), ZERO)
          })
        )
      }),
    (a, b) => ({ ...compareDecisions(a, b), gain: compareDecisions(a, b).miners.length }),
  ],
  [
    'the largest differences come first, then the lower uids',
    (compared) =>
      fc.property(decisions, decisions, (a, b) => {
        const { miners } = compared(a, b)
        return miners.every((miner, i) => {
          const before = miners[i - 1]
          const order = before === undefined ? 1 : compare(sizeOf(exact(before.difference.exact)), sizeOf(exact(miner.difference.exact)))
          return order > 0 || (order === 0 && (before!.uid < miner.uid || (before!.uid === miner.uid && before!.hotkey < miner.hotkey)))
        })
      }),
    (a, b) => ({ ...compareDecisions(a, b), miners: [...compareDecisions(a, b).miners].sort((x, y) => x.uid - y.uid) }),
  ],
  [
    'weights are those to submit, and the burn target is marked',
    (compared) =>
      fc.property(decisions, decisions, (a, b) =>
        compared(a, b).miners.every(({ hotkey, b: held }) => {
          const uid = b.shares.find((share) => share.neuron.hotkey === hotkey)?.neuron.uid
          const place = uid === undefined ? -1 : b.weights.uids.indexOf(uid)
          return held.weight === (b.weights.weights[place] ?? 0) && held.burn === (uid === 0)
        }),
      ),
    (a, b) => compareDecisions(a, { ...b, figures: { ...b.figures, burn: { ...b.figures.burn, uid: 1 } } }),
  ],
]

describe('laws of comparing', () => {
  test.each(LAWS)('%s', (_name, law) => {
    fc.assert(law(compareDecisions))
  })
  test.each(LAWS)('a wrong implementation is caught: %s', (_name, law, wrong) => {
    expect(fc.check(law(wrong), { numRuns: 300 }).failed).toBe(true)
  })
})

test('what a comparison says', () => {
  const warned = { _tag: 'NoEvents', path: '', message: 'none' }
  const a = decision(0, [
    [1, 1, 2],
    [2, 2, 1],
  ])
  const b = decision(
    50,
    [
      [1, 3, 1],
      [4, 2, 2],
    ],
    [warned],
  )
  expect(compareDecisions(a, b)).toEqual<Comparison>({
    miners: [
      {
        uid: 1,
        hotkey: hotkeyOf(1),
        a: { exact: '2/3', decimal: '0.666666666667', weight: 65_535, burn: false },
        b: { exact: '0/1', decimal: '0.000000000000', weight: 0, burn: false },
        difference: { exact: '-2/3', decimal: '-0.666666666667' },
        change: 'loses',
      },
      {
        uid: 0,
        hotkey: hotkeyOf(0),
        a: { exact: '0/1', decimal: '0.000000000000', weight: 0, burn: true },
        b: { exact: '1/2', decimal: '0.500000000000', weight: 65_535, burn: true },
        difference: { exact: '1/2', decimal: '0.500000000000' },
        change: 'gains',
      },
      {
        uid: 1,
        hotkey: hotkeyOf(3),
        a: { exact: '0/1', decimal: '0.000000000000', weight: 0, burn: false },
        b: { exact: '1/6', decimal: '0.166666666667', weight: 21_845, burn: false },
        difference: { exact: '1/6', decimal: '0.166666666667' },
        change: 'gains',
      },
      {
        uid: 4,
        hotkey: hotkeyOf(2),
        a: { exact: '1/3', decimal: '0.333333333333', weight: 32_768, burn: false },
        b: { exact: '1/3', decimal: '0.333333333333', weight: 43_690, burn: false },
        difference: { exact: '0/1', decimal: '0.000000000000' },
        change: 'stays',
      },
    ],
    total_variation: { exact: '2/3', decimal: '0.666666666667' },
    gain: 2,
    lose: 1,
    stay: 1,
    warnings: [{ ...warned, side: 'b' }],
  })
})

describe('two policies on one world', () => {
  const pools = gpuPools()
  const config = (document: unknown) => expectRight(pools.readConfig(document))
  test('are compared by their decisions', () => {
    fc.assert(
      fc.property(gpuWorlds, (world) => {
        const [one, other] = [config({ burn_uid: 0 }), config({ burn_uid: 0, burn_percentage: 10, zero_scores: 'equal' })]
        const decide = (c: typeof one): Decision => expectRight(pools.decide(c)(world))
        expect(expectRight(comparePolicies(pools, one)(pools, other)(world))).toEqual(compareDecisions(decide(one), decide(other)))
      }),
      { numRuns: 30 },
    )
  })
  test('may be different policies, and a refusal says which side refused', () => {
    const [world] = fc.sample(gpuWorlds, { numRuns: 1, seed: 1 })
    const events = eventShares()
    const compared = comparePolicies(pools, config({ burn_uid: 9999 }))(events, expectRight(events.readConfig({ burn_uid: 0 })))
    expect(expectLeft(compared(world!)).map(({ side, _tag }) => [side, _tag])).toEqual([['a', 'BurnTargetMissing']])
    const both = comparePolicies(pools, config({ burn_uid: 0 }))(events, expectRight(events.readConfig({})))
    expect(expectLeft(both({ ...world!, at: 'now' })).map(({ side, path }) => [side, path])).toEqual([
      ['a', 'at'],
      ['b', 'at'],
    ])
  })
})
