import { describe, expect, test } from 'vitest'
import type { Policy } from '../../../src/policy/policy.js'
import type { MinerTrace } from '../../../src/policy/miner-trace.js'
import type { EmissionConfig } from '../../../src/allocation/config/emission-config.js'
import { gpuPools } from '../../../src/policies/index.js'
import { cleanUp } from '../../../src/validator/lanes/cleaning.js'
import { initialState } from '../../../src/validator/initial-state.js'
import type { Network } from '../../../src/validator/network.js'
import { readNetwork } from '../../../src/validator/network.js'
import { DEFAULT_SETTINGS } from '../../../src/validator/settings.js'
import type { ValidatorState } from '../../../src/validator/state.js'
import { step } from '../../../src/validator/step.js'
import type { ConfigChangeRecord, MinerPerformanceRecord, WeightSubmissionRecord } from '../../../src/storage/tables.js'
import { completedTraces, goneSince, lastEpochBlock, traceRecords } from '../../../src/validator/lanes/traces.js'
import { keepTraces, noteGone, settleTraces } from '../../../src/validator/lanes/tracing.js'
import { hotkeyOf } from '../../arbitraries/hotkey.js'
import { expectRight } from '../../either.js'

const AT = '2026-11-20T06:00:00.000000000Z'
const SIGNER = hotkeyOf(0)

interface Seat {
  readonly seed: number
  readonly since?: number
  readonly incentive?: number
}
const networkOf = (seats: readonly Seat[], block = 1000): Network =>
  expectRight(
    readNetwork(
      { netuid: 39, hotkey: SIGNER },
      {
        netuid: 39,
        block,
        neurons: seats.map(({ seed, since = 1, incentive }, uid) => ({
          uid,
          hotkey: hotkeyOf(seed),
          coldkey: hotkeyOf(seed),
          registered_at_block: since,
          validator_permit: true,
          stake: 5000,
          last_update: 0,
          ...(incentive === undefined ? {} : { incentive }),
        })),
        hyperparameters: {
          tempo: 360,
          weights_rate_limit: 5,
          min_allowed_weights: 1,
          max_weight_limit: 65_535,
          weights_version: 0,
          commit_reveal_weights_enabled: false,
          stake_threshold: 1,
        },
      },
    ),
  )

const trace = (miner_uid: number, seed = miner_uid): MinerTrace => ({
  miner_uid,
  miner_hotkey: hotkeyOf(seed),
  period_start: '2026-11-06T06:00:00Z',
  period_end: '2026-11-20T06:00:00Z',
  period_type: 'window',
  submitted_weight: 1,
  submitted_share: 0.5,
  document: { why: 'a half' },
})
const owner = { netuid: 39, validator_hotkey: SIGNER }
const recordOf = (seed: number, included: number): MinerPerformanceRecord => traceRecords([trace(seed)], owner, included)[0]!
const submission = (traces: readonly MinerTrace[], changes: Partial<WeightSubmissionRecord> = {}): WeightSubmissionRecord =>
  ({
    ...owner,
    uids: [1, 2],
    hotkeys: [hotkeyOf(1), hotkeyOf(2)],
    decided_block: 900,
    consequences: { traces },
    ...changes,
  }) as unknown as WeightSubmissionRecord

const tracingPolicy = (completed = true): Policy<EmissionConfig> => ({
  ...gpuPools(),
  tracing: () => ({ completed, retention_days: 30, clean_up_hours: 4, most_seconds: 1 }),
})
const stateOf = (changes: Partial<ValidatorState> = {}): ValidatorState => ({
  ...expectRight(initialState(gpuPools(), { ...DEFAULT_SETTINGS, netuid: 39, hotkey: SIGNER })({ burn_uid: 0 })),
  ...changes,
})
const slots = (seats: readonly Seat[]): NonNullable<ValidatorState['seen']> => ({
  last_update: 1,
  tempo: 360,
  rate_limit: 5,
  slots: seats.map(({ seed, since = 1 }, uid) => ({ uid, hotkey: hotkeyOf(seed), registered_at_block: since })),
})

describe('what the chain made of weights', () => {
  const seats = [
    { seed: 0, incentive: 0 },
    { seed: 1, incentive: 65_535 },
    { seed: 2, incentive: 300 },
    { seed: 3, incentive: 300 },
  ]
  test('an epoch runs where block + netuid + 2 is a multiple of tempo + 1', () => {
    for (const block of [0, 41, 320, 321, 681, 1000]) {
      const last = lastEpochBlock(39, 360, block)
      if (last === null) expect(block).toBeLessThan(320)
      else expect([(last + 41) % 361, last <= block, block - last < 361]).toEqual([0, true, true])
    }
    expect(lastEpochBlock(39, 0, 1000)).toBe(null)
  })
  test('completes the traces of weights that were included before the last epoch; equal incentives share the better rank', () => {
    const completed = completedTraces(
      [recordOf(1, 600), recordOf(2, 680), recordOf(3, 680), recordOf(2, 681), recordOf(9, 600)],
      networkOf(seats),
    )
    expect(
      completed.map(({ miner_uid, incentive, consensus_rank, consensus_block }) => [miner_uid, incentive, consensus_rank, consensus_block]),
    ).toEqual([
      [1, 1, 1, 681],
      [2, 300 / 65_535, 2, 681],
      [3, 300 / 65_535, 2, 681],
    ])
  })
  test('says nothing where the chain shows no incentives', () => {
    expect(completedTraces([recordOf(1, 600)], networkOf([{ seed: 0 }, { seed: 1 }]))).toEqual([])
  })
})

