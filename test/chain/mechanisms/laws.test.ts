import { isRight } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { expect } from 'vitest'
import { expectLeft, expectRight } from '../../either.js'
import { testLaws } from '../yuma/law.js'
import { splits, subnets } from './subnets.js'

const u16 = fc.oneof(fc.nat(65_535), fc.constantFrom(0, 1, 65_534, 65_535))
const rao = fc.oneof(fc.bigInt(0n, 2n ** 64n - 1n), fc.constantFrom(0n, 1n, 2n, 1001n, 2n ** 64n - 1n))
const sum = (amounts: Iterable<bigint>): bigint => [...amounts].reduce((a, b) => a + b, 0n)
/** A subnet of two validators, so that a document of any size can be drawn beside it. */
const two = {
  tao_stake: ['0', '0'],
  last_update: [9990, 9990],
  block_at_registration: [0, 0],
  validator_permit: [true, true],
  owner_uid: null,
}
const file = (name: string): string => `../mechanisms/${name}`

testLaws('the index of a mechanism', [
  {
    name: 'is the mechanism times 4096 plus the netuid, and tells both; others are refused',
    holds: ({ mechanismIndex, mechanismOfIndex }) => {
      fc.assert(
        fc.property(fc.integer({ min: -1, max: 4096 }), fc.integer({ min: -1, max: 16 }), (netuid, mechanism) => {
          const found = mechanismIndex({ netuid, mechanism })
          const fits = netuid >= 0 && netuid < 4096 && mechanism >= 0 && mechanism < 16
          expect(isRight(found)).toBe(fits)
          if (isRight(found)) {
            expect(found.right).toBe(mechanism * 4096 + netuid)
            expect(expectRight(mechanismOfIndex(found.right))).toEqual({ netuid, mechanism })
          }
        }),
        { numRuns: 1000 },
      )
      expect(expectRight(mechanismIndex({ netuid: 4095, mechanism: 15 }))).toBe(65_535)
      for (const index of [-1, 65_536, 1.5, NaN]) expect(expectLeft(mechanismOfIndex(index)).map(({ path }) => path)).toEqual(['index'])
      expect(expectLeft(mechanismIndex({ netuid: 4096, mechanism: 16 })).map(({ path }) => path)).toEqual(['netuid', 'mechanism'])
    },
    wrong: [
      {
        name: 'netuids times 16',
        file: file('mechanism-index.ts'),
        right: 'right(storageIndex({ netuid, mechanism }))',
        wrong: 'right(netuid * 16 + mechanism)',
      },
      { name: 'netuid 4096', file: file('mechanism-index.ts'), right: 'NETUIDS - 1)', wrong: 'NETUIDS)' },
    ],
  },
  {
    name: 'a subnet has at least one mechanism, at most the limit and 16, and at most 256 uids in all',
    holds: ({ checkMechanismCount }) => {
      const cases = fc.record({ count: fc.integer({ min: -1, max: 18 }), max_uids: fc.constantFrom(1, 16, 64, 85, 86, 128, 256, 257) })
      fc.assert(
        fc.property(cases, fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }), ({ count, max_uids }, max_count) => {
          const limits = { count, max_uids, ...(max_count === undefined ? {} : { max_count }) }
          const most = Math.min(16, max_count ?? 2)
          expect(isRight(checkMechanismCount(limits))).toBe(count >= 1 && count <= most && count * max_uids <= 256)
        }),
        { numRuns: 2000 },
      )
    },
    wrong: [
      { name: 'by default 16', file: file('mechanism-count.ts'), right: 'max_count = 2 }', wrong: 'max_count = 16 }' },
      { name: 'more than 16', file: file('mechanism-count.ts'), right: 'Math.min(MOST_MECHANISMS, max_count)', wrong: 'max_count' },
      { name: 'fewer than 256', file: file('mechanism-count.ts'), right: '* uids <= MOST', wrong: '* uids < MOST' },
    ],
  },
])

