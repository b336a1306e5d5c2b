/**
 * The switch that keeps a validator at its last vector, without a deployment: while it is on, what is published is the last
 * confirmed vector again.
 *
 * It is a row of the store, so it survives restarts, and any process that reaches the store can turn it. A validator looks at
 * it each time it decides.
 */
import type { Storage } from '../../storage/port.js'
import { signerColumns } from '../../storage/signer.js'
import { readTimestamp } from '../../units/time/timestamp.js'
import { StorageError } from '../storage/storage-error.js'

/** Which validator: the subnet, and who signs. */
export type Validator = {
  readonly netuid: number
  readonly hotkey: string
}

/** The switch of one validator. */
export interface HoldSwitch {
  /** Off where it was never turned. */
  readonly get: () => Promise<boolean>
  /** `at` is when it is turned, RFC 3339. */
  readonly set: (on: boolean, at: string) => Promise<void>
}

/**
 * The switch of a validator in a store. Its promises reject as those of the store do.
 *
 * @example
 * ```ts
 * import { holdSwitch } from 'steelyard/adapters/run'
 * Object.keys(holdSwitch({}, { netuid: 39, hotkey: '5A' })) // => ['get', 'set']
 * ```
 */
export const holdSwitch = (storage: Pick<Storage, 'read' | 'write'>, validator: Validator): HoldSwitch => {
  const key = { ...signerColumns(validator), name: 'hold' }
  return {
    get: async () => {
      const [row] = await storage.read({ table: 'validator_state', where: key, limit: 1 })
      const on = row?.document ?? false
      if (typeof on === 'boolean') return on
      throw new StorageError({ _tag: 'Invalid', message: 'validator_state hold: expected true or false' })
    },
    set: async (on, at) => {
      const updated_at = readTimestamp(at) ?? at
      await storage.write([{ _tag: 'Put', table: 'validator_state', records: [{ ...key, document: on, updated_at }] }])
    },
  }
}
