import { isRight } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Decision } from '../../../src/policy/decision.js'
import type { World } from '../../../src/policy/world.js'
import type { EventSharesConfig } from '../../../src/policies/eventShares/event-shares-config.js'
import { eventShares } from '../../../src/policies/eventShares/event-shares.js'
import { calculateWeights } from '../../../src/policies/eventShares/calculate-weights.js'
import { eventConfigs, eventWorlds } from '../../../src/testing/arbitraries/event-worlds.js'
import { hotkeyOf } from '../../../src/testing/arbitraries/hotkey.js'
import { AT, neuron, snapshotOf } from '../../../src/testing/arbitraries/snapshot.js'
import { testPolicy } from '../../../src/testing/test-policy.js'
import type { Fraction } from '../../../src/units/exact/fraction.js'
import { equals, fraction, multiply } from '../../../src/units/exact/fraction.js'
import { Instant } from '../../../src/units/time/instant.js'
import { expectLeft, expectRight } from '../../either.js'

testPolicy(eventShares(), { describe, it }, { configs: eventConfigs, worlds: eventWorlds })

const policy = eventShares()
const settings = (document: unknown): EventSharesConfig => expectRight(policy.readConfig(document))
const worldOf = (neurons: number, results: readonly unknown[], changes: Record<string, unknown> = {}): World => {
  const {
    at: _,
    results: __,
    ...network
  } = snapshotOf(
    Array.from({ length: neurons }, (_row, uid) => neuron(uid)),
    [],
    changes,
  )
  return { network, at: AT, results, previous: [], profiles: [] }
}
const event = (curator: number, source: number, changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  event_id: `${curator}-${source}`,
  curated_by: hotkeyOf(curator),
  source: hotkeyOf(source),
  created_at: '2026-11-19T06:00:00Z',
  ...changes,
})
const decide = (document: unknown, world: World): Decision => expectRight(policy.decide(settings(document))(world))
const units = ({ shares }: Decision): readonly (readonly [number, number])[] =>
  shares.map(({ neuron: { uid }, units: given }) => [uid, given])

describe('what is paid', () => {
  test('is the share from calculateWeights, of the part that does not burn', () => {
    fc.assert(
      fc.property(fc.constantFrom(0, 5, '33.333'), fc.boolean(), eventWorlds, (burn_percentage, normalise, world) => {
        const config = settings({ burn_percentage, normalise, burn_uid: 0 })
        const others = (world.network['neurons'] as readonly { readonly uid: number; readonly hotkey: string }[]).filter(
          ({ uid }) => uid !== 0,
        )
        const calculated = calculateWeights(config)(
          expectRight(Instant.decode(AT)),
          others.map(({ hotkey }) => hotkey),
        )(world.results)
        const decided = expectRight(policy.decide(config)(world))
        if (!isRight(calculated)) {
          expect(units(decided)).toEqual([[0, 65_535]])
          expect(decided.warnings).toContainEqual(expectLeft(calculated)[0])
          return
        }
        const pool = fraction(BigInt(Math.round(1e5 - 1e3 * Number(burn_percentage))) * 65_535n, 100_000n)
        const paid = new Map<string, Fraction>(decided.shares.map(({ neuron: { hotkey }, quota }) => [hotkey, quota]))
        expect(calculated.right.miners.every(({ hotkey, share }) => equals(paid.get(hotkey)!, multiply(share, pool)))).toBe(true)
      }),
    )
  })
  test('the ledger of the pool is called events, and scores are shares', () => {
    const { entries, figures, next, profiles } = decide(
      { burn_uid: 0 },
      worldOf(3, [event(1, 2)], { owner: { hotkey: hotkeyOf(0), coldkey: hotkeyOf(1) } }),
    )
    expect(entries).toEqual([
      { miner_uid: 1, miner_hotkey: hotkeyOf(1), category: 'events', allocated_weight: 39_321, miner_score: 0.6, category_total_score: 1 },
      { miner_uid: 2, miner_hotkey: hotkeyOf(2), category: 'events', allocated_weight: 26_214, miner_score: 0.4, category_total_score: 1 },
    ])
    expect([figures.miners_served, next, profiles]).toEqual([2, [], []])
  })
  test('when nothing counts the whole burns with a warning, and without a burn target there is no decision', () => {
    const stale = [event(1, 2, { created_at: 1 })]
    const { warnings, ...rest } = decide({ burn_uid: 0 }, worldOf(3, stale))
    expect(units({ warnings, ...rest })).toEqual([[0, 65_535]])
    expect(warnings.map(({ _tag }) => _tag)).toEqual(['OwnerUnknown', 'EvidenceUnusable', 'NoEvents'])
    expect(warnings[1]!.message).toBe('there are results, but no miner has a claim above 0 (OldEvent 1): everything that is not paid burns')
    const none = decide({ burn_uid: 0 }, worldOf(3, []))
    expect(none.warnings.map(({ _tag }) => _tag)).toEqual(['OwnerUnknown', 'NoEvents'])
    expect(expectLeft(policy.decide(settings({}))(worldOf(3, [...stale, null, 7]))).map(({ _tag }) => _tag)).toEqual(['NoEvents'])
    expect(expectLeft(policy.decide(settings({ burn_uid: 9 }))(worldOf(3, stale))).map(({ _tag }) => _tag)).toEqual(['BurnTargetMissing'])
  })
})

