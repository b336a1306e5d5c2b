import type { RecordOf } from './column.js'
import { count, hotkey, json, text, timestamp } from './column.js'
import { table } from './table.js'

/** Values that a validator keeps, each under a name. */
export const validatorState = table({
  columns: {
    /** The subnet. */
    netuid: count,
    /** The validator. */
    validator_hotkey: hotkey,
    /** `next` (what the policy carries over), `hold` (the switch) or `given` (the config that the validator was last started with). */
    name: text,
    /** The value. */
    document: json,
    /** When it was written. */
    updated_at: timestamp,
  },
  key: ['netuid', 'validator_hotkey', 'name'],
  order: 'updated_at',
  kept: 'for ever',
})

/** A value that a validator keeps under a name. */
export type ValidatorStateRecord = RecordOf<typeof validatorState.columns>
