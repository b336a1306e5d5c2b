import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chain, isLeft, isRight } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Subnet } from '../../../src/network/subnet.js'
import type { BurnTargetKeys } from '../../../src/policy/burn/burn-target.js'
import { findBurnTarget, judgeBurnTarget } from '../../../src/policy/burn/burn-target.js'
import type { BurnTargetError, BurnTargetWarning } from '../../../src/policy/burn/burn-target-error.js'
import { showBurnTarget } from '../../../src/policy/burn/burn-target-error.js'
import { judgeBurn } from '../../../src/policy/burn/judge-burn.js'
import { WHOLE } from '../../../src/policy/shares/whole.js'
import { ZERO } from '../../../src/units/exact/fraction.js'

type Whereabouts = Pick<Subnet, 'neurons' | 'owner'>

const neuron = (uid: number, hotkey: string, coldkey: string) => ({ uid, hotkey, coldkey, registered_at_block: 1 })
const whereabouts = (neurons: readonly object[], owner?: object): Whereabouts =>
  ({ neurons, ...(owner === undefined ? {} : { owner }) }) as unknown as Whereabouts
const check = (target: object, where: Whereabouts, burns = true, allowForeignBurn = false) =>
  pipe(
    findBurnTarget(target as BurnTargetKeys)(where.neurons),
    chain((found) => judgeBurnTarget(target as BurnTargetKeys, { allowForeignBurn })(where)(found, burns ? WHOLE : ZERO)),
  )
const said = (target: object, where: Whereabouts): readonly string[] => {
  const checked = check(target, where)
  return isRight(checked) ? checked.right.map(showBurnTarget) : [showBurnTarget(checked.left)]
}

const OWNER = { hotkey: '5H', coldkey: '5K' }
const NEURONS = [neuron(0, '5H', '5X'), neuron(1, '5I', '5K'), neuron(2, '5S', '5T')]

describe('the burn target', () => {
  const here = whereabouts(NEURONS, OWNER)
  test("the owner's hotkey and a hotkey of the owner's coldkey burn, named by uid or by hotkey", () => {
    for (const target of [{ burn_uid: 0 }, { burn_hotkey: '5H' }, { burn_uid: 1 }, { burn_hotkey: '5I', burn_uid: 1 }])
      expect(said(target, here)).toEqual([])
  })
  test('every other target would be paid', () => {
    expect(said({ burn_uid: 2 }, here)).toEqual(["uid 2 (5S of 5T) is not the owner's (5H, 5K): what is to burn would be paid to it"])
  })
  test('without an owner it is not known', () => {
    expect(said({ burn_uid: 2 }, whereabouts(NEURONS))).toEqual([
      "the snapshot names no owner: a weight for uid 2 (5S) burns only if that hotkey is the owner's",
    ])
  })
  test('missing', () => {
    const burns = '100 % of the whole is to burn'
    expect(said({}, here)).toEqual([`emission.burn_uid: neither it nor burn_hotkey is configured, and ${burns}`])
    expect(said({ burn_uid: 9 }, here)).toEqual([`emission.burn_uid: uid 9 is not on the metagraph, and ${burns}`])
    expect(said({ burn_hotkey: '5Z' }, here)).toEqual([`emission.burn_hotkey: 5Z is not on the metagraph, and ${burns}`])
    expect(said({ burn_hotkey: '5Z', burn_uid: 9 }, here)).toEqual([`emission.burn_uid: uid 9 is not on the metagraph, and ${burns}`])
  })
  test('uid and hotkey that name different targets', () => {
    const disagrees = 'emission.burn_hotkey: disagrees with burn_uid'
    expect(said({ burn_hotkey: '5Z', burn_uid: 2 }, here)).toEqual([`${disagrees}: uid 2 belongs to 5S, and 5Z is not on the metagraph`])
    expect(said({ burn_hotkey: '5H', burn_uid: 2 }, here)).toEqual([`${disagrees}: uid 2 belongs to 5S, and 5H has uid 0`])
    expect(said({ burn_hotkey: '5H', burn_uid: 9 }, here)).toEqual([`${disagrees}: uid 9 is not on the metagraph, and 5H has uid 0`])
  })
  test('an allowed foreign target is a warning with the same message', () => {
    const refused = check({ burn_uid: 2 }, here)
    const allowed = check({ burn_uid: 2 }, here, true, true)
    expect(isRight(allowed) && allowed.right.map(showBurnTarget)).toEqual([isLeft(refused) && showBurnTarget(refused.left)])
  })
  test('policies get the same, as problems', () => {
    expect(judgeBurn({ burn_uid: 2 } as BurnTargetKeys, here, WHOLE, false)).toMatchObject({
      left: [{ _tag: 'BurnDestinationForeign', path: '' }],
    })
    expect(judgeBurn({ burn_uid: 2, burn_hotkey: '5H' } as BurnTargetKeys, here, ZERO, true)).toMatchObject({
      left: [{ _tag: 'BurnTargetMismatch', path: '' }],
    })
  })
})

