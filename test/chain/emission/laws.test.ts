import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as chain from '../../../src/chain/index.js'
import type { BlockEmission, ChildDividend, DividendPots, EmissionError, EmittedSubnet } from '../../../src/chain/index.js'
import { expectLeft, expectRight } from '../../either.js'
import type { Emission } from './planted.js'
import type { Mistake } from '../../planted-sources.js'
import { emissionWith } from './planted.js'

const ONE_32 = 1n << 32n
const ONE_64 = 1n << 64n
const amountArb = fc.oneof(fc.constantFrom(0n, 1n, 2n), fc.bigInt({ min: 0n, max: 3_000_000_000_000_000n }))
const partArb = fc.oneof(fc.constantFrom(0n, 1n, ONE_32 - 1n, ONE_32), fc.bigInt({ min: 0n, max: ONE_32 }))
const u64PartArb = fc.oneof(fc.constantFrom(0n, 1n, ONE_64 - 1n, 1n << 63n), fc.bigInt({ min: 0n, max: ONE_64 - 1n }))
const takeArb = fc.oneof(fc.constantFrom(0, 1, 11_796, 65_535), fc.nat(65_535))
const sum = (numbers: readonly bigint[]): bigint => numbers.reduce((a, b) => a + b, 0n)
const MANY = { numRuns: 500 }

/** The law holds for ours, and not with the mistake. */
const kills = (law: (e: Emission) => fc.IPropertyWithHooks<never> | fc.IProperty<never>, mistake: Omit<Mistake, 'name'>): void => {
  fc.assert(law(chain), MANY)
  expect(fc.check(law(emissionWith({ name: 'law', ...mistake })), MANY).failed).toBe(true)
}
const lawOf = <A>(arb: fc.Arbitrary<A>, holds: (e: Emission, value: A) => boolean) =>
  ((e: Emission) => fc.property(arb, (value) => holds(e, value))) as unknown as Parameters<typeof kills>[0]

describe('pending amounts', () => {
  const blockArb: fc.Arbitrary<BlockEmission> = fc.record({
    alpha_out: amountArb,
    root_tao: amountArb,
    alpha_issuance: amountArb,
    tao_weight: u64PartArb,
    owner_cut: takeArb,
    owner_cut_enabled: fc.boolean(),
    prices_above_one: fc.boolean(),
  })
  const amounts = (e: Emission, spec: number, block: BlockEmission): readonly bigint[] =>
    Object.values(expectRight(e.pendingOfBlock(spec)(block))).filter((value): value is bigint => typeof value === 'bigint')
  test('sum to what the block mints, less at most 3 rao, and no amount is below 0', () => {
    const law = lawOf(fc.tuple(blockArb, fc.constantFrom(293, 425)), (e, [block, spec]) => {
      const all = amounts(e, spec, block)
      return all.every((amount) => amount >= 0n) && sum(all) <= block.alpha_out && sum(all) >= block.alpha_out - 3n
    })
    kills(law, { file: 'pending.ts', right: 'floor(rest - server - root)', wrong: 'floor(rest - server)' })
  })
  test('root never gets more than the validators and it have together, which is half', () => {
    const law = lawOf(blockArb, (e, block) => {
      const pending = expectRight(e.pendingOfBlock(459)(block))
      if (pending._tag !== 'ThreeAmounts') return false
      const others = pending.validator + pending.root + pending.recycled
      return others <= pending.server + 1n && others >= pending.server - 1n
    })
    kills(law, { file: 'pending.ts', right: 'const server = rest >> 1n', wrong: 'const server = rest >> 2n' })
  })
})