testLaws('the split of the emission', [
  {
    name: 'sums to the amount; each part but the first is its exact part rounded down, a missing one 0, and without a split all are even',
    holds: ({ splitEmission }) => {
      const cases = fc.integer({ min: 1, max: 16 }).chain((count) =>
        fc.record({
          count: fc.constant(count),
          split: fc.integer({ min: 1, max: count }).chain((entries) => splits(entries)),
          amount: rao,
        }),
      )
      fc.assert(
        fc.property(cases, fc.constantFrom(320, 425, 459), ({ count, split, amount }, spec) => {
          const parts = expectRight(splitEmission(spec)({ count, split })(amount))
          const isUnset = split === null || (spec === 459 && split.length !== count)
          expect([parts.length, sum(parts)]).toEqual([count, amount])
          parts.slice(1).forEach((part, k) => {
            expect(part).toBe(isUnset ? amount / BigInt(count) : (amount * BigInt(split[k + 1] ?? 0)) / 65_535n)
          })
        }),
        { numRuns: 1000 },
      )
    },
    wrong: [
      { name: 'the remainder is lost', file: file('split-emission.ts'), right: 'm === 0 ? part + remainder : part', wrong: 'part' },
      { name: 'the last gets the remainder', file: file('split-emission.ts'), right: 'm === 0 ? part', wrong: 'm === count - 1 ? part' },
      {
        name: 'a misfit is padded today too',
        file: file('split-emission.ts'),
        right: 'split !== null && !(rulingOf(spec).splitMustFit && split.length !== count)',
        wrong: 'split !== null',
      },
      {
        name: 'a misfit was always unset',
        file: file('split-emission.ts'),
        right: '!(rulingOf(spec).splitMustFit && split.length !== count)',
        wrong: 'split.length === count',
      },
    ],
  },
  {
    name: 'is refused when it does not sum to 65535, when there are more entries than mechanisms, and where its rule is not known',
    holds: ({ splitEmission, showYumaError }) => {
      const refusal = (spec: number, count: number, split: readonly number[] | null) =>
        expectLeft(splitEmission(spec)({ count, split })(1000n)).map(showYumaError)[0]
      expect(refusal(425, 2, [1, 2])).toBe('split: expected parts that sum to 65535, found a list')
      expect(refusal(425, 2, [65_536, -1])).toBe('split: expected parts that sum to 65535, found a list')
      expect(refusal(425, 1, [1, 65_534])).toBe('split: expected at most 1 entries, one for each mechanism, found a list')
      expect(refusal(425, 0, null)).toBe('count: expected an integer from 1 to 16, found 0')
      expect(refusal(425, 17, null)).toBe('count: expected an integer from 1 to 16, found 17')
      expect(refusal(460, 1, null)).toBe('spec: the rules of spec 460 are not known: they are for 293 to 459')
      const unsettled = 'it is not known whether the rule splitMustFit holds in spec'
      for (const spec of [426, 458]) {
        expect(refusal(spec, 3, [1, 65_534])).toBe(`split: ${unsettled} ${spec}, and the result depends on it`)
        expect(expectRight(splitEmission(spec)({ count: 2, split: [1, 65_534] })(65_535n))).toEqual([1n, 65_534n])
      }
      expect(expectRight(splitEmission(459)({ count: 1, split: [1, 65_534] })(7n))).toEqual([7n])
    },
    wrong: [
      { name: 'the newest rule is guessed', file: file('split-emission.ts'), right: "isUnsettled(spec, 'splitMustFit')", wrong: 'false' },
      { name: 'any sum', file: file('split-emission.ts'), right: ' || split.reduce((a, b) => a + b, 0) !== WHOLE', wrong: '' },
    ],
  },
])