const KEYS = ['5H', '5I', '5S', '5Z'] as const
const cases = fc
  .record({
    hotkeys: fc.shuffledSubarray([...KEYS]),
    coldkeys: fc.array(fc.constantFrom('5K', '5T', '5X'), { minLength: 4, maxLength: 4 }),
    owner: fc.constantFrom(undefined, OWNER, OWNER),
    uid: fc.option(fc.nat(4), { nil: undefined }),
    hotkey: fc.option(fc.constantFrom(...KEYS), { nil: undefined }),
  })
  .map(({ hotkeys, coldkeys, owner, uid, hotkey }) => ({
    where: whereabouts(
      hotkeys.map((key, i) => neuron(i, key, coldkeys[i]!)),
      owner,
    ),
    target: { ...(uid === undefined ? {} : { burn_uid: uid }), ...(hotkey === undefined ? {} : { burn_hotkey: hotkey }) },
  }))

type Checker = (target: object, where: Whereabouts) => { readonly left?: BurnTargetError; readonly right?: readonly BurnTargetWarning[] }

/** No error and no warning means that the configured neuron is the owner's; everything else is reported. */
const silentOnlyWhereItBurns = (checker: Checker) =>
  fc.property(cases, ({ target, where }) => {
    const { burn_uid, burn_hotkey } = target as { readonly burn_uid?: number; readonly burn_hotkey?: string }
    const isConfigured = burn_uid !== undefined || burn_hotkey !== undefined
    const burning = where.neurons.some(
      ({ uid, hotkey, coldkey }) =>
        (burn_uid === undefined || burn_uid === uid) &&
        (burn_hotkey === undefined || burn_hotkey === hotkey) &&
        where.owner !== undefined &&
        (hotkey === where.owner.hotkey || coldkey === where.owner.coldkey),
    )
    const { right } = checker(target, where)
    return (right !== undefined && right.length === 0) === (isConfigured && burning)
  })

describe('laws of the burn target', () => {
  test("nothing is reported exactly when the configured neuron is the owner's", () => {
    fc.assert(silentOnlyWhereItBurns(check), { numRuns: 2000 })
  })
  test('an unknown owner is a warning and never an error', () => {
    fc.assert(
      fc.property(cases, ({ target, where }) => {
        const checked = check(target, whereabouts(where.neurons))
        return isRight(checked) ? checked.right.length === 1 : checked.left._tag !== 'BurnDestinationForeign'
      }),
    )
  })
  test('when nothing burns, only uid and hotkey that name different targets are reported', () => {
    fc.assert(
      fc.property(cases, ({ target, where }) => {
        const checked = check(target, where, false)
        return isRight(checked) ? checked.right.length === 0 : checked.left._tag === 'BurnTargetMismatch'
      }),
    )
  })
  const wrong: Readonly<Record<string, Checker>> = {
    'the uid only': ({ burn_uid }: { burn_uid?: number }, where) => check(burn_uid === undefined ? {} : { burn_uid }, where),
    'the hotkey only, with any uid': ({ burn_uid, burn_hotkey }: { burn_uid?: number; burn_hotkey?: string }, where) =>
      check(burn_hotkey === undefined ? { ...(burn_uid === undefined ? {} : { burn_uid }) } : { burn_hotkey }, where),
    "the owner's hotkey alone": (target, where) =>
      check(target, where.owner === undefined ? where : { ...where, owner: { ...where.owner, coldkey: '5-' as never } }),
    'every target, owner or not': (target, where) => {
      const checked = check(target, where)
      return isRight(checked) || checked.left._tag === 'BurnDestinationForeign' ? { right: [] } : checked
    },
  }
  for (const [name, checker] of Object.entries(wrong))
    test(`the law kills a check of ${name}`, () => {
      expect(fc.check(silentOnlyWhereItBurns(checker), { numRuns: 2000 }).failed).toBe(true)
    })
})
