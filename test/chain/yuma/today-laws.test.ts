import fc from 'fast-check'
import { expect } from 'vitest'
import type { EpochInput, LiquidAlphaConsensusMode, OutstandingCommit } from '../../../src/chain/yuma/index.js'
import { sparseRows } from '../../../src/chain/yuma/index.js'
import { storedRows } from '../../../src/chain/yuma/sparse-rows.js'
import { expectRight } from '../../either.js'
import { testLaws } from './law.js'
import { inputs } from './worlds.js'

const u16 = fc.oneof(fc.nat(65_535), fc.constantFrom(0, 1, 32_767, 65_534, 65_535))
const specs = fc.constantFrom(293, 296, 297, 319, 320, 364, 365, 396, 397, 422, 423, 425, 445, 446, 459)
/** Blocks that are close together, so that equal ones occur. */
const near = fc.integer({ min: 95, max: 105 })

testLaws('the activity cutoff', [
  {
    name: 'the factor that the upgrade gave is the least one that gives at least as many blocks, from 1000 to 50000',
    holds: ({ activityCutoff, migratedActivityFactor }) => {
      fc.assert(
        fc.property(fc.nat(65_535), fc.oneof(fc.integer({ min: 1, max: 65_535 }), fc.integer({ min: 1, max: 400 })), (cutoff, tempo) => {
          const factor = migratedActivityFactor(cutoff, tempo)
          expect(factor).toBeGreaterThanOrEqual(1000)
          expect(factor).toBeLessThanOrEqual(50_000)
          if (factor < 50_000) expect(activityCutoff(factor, tempo)).toBeGreaterThanOrEqual(cutoff)
          if (factor > 1000) expect(activityCutoff(factor - 1, tempo)).toBeLessThan(Math.max(cutoff, 2))
        }),
        { numRuns: 1000 },
      )
      expect(migratedActivityFactor(5000, 0)).toBe(13_889)
    },
    wrong: [
      { name: 'rounded down', file: 'activity-cutoff.ts', right: 'Math.ceil((1000 * cutoff)', wrong: 'Math.floor((1000 * cutoff)' },
      { name: 'not held', file: 'activity-cutoff.ts', right: 'Math.min(MOST_FACTOR, ', wrong: 'Math.min(Infinity, ' },
      { name: 'short ones kept', file: 'activity-cutoff.ts', right: 'Math.max(LEAST_FACTOR, ', wrong: 'Math.max(1, ' },
    ],
  },
  {
    name: 'a cutoff is at least a block, and within a block of the exact product',
    holds: ({ activityCutoff }) => {
      fc.assert(
        fc.property(fc.nat(50_000), fc.nat(50_400), (factor, tempo) => {
          const blocks = activityCutoff(factor, tempo)
          expect(blocks).toBe(Math.max(1, Number((BigInt(factor) * BigInt(tempo)) / 1000n)))
        }),
        { examples: [[1000, 0]] },
      )
    },
    wrong: [
      { name: 'rounded', file: 'activity-cutoff.ts', right: 'Math.floor((factorMilli', wrong: 'Math.round((factorMilli' },
      { name: 'no least', file: 'activity-cutoff.ts', right: 'Math.max(1, Math.floor', wrong: 'Math.max(0, Math.floor' },
    ],
  },
  {
    name: 'a neuron is active as long as last update plus cutoff is not below the block, also where the sum is above 2^53',
    holds: ({ isActive }) => {
      const block = fc.oneof(near, fc.maxSafeNat(), fc.constantFrom(0, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 1))
      fc.assert(
        fc.property(block, block, block, (updated, cutoff, now) => {
          expect(isActive({ activity_cutoff: cutoff, block: now })(updated)).toBe(BigInt(updated) + BigInt(cutoff) >= BigInt(now))
        }),
        { numRuns: 2000 },
      )
    },
    wrong: [
      {
        name: 'the sum in doubles, strictly',
        file: 'activity.ts',
        right: 'lastUpdate >= block - activity_cutoff',
        wrong: 'lastUpdate + activity_cutoff > block',
      },
    ],
  },
])

const commits = fc.array(fc.tuple(fc.integer({ min: 5, max: 12 }), near), { maxLength: 6 })

