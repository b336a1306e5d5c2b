import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EpochSchedule } from '../../../src/chain/schedule/epoch-schedule.js'
import { maxUpscale } from '../../../src/chain/stored/max-upscale.js'
import type { EpochInput, StoredRow } from '../../../src/chain/yuma/index.js'
import { forecast, readEpochInput, showYumaError, sparseRows } from '../../../src/chain/yuma/index.js'
import { storedRows } from '../../../src/chain/yuma/sparse-rows.js'
import { expectLeft, expectRight } from '../../either.js'
import { testLaws } from './law.js'
import { small } from './small.js'
import { inputs } from './worlds.js'

const scheduleOf = (head: number, tempo: number, last: number, changes: Partial<EpochSchedule> = {}): EpochSchedule => ({
  last_epoch_block: last,
  pending_epoch_at: 0,
  subnet_epoch_index: 3,
  tempo,
  blocks_since_last_step: head - last,
  current_block: head,
  ...changes,
})

/** The blocks of the epochs after a head, one after the other, by the rule as it is written. */
const dueBlocks = (spec: number, { netuid, tempo }: EpochInput, schedule: EpochSchedule, count: number): readonly number[] => {
  const found: number[] = []
  let anchor = schedule.last_epoch_block
  for (let block = schedule.current_block + 1; found.length < count; block++) {
    const isDue = spec < 423 ? (block + netuid + 2) % (tempo + 1) === 0 : block - anchor >= tempo
    if (!isDue) continue
    found.push(block)
    anchor = block
  }
  return found
}

const cases = inputs({ block: 10_000 }).chain((drawn) =>
  fc.record({
    input: fc.constantFrom(1, 2, 7, 12).map((tempo): EpochInput => ({ ...drawn, tempo, activity_cutoff: 8 })),
    since: fc.nat(12),
    after: fc.integer({ min: 1, max: 40 }),
    uid: fc.nat(drawn.n - 1),
    weights: fc.uniqueArray(fc.nat(drawn.n - 1), { maxLength: drawn.n }),
    spec: fc.constantFrom(422, 425, 459),
  }),
)

testLaws('weights that count from a later block', [
  {
    name: 'are forecast in the first epoch from that block on, after the epochs before it on the row on chain',
    holds: (lib) => {
      fc.assert(
        fc.property(cases, ({ input, since, after, uid, weights, spec }) => {
          const mine = { uids: Uint16Array.from(weights), weights: Uint16Array.from(weights, (j) => 100 + j) }
          const [head, counts_from] = [10_000, 10_000 + after]
          const schedule = scheduleOf(head, input.tempo, head - since)
          const due = dueBlocks(spec, input, schedule, 60)
          const before = due.filter((block) => block < counts_from)
          const block = due[before.length]!
          const found = expectRight(lib.forecast({ spec, input, uid, counts_from, schedule })(mine))
          expect(found.epoch).toEqual({ block, counts_from, before, repeated_hotkeys: [] })

          // The state after the epochs before it, one by one, with the row on chain and with a commit in the block after the head.
          const walked = (sent: boolean): EpochInput => {
            let state = input
            for (const at of [...before, block]) {
              const touched = sent && at > head + 1
              const last_update = touched ? state.last_update.map((updated, i) => (i === uid ? head + 1 : updated)) : state.last_update
              state = { ...state, block: at, last_update }
              if (at === block) break
              const { validator_permit, bonds, consensus } = expectRight(lib.epoch(spec)(state))
              state = { ...state, validator_permit, bonds, previous_consensus: consensus, last_mechansim_step_block: at }
            }
            return state
          }
          // Without a block to count from, the new weights count as set in the block of the input.
          const plain = expectRight(lib.forecast({ spec, input: walked(false), uid })(mine))
          expect(found.validator.now).toEqual(plain.validator.now)
          const row: StoredRow = [
            uid,
            Array.from(maxUpscale(mine.weights), (weight, k): readonly [number, number] => [mine.uids[k]!, weight]),
          ]
          const sent = { ...walked(true), weights: sparseRows(input.n)([...storedRows(input.weights), row]) }
          const then = expectRight(lib.epoch(spec)(sent))
          const { active, emission, validator_trust } = found.validator.then
          expect([active, emission]).toEqual([then.active[uid] === 1, then.emission[uid]])
          expect(Math.min(65_535, Math.floor(validator_trust * 65_535))).toBe(then.validator_trust[uid])
        }),
        { numRuns: 120 },
      )
    },
    wrong: [
      {
        name: 'the epoch after that block',
        file: 'counted-epoch.ts',
        right: 'found.right < counts_from',
        wrong: 'found.right <= counts_from',
      },
      {
        name: 'the epochs before it are not run',
        file: 'counted-epoch.ts',
        right: 'return stateAfter(now, resultOf(spec, stagesOf(spec, now)))',
        wrong: 'return now',
      },
      { name: 'the anchor stays', file: 'counted-epoch.ts', right: 'last_epoch_block: block, ', wrong: '' },
      {
        name: 'by the height on all runtimes',
        file: 'counted-epoch.ts',
        right: 'const next = counters === undefined ?',
        wrong: 'const next = counters !== undefined || true ?',
      },
      {
        name: 'the head may have the epoch',
        file: 'counted-epoch.ts',
        right: 'nextModuloEpoch(netuid, tempo)(block + 1)',
        wrong: 'nextModuloEpoch(netuid, tempo)(block)',
      },
      {
        name: 'a commit does not move the last update',
        file: 'forecast-sides.ts',
        right: 'i === uid ? block : updated',
        wrong: 'i === uid ? updated : updated',
      },
    ],
  },
])