describe('who is left out', () => {
  test('a hotkey that is not a neuron, and the burn target, are left out before shares are computed', () => {
    const decided = decide({ burn_uid: 0, normalise: true }, worldOf(3, [event(1, 300), event(2, 0), event(0, 0), event(2, 1)]))
    expect(decided.excluded).toEqual(
      [
        { uid: null, hotkey: hotkeyOf(300), category: null, reason: 'NotRegistered' },
        { uid: 0, hotkey: hotkeyOf(0), category: null, reason: 'BurnTarget' },
      ].sort((a, b) => (a.hotkey < b.hotkey ? -1 : 1)),
    )
    // Curated 1 and 2 of 3, sourced 1 of 1 by uid 1: 0.6/3 + 0.4 and 0.6 x 2/3.
    expect(decided.entries.map(({ miner_score }) => miner_score)).toEqual([0.6, 0.4])
  })
  test('a designated miner that is not a neuron is left out, with its part', () => {
    const blend = { normalise: true, designated_weight: 0.1, sourced_weight: 0.45, curated_weight: 0.45 }
    const designated = (uid: number): readonly number[] =>
      decide({ ...blend, designated_hotkey: hotkeyOf(uid) }, worldOf(4, [event(1, 2)])).entries.map(({ miner_score }) => miner_score)
    expect(designated(300)).toEqual([0.5, 0.5])
    expect(designated(3)).toEqual([0.45, 0.45, 0.1])
  })
})

describe('where the burn goes', () => {
  const stranger = { owner: { hotkey: hotkeyOf(2), coldkey: hotkeyOf(9) } }
  const config = settings({ burn_uid: 0, burn_percentage: 5 })
  test('a foreign target is refused, unless it is allowed', () => {
    expect(expectLeft(policy.decide(config)(worldOf(3, [event(1, 2)], stranger)))[0]!._tag).toBe('BurnDestinationForeign')
    expect(expectRight(eventShares({ allowForeignBurn: true }).decide(config)(worldOf(3, [event(1, 2)], stranger))).warnings[0]!._tag).toBe(
      'BurnDestinationForeign',
    )
  })
  test('when nothing burns there is no warning, and uid and hotkey that name different targets are refused', () => {
    expect(decide({ burn_uid: 0 }, worldOf(3, [event(1, 2)], stranger)).warnings).toEqual([])
    expect(expectLeft(policy.decide(settings({ burn_uid: 0, burn_hotkey: hotkeyOf(1) }))(worldOf(3, [event(1, 2)])))[0]!._tag).toBe(
      'BurnTargetMismatch',
    )
  })
})

test('a malformed subnet is refused with every path', () => {
  expect(expectLeft(policy.decide(settings({}))({ ...worldOf(1, []), at: 'now' })).map(({ path }) => path)).toEqual(['at'])
})