describe('whose traces are removed', () => {
  const before = [{ seed: 0 }, { seed: 1 }, { seed: 2 }, { seed: 3 }]
  const now = networkOf([{ seed: 0 }, { seed: 9, since: 950 }, { seed: 2, since: 960 }, { seed: 3 }])
  test('those of hotkeys that are gone or registered anew, and never of those who stay', () => {
    expect(goneSince(slots(before), null, now)).toEqual([hotkeyOf(1), hotkeyOf(2)])
  })
  test('after a start, those that were paid last; nobody where nothing was', () => {
    expect(goneSince(null, submission([]), now)).toEqual([hotkeyOf(1), hotkeyOf(2)])
    expect(goneSince(null, submission([], { decided_block: 970 }), now)).toEqual([hotkeyOf(1)])
    expect(goneSince(null, null, now)).toEqual([])
  })
  test('are noted until they are removed, even when that fails; not at all for a policy without traces', () => {
    const noted = noteGone(tracingPolicy(), stateOf({ seen: slots(before), gone: [hotkeyOf(1)] }), now)
    expect(noted.gone).toEqual([hotkeyOf(1), hotkeyOf(2)])
    expect(noteGone(gpuPools(), stateOf({ seen: slots(before) }), now).gone).toEqual([])
    const [removing, commands] = settleTraces(
      tracingPolicy(),
      noted,
      [recordOf(2, 600), recordOf(3, 600)],
      networkOf([{ seed: 0, incentive: 1 }, { seed: 9 }, { seed: 2, incentive: 5 }, { seed: 3, incentive: 7 }]),
    )
    expect(commands).toEqual([
      {
        _tag: 'Store',
        id: 1,
        writes: [
          { _tag: 'Remove', table: 'miner_performance_stats', where: { netuid: 39, miner_hotkey: hotkeyOf(1) } },
          { _tag: 'Remove', table: 'miner_performance_stats', where: { netuid: 39, miner_hotkey: hotkeyOf(2) } },
          { _tag: 'Put', table: 'miner_performance_stats', records: [expect.objectContaining({ miner_uid: 3, consensus_rank: 1 })] },
        ],
      },
    ])
    expect([removing.gone, removing.tracing?.gone.length]).toEqual([[], 2])
    const [failed, said] = step(tracingPolicy())(removing, {
      _tag: 'Failed',
      id: 1,
      at: AT,
      port: 'storage',
      error: 'Busy',
      message: 'locked',
    })
    expect([failed.tracing, failed.gone]).toEqual([null, [hotkeyOf(1), hotkeyOf(2)]])
    expect(said).toEqual([{ _tag: 'Report', report: { _tag: 'Alert', alert: { _tag: 'TraceFailed', error: 'Busy: locked' } } }])
    expect(step(tracingPolicy())(removing, { _tag: 'Stored', id: 1, at: AT })[0]).toMatchObject({ tracing: null, gone: [] })
  })
})

describe('keeping traces', () => {
  test('writes them by themselves once the chain has the weights; one write at a time', () => {
    const [kept, commands] = keepTraces(stateOf(), submission([trace(1), trace(2)]), 905)
    expect(commands).toEqual([
      {
        _tag: 'Store',
        id: 1,
        writes: [{ _tag: 'Put', table: 'miner_performance_stats', records: traceRecords([trace(1), trace(2)], owner, 905) }],
      },
    ])
    expect(recordOf(1, 905)).toMatchObject({
      period_start: '2026-11-06T06:00:00.000000000Z',
      weight_submission_block: 905,
      incentive: null,
      validator_hotkey: SIGNER,
    })
    const [busy, told] = keepTraces(kept, submission([trace(1)]), 910)
    expect(busy).toEqual(kept)
    expect(told).toMatchObject([{ report: { alert: { _tag: 'TraceFailed' } } }])
    expect(keepTraces(stateOf(), submission([]), 905)).toEqual([stateOf(), []])
  })
  test('a policy that does not complete them only removes, and nothing is begun while something is written or nothing is to do', () => {
    const network = networkOf([
      { seed: 0, incentive: 1 },
      { seed: 1, incentive: 2 },
    ])
    const waiting = [recordOf(1, 600)]
    expect(settleTraces(tracingPolicy(), stateOf(), waiting, network)[1]).toHaveLength(1)
    expect(settleTraces(tracingPolicy(false), stateOf(), waiting, network)[1]).toEqual([])
    expect(settleTraces(gpuPools(), stateOf(), waiting, network)[1]).toEqual([])
    expect(settleTraces(tracingPolicy(), stateOf({ tracing: { id: 7, gone: [] } }), waiting, network)[1]).toEqual([])
  })
  test('old ones go with the clean-up, and results stay as long as the policy looks back', () => {
    const ready = stateOf({ config: { document: { burn_uid: 0, cutoff_hours: 300 } } as unknown as ConfigChangeRecord })
    const writes = cleanUp(tracingPolicy(), ready, AT)[1].flatMap((command) => (command._tag === 'Store' ? command.writes : []))
    expect(writes).toContainEqual({
      _tag: 'Remove',
      table: 'miner_performance_stats',
      where: owner,
      range: { column: 'period_end', below: '2026-10-21T06:00:00.000000000Z' },
    })
    expect(writes).toContainEqual({
      _tag: 'Remove',
      table: 'miner_prover_results',
      where: { netuid: 39 },
      range: { column: 'verification_timestamp', below: '2026-11-06T18:00:00.000000000Z' },
    })
    const plain = cleanUp(gpuPools(), ready, AT)[1].flatMap((command) => (command._tag === 'Store' ? command.writes : []))
    expect(plain.some(({ table }) => table === 'miner_performance_stats')).toBe(false)
  })
})
