/**
 * All that one allocation reads, the time included: nothing else is consulted.
 */
import * as t from 'io-ts'
import type { ValidationResult } from '../../gpu/validation-result.js'
import type { Fault } from '../../units/codec/fault.js'
import { Hotkey } from '../../units/address/hotkey.js'
import { Instant } from '../../units/time/instant.js'
import { UnitScore } from '../../units/exact/score.js'
import { struct } from '../../units/codec/struct.js'
import { text } from '../../units/codec/text.js'
import { SUBNET_KEYS, OPTIONAL_SUBNET_KEYS } from '../../network/subnet.js'

/** The smoothed score of a miner in a category, as the last allocation left it. */
export const ScoreState = struct('a previous score', { hotkey: Hotkey, category: text(1, 256), score: UnitScore, updated_at: Instant }, {})
export type ScoreState = t.TypeOf<typeof ScoreState>

/** A snapshot as it stands in JSON, its rows of `results` not looked at yet. */
export const SnapshotDocument = struct(
  'a snapshot',
  { ...SUBNET_KEYS, results: t.readonlyArray(t.unknown, 'a list of results') },
  { ...OPTIONAL_SUBNET_KEYS, previous: t.readonlyArray(ScoreState, 'a list of previous scores') },
)

/** A row of `results` that is no result. It comes from outside, so it is set aside and never stops the validator. */
export interface RejectedRow {
  readonly index: number
  /** What stands in `miner_hotkey`, when that much can be read. */
  readonly hotkey: string | null
  readonly faults: readonly Fault[]
}

/** All that one allocation reads: decoded, unique where it must be, malformed results set aside in `rejected`. */
export type Snapshot = Omit<t.TypeOf<typeof SnapshotDocument>, 'results' | 'previous'> & {
  readonly results: readonly ValidationResult[]
  readonly rejected: readonly RejectedRow[]
  readonly previous: readonly ScoreState[]
}