testLaws('the combination of mechanisms', [
  {
    name: 'adds weighted values in order and rounds down each time; it is at most the largest value, and exact for one mechanism',
    holds: ({ mechanismWeights, combineShares, combineEmission, addAmounts }) => {
      const cases = fc.array(fc.tuple(fc.oneof(fc.bigInt(0n, 10n ** 12n), fc.constantFrom(0n, 1n)), u16, rao), {
        minLength: 1,
        maxLength: 5,
      })
      fc.assert(
        fc.property(cases, (mechanisms) => {
          const parts = mechanisms.map(([part]) => part)
          const whole = sum(parts)
          const weights = mechanismWeights(whole)(parts)
          const share = combineShares(weights)(mechanisms.map(([, value]) => Uint16Array.of(value)))[0]!
          const folded = (values: readonly bigint[]): bigint =>
            values.reduce((acc, value, m) => {
              const q = whole === 0n ? (m === 0 ? 2n ** 64n : 0n) : (parts[m]! * 2n ** 64n) / whole
              return (acc * 2n ** 64n + q * value) / 2n ** 64n
            }, 0n)
          expect(BigInt(share)).toBe(folded(mechanisms.map(([, value]) => BigInt(value))))
          expect(share).toBeLessThanOrEqual(Math.max(...mechanisms.map(([, value]) => value)))
          if (mechanisms.length === 1) expect(share).toBe(mechanisms[0]![1])
          const amounts = mechanisms.map(([, , amount]) => BigUint64Array.of(amount >> 3n))
          const stored = combineEmission(weights)(amounts)[0]!
          const paid = addAmounts(amounts)[0]!
          expect(paid).toBe(sum(mechanisms.map(([, , amount]) => amount >> 3n)))
          expect(stored).toBe(folded(mechanisms.map(([, , amount]) => amount >> 3n)))
          expect(stored).toBeLessThanOrEqual(amounts.reduce((most, [amount]) => (amount! > most ? amount! : most), 0n))
        }),
        { numRuns: 2000 },
      )
    },
    wrong: [
      {
        name: 'rounded once',
        file: file('combine.ts'),
        right: 'weights.reduce((sum, weight, m) => sum + ((weight * valueOf(m)) >> BITS), 0n)',
        wrong: 'weights.reduce((sum, weight, m) => sum + weight * valueOf(m), 0n) >> BITS',
      },
      {
        name: 'an empty whole is even',
        file: file('combine.ts'),
        right: 'm === 0 ? 1n << BITS : 0n',
        wrong: '(1n << BITS) / BigInt(parts.length)',
      },
      { name: 'weights of 32 bits', file: file('combine.ts'), right: '(part << BITS) / whole', wrong: '((part << 32n) / whole) << 32n' },
    ],
  },
])

