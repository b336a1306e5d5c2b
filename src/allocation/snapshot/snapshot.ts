/**
 * All that one allocation reads, including the time. An allocation reads nothing else.
 */
import * as t from 'io-ts'
import type { ValidationResult } from '../../gpu/validation-result.js'
import { listOf } from '../../units/codec/list.js'
import type { Fault } from '../../units/codec/fault.js'
import { Hotkey } from '../../units/address/hotkey.js'
import { Instant } from '../../units/time/instant.js'
import { UnitScore } from '../../units/exact/score.js'
import { struct } from '../../units/codec/struct.js'
import { text } from '../../units/codec/text.js'
import { SUBNET_KEYS, OPTIONAL_SUBNET_KEYS } from '../../network/subnet.js'

/** The smoothed score of a miner in a category, as the last allocation left it. */
export const ScoreState = struct(
  'a previous score',
  {
    /** the miner */
    hotkey: Hotkey,
    /** the category of the GPUs; a hotkey has one score for each category */
    category: text(1, 256),
    /** the smoothed score */
    score: UnitScore,
    /** the instant of the last sample */
    updated_at: Instant,
  },
  {},
)
export type ScoreState = t.TypeOf<typeof ScoreState>

/** A snapshot as JSON. Its rows of `results` are not decoded yet. */
export const SnapshotDocument = struct(
  'a snapshot',
  {
    ...SUBNET_KEYS,
    /** what the validator saw of its miners */
    results: listOf(t.unknown, 'a list of results'),
  },
  {
    ...OPTIONAL_SUBNET_KEYS,
    /** the `next` of the last allocation */
    previous: listOf(ScoreState, 'a list of previous scores'),
  },
)

/** A malformed row of `results`. It comes from outside, so it is set aside and does not stop the validator. */
export interface RejectedRow {
  readonly index: number
  /** The text in `miner_hotkey`, or null if it cannot be read. */
  readonly hotkey: string | null
  /** At most 20 of a kind. Paths start at the row; `faultsInPlace` has them start at the snapshot. */
  readonly faults: readonly Fault[]
}

/** A decoded snapshot. Uids, hotkeys and previous scores are unique, and malformed results are in `rejected`. */
export type Snapshot = Omit<t.TypeOf<typeof SnapshotDocument>, 'results' | 'previous'> & {
  readonly results: readonly ValidationResult[]
  readonly rejected: readonly RejectedRow[]
  readonly previous: readonly ScoreState[]
}