const input = expectRight(readEpochInput(small))
const mine = { uids: Uint16Array.of(3, 4), weights: Uint16Array.of(1, 1) }
const schedule = scheduleOf(10_000, 10, 9_993)
const state = { spec: 425, input, uid: 1, schedule }

test('an epoch that a trigger or a safety net makes due is found too, and later ones follow it', () => {
  const blocks = (changes: Partial<EpochSchedule>, counts_from: number) => {
    const { epoch } = expectRight(forecast({ ...state, schedule: { ...schedule, ...changes }, counts_from })(mine))
    return [epoch.block, ...epoch.before]
  }
  expect(blocks({}, 10_003)).toEqual([10_003])
  expect(blocks({}, 10_004)).toEqual([10_013, 10_003])
  expect(blocks({ pending_epoch_at: 10_001 }, 10_004)).toEqual([10_011, 10_001])
  expect(blocks({ blocks_since_last_step: 50_400 }, 10_001)).toEqual([10_001])
  expect(blocks({ safety_net: 10, blocks_since_last_step: 11 }, 10_002)).toEqual([10_011, 10_001])
})

test('a block that is not after the head, a schedule that is missing or wrong, and too many epochs are refused', () => {
  const refusal = (changes: object) => expectLeft(forecast({ ...state, counts_from: 10_001, ...changes })(mine)).map(showYumaError)
  for (const counts_from of [10_000, 0, -1, 10_000.5, NaN])
    expect(refusal({ counts_from })).toEqual([`counts_from: expected a block after 10000, the head of the chain, found ${counts_from}`])
  expect(refusal({ schedule: undefined })).toEqual([
    'schedule: missing: expected the schedule of the subnet, which tells when its epochs are due',
  ])
  expect(refusal({ schedule: { ...schedule, tempo: 0 } })).toEqual(['schedule: the tempo is 0: the subnet never has an epoch'])
  expect(refusal({ schedule: { ...schedule, last_epoch_block: 10_001 } })).toEqual([
    'schedule: the last epoch was at block 10001, and the schedule is of block 10000, which is earlier',
  ])
  expect(refusal({ counts_from: Number.MAX_SAFE_INTEGER })).toEqual([
    'counts_from: expected a block with at most 100 epochs before it, found 9007199254740991',
  ])
  expect(refusal({ spec: 422, input: { ...input, tempo: 0 } })).toEqual(['tempo: the tempo is 0: the subnet never has an epoch'])
})

test('a forecast names the hotkeys that make the chain skip the epoch, since 423', () => {
  const hotkeys = ['5A', '5B', '5A', '5D', '5E']
  const repeated = (spec: number) => expectRight(forecast({ spec, input, uid: 1, hotkeys })(mine)).epoch.repeated_hotkeys
  expect([repeated(422), repeated(423)]).toEqual([[], [{ hotkey: '5A', uids: [0, 2] }]])
})