testLaws('the commit mask', [
  {
    name: 'the earliest live commit is one that has not expired, and none of those is earlier; the order does not matter',
    holds: ({ earliestLiveCommit }) => {
      fc.assert(
        fc.property(
          commits,
          fc.integer({ min: 5, max: 14 }),
          fc.integer({ min: 1, max: 4 }),
          (drawn, epoch_index, reveal_period_epochs) => {
            const live = drawn.filter(([epoch]) => !(epoch_index > epoch + reveal_period_epochs)).map(([, block]) => block)
            const found = earliestLiveCommit({ epoch_index, reveal_period_epochs })
            const reversed: readonly OutstandingCommit[] = [...drawn].reverse()
            expect(found(drawn)).toBe(live.length === 0 ? null : Math.min(...live))
            expect(found(reversed)).toBe(found(drawn))
          },
        ),
        { numRuns: 1000 },
      )
    },
    wrong: [
      { name: 'expired an epoch early', file: 'commit-mask.ts', right: 'epoch_index <= epoch', wrong: 'epoch_index < epoch' },
      { name: 'the latest', file: 'commit-mask.ts', right: 'block < earliest', wrong: 'block > earliest' },
      { name: 'the first of the list', file: 'commit-mask.ts', right: 'earliest === null || block < earliest', wrong: 'earliest === null' },
    ],
  },
  {
    name: 'a weight counts if it is later than the registration and the earliest live commit is not before it',
    holds: ({ traceEpoch }) => {
      const cases = inputs({ owner_uid: null }).chain((input) => {
        const each = <A>(value: fc.Arbitrary<A>) => fc.array(value, { minLength: input.n, maxLength: input.n })
        return fc.record({
          input: fc.constant(input),
          updated: each(near),
          registered: each(near),
          committed: fc.option(each(fc.oneof(near, fc.constant(Infinity)))),
        })
      })
      fc.assert(
        fc.property(cases, fc.constantFrom(297, 425), ({ input: drawn, updated, registered, committed }, spec) => {
          const input: EpochInput = {
            ...drawn,
            last_update: Float64Array.from(updated),
            block_at_registration: Float64Array.from(registered),
            commit_blocks: committed === null ? null : Float64Array.from(committed),
          }
          const rows = expectRight(traceEpoch(spec)(input)).trace['Weights (mask+norm)'] as readonly (readonly (readonly [
            number,
            number,
          ])[])[]
          rows.forEach((row, i) => {
            const set = Array.from(drawn.weights.columns.subarray(drawn.weights.starts[i], drawn.weights.starts[i + 1]))
            const counted = set.filter(
              (j) => i !== j && updated[i]! > registered[j]! && (committed === null || !(committed[i]! < registered[j]!)),
            )
            expect(row.map(([j]) => j)).toEqual(drawn.validator_permit[i] === 1 ? counted : [])
          })
        }),
        { numRuns: 300 },
      )
    },
    wrong: [
      { name: 'not strictly', file: 'counted-weights.ts', right: 'commits[i]! < registered', wrong: 'commits[i]! <= registered' },
      { name: 'the commit of the other', file: 'counted-weights.ts', right: 'commits[i]! < registered', wrong: 'commits[j]! < registered' },
      { name: 'not at all', file: 'counted-weights.ts', right: 'commitsAreMasked ? input.commit_blocks : null', wrong: 'null' },
    ],
  },
])