describe('dividends', () => {
  const potsArb: fc.Arbitrary<DividendPots> = fc.record({
    validator_pot: amountArb,
    root_pot: amountArb,
    tao_weight: u64PartArb,
    hotkeys: fc.array(fc.record({ dividend: amountArb, alpha: amountArb, root_tao: amountArb, take: takeArb }), { maxLength: 6 }),
  })
  test('no pot pays more than it has, and nobody is paid without a dividend', () => {
    const law = lawOf(potsArb, (e, pots) => {
      const { paid, root_to_nobody } = expectRight(e.payDividends(pots))
      return (
        sum(paid.map((p) => p.alpha_take + p.alpha_nominators)) <= pots.validator_pot &&
        sum(paid.map((p) => p.root_take + p.root_claimable)) + root_to_nobody <= pots.root_pot &&
        paid.every((p, i) => pots.hotkeys[i]!.dividend > 0n || sum(Object.values(p)) === 0n)
      )
    })
    kills(law, { file: 'dividend-payout.ts', right: 'floor(alpha - alphaTake)', wrong: 'floor(alpha)' })
    kills(law, { file: 'dividend-payout.ts', right: 'allRoots === 0n ? root_pot : 0n', wrong: 'root_pot' })
  })
  const childArb: fc.Arbitrary<ChildDividend> = fc.record({
    dividend: amountArb,
    self_contribution: amountArb,
    parents: fc.array(fc.record({ proportion: u64PartArb, alpha: amountArb, root_tao: amountArb, same_coldkey: fc.boolean() }), {
      maxLength: 5,
    }),
    child_take: fc.oneof(fc.constantFrom(0, 11_796, 32_767), fc.nat(32_767)),
    ck_burn: fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: (1n << 63n) - 1n })),
    tao_weight: u64PartArb,
  })
  test('a dividend is split without a remainder but for rounding, and a parent with the same coldkey is not taken from', () => {
    const law = lawOf(childArb, (e, child) => {
      const { to_parents, to_child, recycled } = expectRight(e.splitWithParents(child))
      const all = sum(to_parents) + to_child + recycled
      const kept = expectRight(e.splitWithParents({ ...child, child_take: 0, ck_burn: 0n }))
      return (
        all <= child.dividend &&
        all >= child.dividend - 2n * BigInt(child.parents.length) - 1n &&
        child.parents.every(({ same_coldkey }, i) => !same_coldkey || to_parents[i] === kept.to_parents[i])
      )
    })
    kills(law, {
      file: 'child-dividend.ts',
      right: 'same_coldkey ? 0n : mul32(ofU64(ck_burn), part)',
      wrong: 'mul32(ofU64(ck_burn), part)',
    })
    kills(law, { file: 'child-dividend.ts', right: '+ sumOf(parts.map(({ taken }) => taken))', wrong: '' })
  })
  test('a take and a burn of more than everything leave the parent nothing', () => {
    const parent = { proportion: ONE_64 - 1n, alpha: 1000n, root_tao: 0n, same_coldkey: false }
    const child = { dividend: 1000n, self_contribution: 0n, parents: [parent], child_take: 65_535, ck_burn: 1n << 63n, tao_weight: 0n }
    expect(expectRight(chain.splitWithParents(child)).to_parents).toEqual([0n])
  })
  test('children that were given more than everything leave nothing', () => {
    const stake = { alpha: 1000n, root_tao: 1000n, tao_weight: 1n << 63n }
    expect(expectRight(chain.selfContribution({ ...stake, children: [] }))).toBe(1500n)
    expect(expectRight(chain.selfContribution({ ...stake, children: [ONE_64 - 1n, 1n] }))).toBe(0n)
    expect(expectRight(chain.selfContribution({ ...stake, children: [ONE_64 - 1n, ONE_64 - 1n] }))).toBe(0n)
  })
  test('a part of 2^64 - 1 is everything', () => {
    const law = lawOf(
      amountArb,
      (e, root_tao) => expectRight(e.selfContribution({ alpha: 0n, root_tao, children: [], tao_weight: ONE_64 - 1n })) === root_tao,
    )
    kills(law, { file: 'fixed-bits.ts', right: '(parts << 32n) / U64_MAX', wrong: '(parts << 32n) / ONE_64' })
  })
  test('where no miner is paid, the validators get what was set aside for miners too', () => {
    const law = lawOf(fc.tuple(amountArb, amountArb), (e, [server, validator]) => {
      const pot = e.validatorPot({ _tag: 'ThreeAmounts', server, validator })
      return expectRight(pot([])) === server + validator && expectRight(pot([0n, 1n])) === validator
    })
    kills(law, { file: 'validator-pot.ts', right: 'nobody ? pending.validator + pending.server', wrong: 'nobody ? pending.validator' })
  })
  test("at 293 the validators' pot is half of everything less what was sold, and at least 0", () => {
    const pot = (emission: bigint, sold: bigint, server: readonly bigint[]) =>
      expectRight(chain.validatorPot({ _tag: 'OneAmount', emission, sold })(server))
    expect([pot(951n, 50n, [1n]), pot(950n, 50n, [0n, 0n]), pot(10n, 50n, [1n]), pot(950n, 50n, [])]).toEqual([450n, 950n, 0n, 950n])
  })
})