testLaws('the epoch of a subnet', [
  {
    name: 'with one mechanism is the epoch of that mechanism',
    holds: ({ epoch, subnetEpoch }) => {
      fc.assert(
        fc.property(subnets(1), fc.constantFrom(293, 425, 459), ({ input }, spec) => {
          const subnet = { input, others: [], split: null, hotkeys: null, budgets: null }
          const ran = expectRight(subnetEpoch(spec)(subnet))
          const single = expectRight(epoch(spec)(input))
          if (ran._tag === 'Skipped') throw new Error('skipped')
          expect(ran.mechanisms).toEqual([single])
          const { incentive: _i, bonds: _b, rank: _r, trust: _t, pruning_scores: _p, ...combined } = single
          expect(ran.combined).toEqual(combined)
        }),
        { numRuns: 300 },
      )
    },
    wrong: [
      {
        name: 'an even part of nothing',
        file: file('combine.ts'),
        right: 'm === 0 ? 1n << BITS : 0n',
        wrong: '0n',
      },
    ],
  },
  {
    name: 'runs each mechanism on the same old permits and its part of the emission; permits and activity are those of any, amounts are added',
    holds: ({ epoch, mechanismInputs, mechanismWeights, subnetEpoch }) => {
      fc.assert(
        fc.property(subnets(4), fc.constantFrom(320, 425, 459), (subnet, spec) => {
          const inputs = expectRight(mechanismInputs(spec)(subnet))
          expect(sum(inputs.map(({ rao_emission }) => rao_emission))).toBe(subnet.input.rao_emission)
          const ran = expectRight(subnetEpoch(spec)(subnet))
          if (ran._tag === 'Skipped') throw new Error('skipped')
          const { combined, mechanisms } = ran
          const own = (m: number) => (m === 0 ? subnet.input : subnet.others[m - 1]!)
          mechanisms.forEach((result, m) => {
            const { last_update, weights, bonds, commit_blocks, previous_consensus } = own(m)
            const parts = { rao_emission: inputs[m]!.rao_emission, last_update, weights, bonds, commit_blocks, previous_consensus }
            expect(result).toEqual(expectRight(epoch(spec)({ ...subnet.input, ...parts })))
          })
          const weights = mechanismWeights(subnet.input.rao_emission)(inputs.map(({ rao_emission }) => rao_emission))
          for (let uid = 0; uid < subnet.input.n; uid++) {
            const each = <A>(read: (result: (typeof mechanisms)[number]) => ArrayLike<A>): readonly A[] =>
              mechanisms.map((r) => read(r)[uid]!)
            const folded = (values: readonly bigint[]): bigint => values.reduce((acc, v, m) => acc + ((weights[m]! * v) >> 64n), 0n)
            expect(combined.active[uid]).toBe(Math.max(...each((r) => r.active)))
            expect(combined.validator_permit[uid]).toBe(Math.max(...each((r) => r.validator_permit)))
            expect(combined.server_emission[uid]).toBe(sum(each((r) => r.server_emission)))
            expect(combined.validator_emission[uid]).toBe(sum(each((r) => r.validator_emission)))
            expect(combined.emission[uid]).toBe(folded(each((r) => r.emission)))
            for (const key of ['stake_weight', 'consensus', 'dividends', 'validator_trust'] as const)
              expect(BigInt(combined[key][uid]!)).toBe(folded(each((r) => r[key]).map(BigInt)))
          }
        }),
        { numRuns: 200 },
      )
    },
    wrong: [
      {
        name: 'the emission is added',
        file: file('subnet-epoch.ts'),
        right: 'combineEmission(weights)(results',
        wrong: 'addAmounts(results',
      },
      {
        name: 'server amounts are weighted',
        file: file('subnet-epoch.ts'),
        right: 'server_emission: addAmounts(',
        wrong: 'server_emission: combineEmission(weights)(',
      },
      {
        name: 'activity of the first',
        file: file('subnet-epoch.ts'),
        right: 'active: inAny(results',
        wrong: 'active: inAny(results.slice(0, 1)',
      },
      {
        name: 'all have the whole emission',
        file: file('mechanism-inputs.ts'),
        right: 'rao_emission: parts.right[m]!',
        wrong: 'rao_emission: each.rao_emission',
      },
      {
        name: 'the bonds of the first',
        file: file('mechanism-inputs.ts'),
        right: '...{ last_update, weights, bonds, commit',
        wrong: '...{ last_update, weights, commit',
      },
    ],
  },
  {
    name: 'a mechanism without weights that count pays no miner and all of its part by stake',
    holds: ({ subnetEpoch }) => {
      fc.assert(
        fc.property(subnets(3, { stake_threshold: '0', alpha_stake: ['5', '7'], n: 2, ...two }), (subnet) => {
          const ran = expectRight(subnetEpoch(425)(subnet))
          if (ran._tag === 'Skipped') throw new Error('skipped')
          ran.mechanisms.forEach(({ server_emission, incentive, dividends }, m) => {
            if (m === 0 || subnet.others[m - 1]!.weights.values.some((w) => w > 0)) return
            if (dividends.some((d) => d > 0)) return
            expect([...server_emission, ...incentive]).toEqual([0n, 0n, 0, 0])
          })
        }),
        { numRuns: 200 },
      )
    },
    wrong: [
      {
        name: 'miners get the part by stake',
        file: 'emission.ts',
        right: 'return { server: incentive, validator: fallback, combined: fallback }',
        wrong: 'return { server: fallback, validator: incentive, combined: fallback }',
      },
    ],
  },
  {
    name: 'is skipped since 423 if two uids have the same hotkey, and then nothing is computed',
    holds: ({ repeatedHotkeys, subnetEpoch }) => {
      const cases = subnets(2).chain((subnet) =>
        fc
          .array(fc.constantFrom('5A', '5B', '5C', '5D', '5E', '5F', '5G', '5H', '5J', '5K'), {
            minLength: subnet.input.n,
            maxLength: subnet.input.n,
          })
          .map((hotkeys) => ({ ...subnet, hotkeys })),
      )
      fc.assert(
        fc.property(cases, fc.constantFrom(422, 423, 459), (subnet, spec) => {
          const isRepeated = new Set(subnet.hotkeys).size < subnet.hotkeys.length
          const done = expectRight(subnetEpoch(spec)(subnet))
          expect(done._tag).toBe(isRepeated && spec >= 423 ? 'Skipped' : 'Ran')
          if (done._tag === 'Skipped') expect(done.repeated).toEqual(repeatedHotkeys(subnet.hotkeys))
        }),
        { numRuns: 300 },
      )
    },
    wrong: [
      {
        name: 'on all runtimes',
        file: file('subnet-epoch.ts'),
        right: 'rulingOf(spec).inconsistentIsSkipped ? ',
        wrong: 'rulingOf(spec) ? ',
      },
      { name: 'never', file: file('subnet-epoch.ts'), right: 'repeated.length > 0', wrong: 'repeated.length > 1000' },
    ],
  },
])