testLaws('bonds', [
  {
    name: 'since 423 bonds are dropped on neurons that registered after the last step, before within a tempo; while there was no step, too',
    holds: ({ epoch }) => {
      const keeps = { yuma3_on: true, liquid_alpha_on: false, bonds_moving_average: 1_000_000, max_allowed_validators: 64, block: 110 }
      const cases = inputs(keeps).chain((input) =>
        fc.record({
          input: fc.constant(input),
          registered: fc.array(near, { minLength: input.n, maxLength: input.n }),
          last: fc.oneof(near, fc.constant(0)),
          tempo: fc.integer({ min: 5, max: 15 }),
        }),
      )
      fc.assert(
        fc.property(cases, fc.constantFrom(422, 423), ({ input: drawn, registered, last, tempo }, spec) => {
          const input = { ...drawn, tempo, last_mechansim_step_block: last, block_at_registration: Float64Array.from(registered) }
          const { bonds, validator_permit } = expectRight(epoch(spec)(input))
          const isKept = (j: number): boolean =>
            spec === 423 && last > 0 ? registered[j]! <= last : registered[j]! < Math.max(0, 110 - tempo)
          const rows = new Map(storedRows(drawn.bonds))
          storedRows(bonds).forEach(([i, entries]) => {
            if (validator_permit[i] === 0) return
            const kept = (rows.get(i) ?? []).filter(([j, bond]) => isKept(j) && bond > 0).map(([j]) => j)
            expect(entries.map(([j]) => j)).toEqual(kept.sort((a, b) => a - b))
          })
        }),
        { numRuns: 500 },
      )
    },
    wrong: [
      {
        name: 'from the step on',
        file: 'recent-registrations.ts',
        right: 'last_mechansim_step_block + 1',
        wrong: 'last_mechansim_step_block',
      },
      {
        name: 'a step of 0 is a step',
        file: 'recent-registrations.ts',
        right: 'last_mechansim_step_block > 0',
        wrong: 'last_mechansim_step_block >= 0',
      },
      {
        name: 'always within a tempo',
        file: 'recent-registrations.ts',
        right: 'recentSinceLastStep ? ',
        wrong: 'recentSinceLastStep && false ? ',
      },
    ],
  },
  {
    name: 'a reset removes the entries about a neuron and nothing else, and nothing at all with the switch off',
    holds: ({ resetBonds }) => {
      fc.assert(
        fc.property(inputs(), fc.nat(8), fc.boolean(), ({ bonds, n }, which, bonds_reset_on) => {
          const uid = which % n
          const rows = storedRows(bonds).map(([i, entries]) => [i, entries.filter(([j]) => !bonds_reset_on || j !== uid)] as const)
          expect(resetBonds({ uid, bonds_reset_on })(bonds)).toEqual(sparseRows(n)(rows))
        }),
        { numRuns: 500 },
      )
    },
    wrong: [
      { name: 'its own row', file: 'reset-bonds.ts', right: 'column !== uid', wrong: 'i !== uid' },
      { name: 'whatever the switch', file: 'reset-bonds.ts', right: '    bonds_reset_on\n', wrong: '    true\n' },
    ],
  },
  {
    name: 'since 320 each row is written: with a new permit as it was computed, else empty',
    holds: ({ epoch }) => {
      fc.assert(
        fc.property(inputs(), fc.constantFrom(320, 425, 459), (input, spec) => {
          const { bonds, validator_permit } = expectRight(epoch(spec)(input))
          expect([...bonds.kept]).toEqual(Array(input.n).fill(1))
          for (let i = 0; i < input.n; i++) if (validator_permit[i] === 0) expect(bonds.starts[i]).toBe(bonds.starts[i + 1])
        }),
        { numRuns: 300 },
      )
    },
    wrong: [
      {
        name: 'rows without permits stay',
        file: 'stored-bonds.ts',
        right: 'everyRowIsWritten || now',
        wrong: '(everyRowIsWritten && false) || now',
      },
    ],
  },
])

testLaws('the owner', [
  {
    name: 'since 397 has permits and its stake counts; the others have as many permits as without the exception',
    holds: ({ epoch, traceEpoch }) => {
      const cases = inputs({ stake_threshold: '1000000' }).filter(({ owner_uid }) => owner_uid !== null)
      fc.assert(
        fc.property(cases, fc.constantFrom(397, 459), (input, spec) => {
          const owner = input.owner_uid!
          const { result, trace } = expectRight(traceEpoch(spec)(input))
          const stake = trace['Normalised Stake'] as readonly number[]
          expect(result.validator_permit[owner]).toBe(1)
          const ranked = stake.map((share, uid) => [share, uid] as const).filter(([share]) => share > 0)
          ranked.sort(([a, i], [b, j]) => b - a || j - i)
          const places = ranked.slice(0, input.max_allowed_validators).map(([, uid]) => uid)
          const permitted = [...result.validator_permit.keys()].filter((uid) => result.validator_permit[uid] === 1)
          expect(permitted).toEqual([...new Set([...places, owner])].sort((a, b) => a - b))
          // Its old permit counts as set.
          const permits = input.validator_permit.map((permit, uid) => (uid === owner ? 1 : permit))
          expect(expectRight(epoch(spec)({ ...input, validator_permit: permits }))).toEqual(result)
        }),
        { numRuns: 300 },
      )
      const poor = { stake_threshold: '1000', alpha_stake: ['1', '1000'], tao_stake: ['0', '0'], owner_uid: 0, n: 2 }
      const two = { last_update: [1, 1], block_at_registration: [0, 0], validator_permit: [true, true], weights: [], bonds: [] }
      fc.assert(
        fc.property(inputs({ ...poor, ...two }), (input) => {
          expect((expectRight(traceEpoch(425)(input)).trace['Normalised Stake'] as readonly number[])[0]).toBeGreaterThan(0)
        }),
        { numRuns: 20 },
      )
    },
    wrong: [
      {
        name: 'below the threshold it has nothing',
        file: 'stake.ts',
        right: '!(ownerIsExempt && uid === owner_uid)',
        wrong: 'ownerIsExempt !== undefined',
      },
      {
        name: 'takes a place',
        file: 'permits.ts',
        right: 'Math.max(0, input.n - input.max_allowed_validators)',
        wrong: 'Math.max(0, input.n - input.max_allowed_validators + 1)',
      },
      {
        name: 'only its new permit',
        file: 'permits.ts',
        right: 'withOwner(ruling, input, input.validator_permit)',
        wrong: 'input.validator_permit',
      },
    ],
  },
])

