import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coverageBonus } from '../../../src/policies/computeNodes/coverage.js'
import type { RewardSettings } from '../../../src/policies/computeNodes/epoch-reward.js'
import { epochReward, mintable } from '../../../src/policies/computeNodes/epoch-reward.js'
import type { Account, Settlement } from '../../../src/policies/computeNodes/settle-rewards.js'
import { settleRewards } from '../../../src/policies/computeNodes/settle-rewards.js'
import { Decimal } from '../../../src/units/exact/decimal.js'
import { compare, equals, fraction, multiply } from '../../../src/units/exact/fraction.js'
import { expectLeft, expectRight } from '../../either.js'
import { epochs, member, model, registry, serving, weights } from './worlds.js'
import type { CoverageBonus, Mintable, SettleRewards } from './wrong.js'
import { anyModel, capOfAnEpoch, remainderGone, remainderToFirst } from './wrong.js'

describe('the coverage bonus', () => {
  const exact = (bonus: CoverageBonus) =>
    fc.property(epochs(false), ({ models, participants }) =>
      participants.every((participant) => {
        const covers = models.size > 0 && [...models.keys()].every((id) => participant.nodes.some((node) => node.model === id))
        return equals(bonus(models)(participant), covers ? fraction(11n, 10n) : fraction(1n))
      }),
    )
  test('is exactly 11/10 with a node in every group, and exactly 1 otherwise', () => {
    fc.assert(exact(coverageBonus))
  })
  test('a wrong implementation is caught: one model is enough', () => {
    expect(fc.check(exact(anyModel)).failed).toBe(true)
  })
  test('without models there is no bonus', () => {
    expect(coverageBonus(registry())(member('p', serving('n', null, 1n)))).toEqual(fraction(1n))
  })
  test('a node of weight 0 counts too', () => {
    const bonus = coverageBonus(registry(model('a'), model('b')))
    expect(bonus(member('p', serving('n', 'a', 1n), serving('m', 'b', 0n)))).toEqual(fraction(11n, 10n))
  })
})

describe('the epoch reward', () => {
  const settings = (changes: Partial<RewardSettings> = {}): RewardSettings => ({
    initial: 285_000_000_000_000n,
    decay: new Decimal('-0.000475'),
    genesis: 0,
    cap: null,
    ...changes,
  })
  const reward = (epoch: number, changes: Partial<RewardSettings> = {}): bigint => expectRight(epochReward(settings(changes))(epoch))
  test('decays by the epochs since genesis: agrees with another program with 80 digits', () => {
    expect([0, 1, 10, 1460, 100_000].map((epoch) => reward(epoch))).toEqual([
      285_000_000_000_000n,
      284_864_657_146_472n,
      283_649_460_071_625n,
      142_449_732_098_060n,
      0n,
    ])
    expect([0, 1, 2].map((epoch) => reward(epoch, { genesis: 1 }))).toEqual([
      285_000_000_000_000n,
      285_000_000_000_000n,
      284_864_657_146_472n,
    ])
  })
  test('is the floor of the value in decimal arithmetic with 64 digits', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 2n ** 100n }),
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 0, max: 3000 }),
        (initial, millionths, epoch) => {
          const decay = new Decimal(-millionths).div(1_000_000)
          expect(reward(epoch, { initial, decay })).toBe(
            BigInt(new Decimal(initial.toString()).times(decay.times(epoch).exp()).floor().toFixed(0)),
          )
        },
      ),
    )
  })
  test('is 0 when the exact amount is below 1, and never rises', () => {
    expect(reward(1, { initial: 2n, decay: new Decimal(-1) })).toBe(0n)
    expect(reward(2_000_000_000, { initial: 2n ** 127n })).toBe(0n)
    fc.assert(fc.property(fc.nat({ max: 3000 }), (epoch) => reward(epoch + 1) <= reward(epoch)))
  })
  test('is that floor also for decays chosen to be as close to whole coins as 64 decimals allow', () => {
    const Long = Decimal.clone({ precision: 220 })
    const aimed = fc
      .bigInt({ min: 2n, max: 2n ** 128n - 1n })
      .chain((initial) =>
        fc.tuple(
          fc.constant(initial),
          fc.oneof(fc.bigInt({ min: 1n, max: initial - 1n }), fc.constant(initial - 1n), fc.constant(1n)),
          fc.constantFrom(Long.ROUND_UP, Long.ROUND_DOWN),
        ),
      )
    fc.assert(
      fc.property(aimed, ([initial, coins, rounding]) => {
        const decay = new Long(coins.toString()).div(initial.toString()).ln().toDecimalPlaces(64, rounding)
        const exact = decay.exp().times(initial.toString())
        expect(reward(1, { initial, decay: new Decimal(decay.toFixed()) })).toBe(BigInt(exact.floor().toFixed(0)))
        // A decay rounded away from 0 gives less than the chosen coins; one rounded towards 0 does not.
        expect(exact.gte(coins.toString())).toBe(rounding === Long.ROUND_DOWN)
      }),
      { numRuns: 60 },
    )
    const least = new Decimal('-1e-64')
    expect([reward(1, { initial: 1n, decay: least }), reward(1, { initial: 2n ** 128n - 1n, decay: least })]).toEqual([0n, 2n ** 128n - 2n])
  })
  test('an epoch or a genesis that is not an index is refused', () => {
    for (const wrong of [-1, 0.5, Number.NaN, Infinity, 2 ** 53]) {
      expect(expectLeft(epochReward(settings())(wrong))).toEqual([{ _tag: 'InvalidEpoch', what: 'epoch', epoch: wrong }])
      expect(expectLeft(epochReward(settings({ genesis: wrong }))(1))).toEqual([{ _tag: 'InvalidEpoch', what: 'genesis', epoch: wrong }])
    }
  })
  test('wrong settings are refused, and all are reported', () => {
    const wrong = settings({ initial: -1n, decay: new Decimal('0.1'), cap: 2n ** 128n })
    expect(expectLeft(epochReward(wrong)(1)).map(({ _tag }) => _tag)).toEqual(['InvalidAmount', 'InvalidAmount', 'InvalidDecay'])
    for (const decay of [new Decimal(Number.NaN), new Decimal(-Infinity), new Decimal('-1e-65')])
      expect(expectLeft(epochReward(settings({ decay }))(1)).length).toBe(1)
  })
})