const subnetsArb: fc.Arbitrary<readonly EmittedSubnet[]> = fc
  .array(
    fc.record({
      ema_price: fc.oneof(fc.constantFrom(0n, 1n), fc.bigInt({ min: 1n, max: ONE_32 })),
      miner_burned: fc.oneof(fc.constant(0n), partArb),
      emission_enabled: fc.oneof(fc.constant(true), fc.constant(true), fc.boolean()),
      root_proportion: partArb,
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((all) => all.map((subnet, i) => ({ ...subnet, netuid: i + 1 })))
const specArb = fc.constantFrom(293, 421, 424, 425, 439)
const block_emission = 500_000_000n

describe('shares of TAO', () => {
  test('sum to at most 1, amounts to at most the emission, and a subnet that is switched off gets nothing', () => {
    const law = lawOf(fc.tuple(subnetsArb, specArb), (e, [subnets, spec]) => {
      const shares = expectRight(e.taoShares(spec)({ block_emission, subnets }))
      return (
        sum(shares.map(({ share }) => share)) <= ONE_64 &&
        sum(shares.map(({ tao }) => tao)) <= block_emission &&
        subnets.every(({ emission_enabled }, i) => spec === 293 || emission_enabled !== false || shares[i]!.tao === 0n)
      )
    })
    kills(law, { file: 'tao-shares.ts', right: 'isOn[i] ? div64(share, total) : 0n', wrong: 'div64(share, total)' })
    kills(law, {
      file: 'tao-shares.ts',
      right: 'weights.map((weight) => div64(weight, total))',
      wrong: 'weights.map((weight) => div64(weight, total) + 1n)',
    })
  })
  test('burning more never raises a share, and no other falls, but for the rounding of the last bits', () => {
    const law = lawOf(fc.tuple(subnetsArb, specArb, partArb), (e, [subnets, spec, more]) => {
      const [first, ...others] = subnets
      const burning = [{ ...first!, miner_burned: more > first!.miner_burned! ? more : first!.miner_burned! }, ...others]
      const before = expectRight(e.taoShares(spec)({ block_emission, subnets }))
      const after = expectRight(e.taoShares(spec)({ block_emission, subnets: burning }))
      const bits = 1n << 40n
      return after.every(({ share }, i) => (i === 0 ? share <= before[i]!.share + bits : share + bits >= before[i]!.share))
    })
    kills(law, { file: 'tao-shares.ts', right: '(ONE_32 - miner_burned) << 32n', wrong: '(ONE_32 + miner_burned) << 32n' })
  })
  test('the cost of a burn is what the closed form says, for a subnet that burns alone', () => {
    const arb = fc.tuple(fc.array(fc.bigInt({ min: 1n << 20n, max: ONE_32 }), { minLength: 2, maxLength: 6 }), partArb)
    const law = lawOf(arb, (e, [prices, miner_burned]) => {
      const subnets = prices.map((ema_price, i) => ({ netuid: i + 1, ema_price, ...(i === 0 ? { miner_burned } : {}) }))
      const cost = expectRight(e.burnCost({ spec: 425, netuid: 1 })({ block_emission, subnets }))
      const closed = expectRight(e.shareAfterBurn(miner_burned)(cost.without_burn.share))
      const off = closed - cost.with_burn.share
      return off < 1n << 20n && off > -(1n << 20n) && cost.tao_lost === cost.without_burn.tao - cost.with_burn.tao
    })
    kills(law, { file: 'burn-cost.ts', right: 'ONE_32 * ONE_64 - share * burned', wrong: 'ONE_32 * ONE_64' })
    kills(law, { file: 'burn-cost.ts', right: 'miner_burned: 0n } : subnet', wrong: 'miner_burned: 1n << 31n } : subnet' })
  })
  test('up to 424 the root proportion counts too, and at 293 no burn costs anything', () => {
    const subnets = [
      { netuid: 1, ema_price: 1000n, root_proportion: ONE_32 },
      { netuid: 2, ema_price: 1000n, root_proportion: ONE_32 / 4n, miner_burned: 1n << 31n },
    ]
    const shares = (spec: number) => expectRight(chain.taoShares(spec)({ block_emission: 900n, subnets })).map(({ tao }) => tao)
    expect(shares(424)).toEqual([799n, 99n])
    expect(shares(425)).toEqual([599n, 299n])
    const cost = expectRight(chain.burnCost({ spec: 293, netuid: 2 })({ block_emission: 900n, subnets }))
    expect([cost.with_burn.tao, cost.without_burn.tao, cost.tao_lost]).toEqual([450n, 450n, 0n])
  })
  test('where all are switched off nobody gets TAO, and a share of everything stays whatever is burned', () => {
    const off = [{ netuid: 1, ema_price: 5n, emission_enabled: false }]
    expect(expectRight(chain.taoShares(425)({ block_emission, subnets: off }))[0]).toMatchObject({ share: 0n, tao: 0n })
    expect(expectRight(chain.shareAfterBurn(ONE_32)(ONE_64))).toBe(ONE_64)
    expect(expectRight(chain.taoShares(425)({ block_emission, subnets: [] }))).toEqual([])
  })
})

describe('the EMA price', () => {
  const stepArb = fc.record({
    ema_price: fc.oneof(fc.constantFrom(0n, ONE_32), fc.bigInt({ min: 0n, max: 4n * ONE_32 })),
    spot_price: fc.oneof(fc.constantFrom(0n, ONE_64), fc.bigInt({ min: 0n, max: 4n * ONE_64 })),
    moving_alpha: partArb,
    blocks_since_start: fc.oneof(fc.constant(0), fc.nat(10_000_000)),
    halving_blocks: fc.oneof(fc.constant(0), fc.nat(1_000_000)),
  })
  test('lies between the old one and the spot price, which is at most 1', () => {
    const law = lawOf(stepArb, (e, step) => {
      const next = expectRight(e.priceStep(step))
      const spot = (step.spot_price > ONE_64 ? ONE_64 : step.spot_price) >> 32n
      const [low, high] = spot < step.ema_price ? [spot, step.ema_price] : [step.ema_price, spot]
      return next >= low - 1n && next <= high + 1n
    })
    kills(law, { file: 'price-step.ts', right: 'spot_price > ONE_64 ? ONE_64 : spot_price', wrong: 'spot_price' })
  })
})

describe('the bar of the gate', () => {
  const sharesArb = fc.array(fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 5n }), amountArb), { maxLength: 8 })
  test('by rank, fewer than the rank are above it and at least the rank are not below, as far as there are so many', () => {
    const law = lawOf(fc.tuple(sharesArb, fc.integer({ min: 1, max: 9 })), (e, [shares, rank]) => {
      const bar = expectRight(e.gateBar({ rank })(shares))
      const positive = shares.filter((share) => share > 0n)
      if (positive.length === 0) return bar === 0n
      const wanted = Math.min(rank, positive.length)
      return positive.filter((share) => share > bar).length < wanted && positive.filter((share) => share >= bar).length >= wanted
    })
    kills(law, { file: 'gate-bar.ts', right: 'Math.min(rank, positive.length) - 1', wrong: 'Math.min(rank, positive.length - 1)' })
  })
  test('by mass, those above it do not reach the mass, and with it they do, if all together do', () => {
    const law = lawOf(fc.tuple(sharesArb, amountArb), (e, [shares, mass]) => {
      const bar = expectRight(e.gateBar({ rank: 0, mass })(shares))
      const least = shares.reduce((a, b) => (b < a ? b : a), shares[0] ?? 0n)
      if (sum(shares) < mass) return bar === least
      return (mass === 0n || sum(shares.filter((share) => share > bar)) < mass) && sum(shares.filter((share) => share >= bar)) >= mass
    })
    kills(law, { file: 'gate-bar.ts', right: '(reached += share) >= mass!', wrong: '(reached += share) > mass!' })
  })
})

