/**
 * All that one allocation reads, the time included: nothing else is consulted.
 */
import * as t from 'io-ts'
import type { ValidationResult } from '../gpu/validation-result.js'
import { Block } from '../units/block.js'
import type { Fault } from '../units/fault.js'
import { Coldkey, Hotkey } from '../units/hotkey.js'
import { Instant } from '../units/instant.js'
import { leaf } from '../units/leaf.js'
import { UnitScore } from '../units/score.js'
import { struct } from '../units/struct.js'
import { text } from '../units/text.js'
import { U16 } from '../units/u16.js'
import { Uid } from '../units/uid.js'

const Axon = struct(
  'an axon { ip, port }',
  { ip: leaf<string, string>('a string', (u): u is string => typeof u === 'string'), port: U16 },
  {},
)

/** A slot of the subnet and who sits in it. */
export const Neuron = struct('a neuron', { uid: Uid, hotkey: Hotkey, coldkey: Coldkey, registered_at_block: Block }, { axon: Axon })
export type Neuron = t.TypeOf<typeof Neuron>

/** The smoothed score of a miner in a category, as the last allocation left it. */
export const ScoreState = struct('a previous score', { hotkey: Hotkey, category: text(1, 256), score: UnitScore, updated_at: Instant }, {})
export type ScoreState = t.TypeOf<typeof ScoreState>

const Owner = struct('an owner { hotkey, coldkey }', { hotkey: Hotkey, coldkey: Coldkey }, {})

/** A snapshot as it stands in JSON, its rows of `results` not looked at yet. */
export const SnapshotDocument = struct(
  'a snapshot',
  {
    netuid: U16,
    block: Block,
    at: Instant,
    neurons: t.readonlyArray(Neuron, 'a list of neurons'),
    results: t.readonlyArray(t.unknown, 'a list of results'),
  },
  { owner: Owner, previous: t.readonlyArray(ScoreState, 'a list of previous scores') },
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