describe('the cap', () => {
  const amounts = fc.oneof(fc.bigInt({ min: 0n, max: 20n }), fc.constantFrom(2n ** 64n, 2n ** 64n - 1n, 2n ** 100n))
  const kept = (mint: Mintable) =>
    fc.property(amounts, fc.array(amounts, { maxLength: 6 }), (cap, rewards) => {
      let minted = 0n
      for (const reward of rewards) minted += mint(cap, minted)(reward)
      const due = rewards.reduce((sum, reward) => sum + reward, 0n)
      return minted === (due < cap ? due : cap)
    })
  test('the whole reward is minted, up to the cap and never above it', () => {
    fc.assert(kept(mintable))
  })
  test('a wrong implementation is caught: each epoch has its own cap', () => {
    expect(fc.check(kept(capOfAnEpoch)).failed).toBe(true)
  })
})

describe('settlement', () => {
  const account = (id: string): fc.Arbitrary<Account> =>
    fc.record({
      id: fc.constant(id),
      weight: fc.oneof({ weight: 9, arbitrary: weights }, { weight: 1, arbitrary: fc.constantFrom(-1n, -(2n ** 64n)) }),
      bonus: fc.constantFrom(fraction(1n), fraction(11n, 10n)),
      balance: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(0n, 3n, 2n ** 65n) }, { weight: 1, arbitrary: fc.constant(-1n) }),
      valid: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
    })
  const accounts = fc.subarray(['p1', 'p2', 'p3', 'p4', 'p10']).chain((ids) => fc.tuple(...ids.map(account)))
  const amounts = fc.oneof(
    fc.bigInt({ min: 0n, max: 100n }),
    fc.constantFrom(285_000_000_000_000n, 2n ** 64n - 1n, 2n ** 64n, 2n ** 64n + 1n, 2n ** 100n + 7n),
  )
  const isPaid = ({ balance, valid, weight }: Account): boolean => valid && balance >= 0n && weight >= 0n
  const settled = (amount: bigint, some: readonly Account[], settle: SettleRewards = settleRewards): Settlement =>
    expectRight(settle(amount)(some))
  const earns = (some: readonly Account[]): boolean => some.some((each) => isPaid(each) && each.weight > 0n)

  const LAWS: readonly (readonly [name: string, wrong: SettleRewards, law: (settle: SettleRewards) => fc.IProperty<unknown>])[] = [
    [
      'rewards sum to exactly what is minted: the whole amount, or 0 when no account has a claim',
      remainderGone,
      (settle) =>
        fc.property(amounts, accounts, (amount, some) => {
          const { minted, payments } = settled(amount, some, settle)
          return payments.reduce((sum, { reward }) => sum + reward, 0n) === minted && minted === (earns(some) ? amount : 0n)
        }),
    ],
    [
      'each reward is the floor or the ceiling of its part by weight and bonus',
      remainderToFirst,
      (settle) =>
        fc.property(amounts, accounts, (amount, some) => {
          const claims = new Map(
            some.map((each) => [each.id, isPaid(each) ? each.weight * (each.bonus.denominator === 1n ? 10n : 11n) : 0n]),
          )
          const all = [...claims.values()].reduce((sum, claim) => sum + claim, 0n)
          return (
            all === 0n ||
            settled(amount, some, settle).payments.every(({ id, reward }) => {
              const part = multiply(fraction(amount), fraction(claims.get(id)!, all))
              return compare(fraction(reward + 1n), part) > 0 && compare(fraction(reward - 1n), part) < 0
            })
          )
        }),
    ],
  ]
  test.each(LAWS)('%s', (_name, _wrong, law) => {
    fc.assert(law(settleRewards))
  })
  test.each(LAWS)('a wrong implementation is caught: %s', (_name, wrong, law) => {
    expect(fc.check(law(wrong), { numRuns: 500 }).failed).toBe(true)
  })

  test('work coins are not changed; an account that is invalid, in debt or has a weight below 0 gets no reward, but an error', () => {
    fc.assert(
      fc.property(amounts, accounts, (amount, some) => {
        for (const { id, work, reward, error } of settled(amount, some).payments) {
          const { balance, valid, weight } = some.find((each) => each.id === id)!
          expect(work).toBe(balance)
          expect(error).toBe(balance < 0n ? 'NegativeBalance' : weight < 0n ? 'NegativeWeight' : valid ? null : 'InvalidParticipant')
          if (error !== null || weight <= 0n) expect(reward).toBe(0n)
        }
      }),
    )
  })
  test('the order of accounts does not matter', () => {
    fc.assert(
      fc.property(amounts, accounts, (amount, some) => {
        expect(settled(amount, [...some].reverse())).toEqual(settled(amount, some))
      }),
    )
  })
  test('an account with a weight or a bonus below 0 takes nothing from the others', () => {
    const one = { bonus: fraction(1n), balance: 0n, valid: true }
    const { minted, payments } = settled(100n, [
      { ...one, id: 'a', weight: -5n },
      { ...one, id: 'b', weight: 5n },
      { ...one, id: 'c', weight: 5n, bonus: fraction(-1n) },
    ])
    expect([minted, ...payments.map(({ reward, error }) => [reward, error])]).toEqual([
      100n,
      [0n, 'NegativeWeight'],
      [100n, null],
      [0n, 'NegativeWeight'],
    ])
  })
  test('an amount out of range and repeated accounts are refused, and all are reported', () => {
    const one = { weight: 1n, bonus: fraction(1n), balance: 0n, valid: true }
    expect(
      expectLeft(
        settleRewards(-1n)([
          { ...one, id: 'a' },
          { ...one, id: 'b' },
          { ...one, id: 'a' },
          { ...one, id: 'b', valid: false },
        ]),
      ),
    ).toEqual([
      { _tag: 'InvalidAmount', what: 'reward', amount: -1n },
      { _tag: 'DuplicateParticipant', participant: 'a' },
      { _tag: 'DuplicateParticipant', participant: 'b' },
    ])
    expect(expectLeft(settleRewards(2n ** 128n)([])).length).toBe(1)
    expect(settled(2n ** 128n - 1n, [{ ...one, id: 'a' }]).minted).toBe(2n ** 128n - 1n)
  })
})
