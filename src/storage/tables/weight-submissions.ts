import type { RecordOf } from './column.js'
import { count, flag, hotkey, json, list, oneOf, orNull, text, timestamp } from './column.js'
import { table } from './table.js'

/** The journal of submissions: a line is written before weights are sent, and settled after. */
export const weightSubmissions = table({
  columns: {
    /** The fingerprint of what is sent. */
    id: text,
    /** The subnet. */
    netuid: count,
    /** The validator that sends the weights. */
    validator_hotkey: hotkey,
    /**
     * `open` until it is known what became of it; until then nothing else is sent. `confirmed`: a block includes it; weights that were set are
     * in force then, and of those that were committed `reveal` says it. `refused`: the chain refused
     * it. `lost`: no block took it. `superseded`: another one with the same key is in force. `not_sent`: it never left the machine.
     */
    status: oneOf('open', 'confirmed', 'refused', 'lost', 'superseded', 'not_sent'),
    /** The slots that are given weights, ascending. */
    uids: list('u16'),
    /** The hotkeys in these slots when the weights were decided, in the order of `uids`. */
    hotkeys: list('string'),
    /** The weights, in the order of `uids`. */
    weights: list('u16'),
    /** The version key, a u64 in text. */
    version_key: text,
    /** The rules by which the weights were decided (`RULES`); null in a line of a release that did not keep them. */
    rules: orNull(count),
    /** The hotkey that receives the burn, or null. It is not a miner. */
    burn_hotkey: orNull(text),
    /** The block at which the weights were decided. */
    decided_block: count,
    /** When the weights were decided. */
    decided_at: timestamp,
    /** The block of the signer's last weights when these were decided: the chain took them when it shows a later one. */
    last_update: count,
    /** The last block that may include the transaction. */
    valid_until: count,
    /** Whether this is the last vector again, in place of a new one. */
    held: flag,
    /** The block that includes the transaction, or null. */
    block: orNull(count),
    /** The reason of the chain's refusal, or null. */
    error: orNull(text),
    /** When it was known what became of it, or null. */
    settled_at: orNull(timestamp),
    /** What is to be written once it is confirmed: metrics, history, scores. Null once it is settled. */
    consequences: json,
    /** The ciphertext of weights that were committed, in hex after `0x`; null for weights that were set. */
    commit: orNull(text),
    /** The round of the beacon that opens the commit, or null. */
    reveal_round: orNull(count),
    /** The block in which the reveal was expected when the commit was made, or null. */
    reveal_block: orNull(count),
    /**
     * What became of a commit that a block includes. `awaited`: the chain has not revealed it yet. `in_force`: its weights are in force.
     * `failed`: they never were. `replaced`: other weights of this validator are in force, later ones, or those of an older commit. Null for weights
     * that were set, unless an older commit has replaced them.
     */
    reveal: orNull(oneOf('awaited', 'in_force', 'failed', 'replaced')),
    /** The block at which its reveal, or the failure of it, was seen, or null. */
    revealed_block: orNull(count),
  },
  key: ['id'],
  order: 'decided_at',
  kept: { by: 'settled_at', after: 'metrics_days', never: { column: 'status', texts: ['open'] } },
  atMostOne: { of: ['netuid', 'validator_hotkey'], column: 'status', text: 'open' },
})

/** A line of the journal: it is written before weights are sent, and settled after. */
export type WeightSubmissionRecord = RecordOf<typeof weightSubmissions.columns>

/** What became of a submission. `open`: it is not known yet, and until it is nothing else is sent. */
export type SubmissionStatus = WeightSubmissionRecord['status']
