/** Networks by who sits where, traces, and states of a validator that keeps traces. */
import { gpuPools } from '../../../src/policies/index.js'
import type { MinerTrace } from '../../../src/policy/miner-trace.js'
import type { MinerPerformanceRecord, WeightSubmissionRecord } from '../../../src/storage/tables.js'
import { initialState } from '../../../src/validator/initial-state.js'
import { traceRecords } from '../../../src/validator/lanes/traces.js'
import type { Registered } from '../../../src/validator/network.js'
import { isRegistered, readNetwork } from '../../../src/validator/network.js'
import { DEFAULT_SETTINGS } from '../../../src/validator/settings.js'
import type { ValidatorState } from '../../../src/validator/state.js'
import { hotkeyOf } from '../../arbitraries/hotkey.js'
import { expectRight } from '../../either.js'

export const AT = '2026-11-20T06:00:00.000000000Z'
export const SIGNER = hotkeyOf(0)

export interface Seat {
  readonly seed: number
  readonly since?: number
  readonly incentive?: number
}
export const networkOf = (seats: readonly Seat[], block = 1000): Registered => {
  const network = expectRight(
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
  if (network === null || !isRegistered(network)) throw new Error('the signer has no seat')
  return network
}

export const trace = (miner_uid: number, seed = miner_uid): MinerTrace => ({
  miner_uid,
  miner_hotkey: hotkeyOf(seed),
  period_start: '2026-11-06T06:00:00Z',
  period_end: '2026-11-20T06:00:00Z',
  period_type: 'window',
  submitted_weight: 1,
  submitted_share: 0.5,
  document: { why: 'a half' },
})
export const owner = { netuid: 39, validator_hotkey: SIGNER }
export const recordOf = (seed: number, included: number): MinerPerformanceRecord => traceRecords([trace(seed)], owner, included)[0]!
export const submission = (traces: readonly MinerTrace[], changes: Partial<WeightSubmissionRecord> = {}): WeightSubmissionRecord =>
  ({
    ...owner,
    uids: [1, 2],
    hotkeys: [hotkeyOf(1), hotkeyOf(2)],
    decided_block: 900,
    consequences: { traces },
    ...changes,
  }) as unknown as WeightSubmissionRecord

export const stateOf = (changes: Partial<ValidatorState> = {}): ValidatorState => ({
  ...expectRight(initialState(gpuPools(), { ...DEFAULT_SETTINGS, netuid: 39, hotkey: SIGNER })({ burn_uid: 0 })),
  ...changes,
})
/** A state whose config in force keeps traces. */
export const tracing = (changes: Partial<ValidatorState> = {}, completed = true): ValidatorState => {
  const state = stateOf(changes)
  return { ...state, terms: { ...state.terms, tracing: { completed, retention_days: 30, clean_up_hours: 4, most_seconds: 1 } } }
}
export const slots = (seats: readonly Seat[]): NonNullable<ValidatorState['seen']> => ({
  last_update: 1,
  tempo: 360,
  rate_limit: 5,
  slots: seats.map(({ seed, since = 1 }, uid) => ({ uid, hotkey: hotkeyOf(seed), registered_at_block: since })),
})
