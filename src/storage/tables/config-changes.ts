import type { RecordOf } from './column.js'
import { count, hotkey, json, list, oneOf, orNull, text, timestamp } from './column.js'
import { table } from './table.js'

/** Every config that was asked for, and what came of it. */
export const configChanges = table({
  columns: {
    /** The fingerprint of the request. */
    id: text,
    /** The subnet. */
    netuid: count,
    /** The validator that was asked. */
    validator_hotkey: hotkey,
    /** The name of the policy that the config is for. */
    policy: text,
    /** When it was asked for. */
    requested_at: timestamp,
    /** What came of it. */
    status: oneOf('pending', 'in_force', 'superseded', 'refused'),
    /** What was asked for. */
    changes: json,
    /** The whole config that the changes make; null where they were refused. */
    document: json,
    /** Why it was refused: every problem. */
    reasons: list({ _tag: 'string', path: 'string', message: 'string' }),
    /** The block of the first decision that was made with it, or null. */
    applied_block: orNull(count),
  },
  key: ['id'],
  order: 'requested_at',
  kept: { by: 'requested_at', after: 'metrics_days', never: { column: 'status', texts: ['pending', 'in_force'] } },
})

/** A config that was asked for, and what came of it. */
export type ConfigChangeRecord = RecordOf<typeof configChanges.columns>