describe('what is not known or not a value is refused by name', () => {
  const subnets = [{ netuid: 1, ema_price: 1n }]
  const shown = (error: EmissionError) => chain.showEmissionError(error)
  test('runtimes', () => {
    const shares = (spec: number) => shown(expectLeft(chain.taoShares(spec)({ block_emission, subnets })))
    expect(shares(292)).toBe('the rules of spec 292 are not known, only those of 293 to 459')
    expect(shares(420)).toBe('the rules of emission changed between spec 293 and 421, and those of spec 420 are not settled')
    expect(shares(459)).toBe('since spec 440 shares pass the emission gate, which is not settled to the bit: spec 459 has it')
    expect(expectLeft(chain.burnCost({ spec: 440, netuid: 1 })({ block_emission, subnets }))._tag).toBe('UnsettledGate')
    expect(expectLeft(chain.pendingOfBlock(500)({} as BlockEmission))._tag).toBe('UnknownRuntime')
  })
  test('values', () => {
    const of = (list: readonly EmittedSubnet[], spec = 425) => shown(expectLeft(chain.taoShares(spec)({ block_emission, subnets: list })))
    expect(of([...subnets, ...subnets])).toBe('subnets[1].netuid: expected a netuid that is listed once, found 1')
    expect(of([{ netuid: 1, ema_price: 1n, miner_burned: ONE_32 + 1n }])).toBe(
      'subnets[0].miner_burned: expected a bigint from 0 to 2^32, found 4294967297',
    )
    expect(of(subnets, 424)).toBe('subnets[0].root_proportion: expected a bigint from 0 to 2^32, found nothing')
    expect(of([{ netuid: -1, ema_price: 1n }])).toContain('subnets[0].netuid')
    const stake = { alpha: 1n, root_tao: 1n }
    const pots = { validator_pot: 1n, root_pot: 1n, tao_weight: 1n, hotkeys: [{ ...stake, dividend: 1n, take: 65_536 }] }
    const errors: readonly EmissionError[] = [
      expectLeft(chain.rootProportion({ root_tao: 1n, alpha_issuance: -1n, tao_weight: 1n })),
      expectLeft(chain.pendingOfBlock(425)({ root_tao: 1n, alpha_issuance: 1n, tao_weight: 1n, alpha_out: -1n, prices_above_one: true })),
      expectLeft(chain.validatorPot({ _tag: 'ThreeAmounts', server: 1n, validator: -1n })([])),
      expectLeft(chain.validatorPot({ _tag: 'OneAmount', emission: 1n, sold: 1n })([-1n])),
      expectLeft(chain.selfContribution({ ...stake, children: [-1n], tao_weight: 1n })),
      expectLeft(
        chain.splitWithParents({
          dividend: 1n,
          self_contribution: 1n,
          child_take: 0,
          tao_weight: 1n,
          parents: [{ ...stake, proportion: -1n, same_coldkey: true }],
        }),
      ),
      expectLeft(chain.payDividends(pots)),
      expectLeft(chain.minerBurned({ withheld: -1n, all: 1n })),
      expectLeft(chain.burnInForce([{ block: 1, burned: -1n }])(1)),
      expectLeft(chain.shareAfterBurn(0n)(ONE_64 + 1n)),
      expectLeft(chain.priceStep({ ema_price: 1n, spot_price: -1n, moving_alpha: 1n, blocks_since_start: 1, halving_blocks: 1 })),
      expectLeft(chain.gateBar({ rank: 0 })([])),
    ]
    expect(errors.map((error) => (error._tag === 'Unexpected' ? error.path : error._tag))).toEqual([
      'alpha_issuance',
      'alpha_out',
      'validator',
      'server_amounts[0]',
      'children[0]',
      'parents[0].proportion',
      'hotkeys[0].take',
      'withheld',
      'epochs[0].burned',
      'share',
      'spot_price',
      'mass',
    ])
    expect(expectLeft(chain.burnCost({ spec: 425, netuid: 2 })({ block_emission, subnets }))._tag).toBe('UnknownSubnet')
    expect(expectLeft(chain.burnCost({ spec: 425, netuid: 1 })({ block_emission: -1n, subnets }))._tag).toBe('Unexpected')
  })
})