testLaws('liquid alphas', [
  {
    name: 'use the stored consensus in mode Previous, and in mode Auto with a penalty of 65535, unless nothing is stored',
    holds: ({ liquidAlphaConsensus }) => {
      const cases = fc.record({
        mode: fc.constantFrom<LiquidAlphaConsensusMode>('Current', 'Previous', 'Auto'),
        penalty: fc.oneof(fc.constantFrom(65_534, 65_535), u16),
        stored: fc.array(u16, { maxLength: 5 }),
        current: fc.array(fc.nat(2 ** 31), { minLength: 1, maxLength: 4 }),
      })
      fc.assert(
        fc.property(cases, ({ mode, penalty, stored, current }) => {
          const input = { liquid_alpha_consensus_mode: mode, bonds_penalty: penalty, previous_consensus: Uint16Array.from(stored) }
          const isPrevious = stored.length > 0 && (mode === 'Previous' || (mode === 'Auto' && penalty === 65_535))
          const expected = isPrevious ? current.map((_, uid) => Number((BigInt(stored[uid] ?? 0) << 32n) / 65_535n)) : current
          expect([...liquidAlphaConsensus(input)(Float64Array.from(current))]).toEqual(expected)
        }),
        { numRuns: 1000 },
      )
    },
    wrong: [
      { name: 'Auto by any penalty', file: 'liquid-consensus.ts', right: 'bonds_penalty === WHOLE_PENALTY', wrong: 'bonds_penalty > 0' },
      {
        name: 'padded with 1',
        file: 'liquid-consensus.ts',
        right: 'previous_consensus[uid] ?? 0',
        wrong: 'previous_consensus[uid] ?? 65_535',
      },
      { name: 'nothing stored is 0', file: 'liquid-consensus.ts', right: 'previous_consensus.length > 0 && ', wrong: '' },
    ],
  },
  {
    name: 'go by the stored consensus in an epoch since 446 alone, and never decide whether alphas are liquid',
    holds: ({ epoch }) => {
      const liquid = { yuma3_on: true, liquid_alpha_on: true, bonds_penalty: 65_535, liquid_alpha_consensus_mode: 'Auto' }
      let moved = 0
      fc.assert(
        fc.property(inputs(liquid), fc.array(u16, { minLength: 9, maxLength: 9 }), specs, (drawn, stored, spec) => {
          const [without, with_] = [[], stored].map((previous) =>
            expectRight(epoch(spec)({ ...drawn, previous_consensus: Uint16Array.from(previous) })),
          )
          if (spec < 446) expect(with_).toEqual(without)
          if (without!.consensus.every((agreed) => agreed === 0)) expect(with_!.bonds).toEqual(without!.bonds)
          const { consensus, incentive, validator_trust } = without!
          expect(with_).toMatchObject({ consensus, incentive, validator_trust })
          if (JSON.stringify(with_!.bonds.values) !== JSON.stringify(without!.bonds.values)) moved++
        }),
        { numRuns: 500 },
      )
      expect(moved).toBeGreaterThan(0)
    },
    wrong: [
      { name: 'never', file: 'liquid-consensus.ts', right: 'liquidConsensusHasModes ? ', wrong: 'liquidConsensusHasModes && false ? ' },
      {
        name: 'on all runtimes',
        file: 'liquid-consensus.ts',
        right: 'liquidConsensusHasModes ? ',
        wrong: 'liquidConsensusHasModes || true ? ',
      },
    ],
  },
])
