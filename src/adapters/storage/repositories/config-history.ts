/** The configs of one signer: the one in force, and every change that was asked for, over any store. */
import type { Storage } from '../../../storage/port.js'
import type { ConfigChangeRecord } from '../../../storage/tables.js'
import type { Signer } from '../../../storage/signer.js'
import { signerColumns } from '../../../storage/signer.js'

/** What can be asked of the configs. */
export interface ConfigHistory {
  readonly inForce: () => Promise<ConfigChangeRecord | null>
  /** Every change with what came of it, the oldest first. */
  readonly all: () => Promise<readonly ConfigChangeRecord[]>
}

/**
 * The configs of a signer. A failure of the store rejects with a `StorageError`.
 *
 * @example
 * ```ts
 * import { configHistory } from 'steelyard/adapters/storage'
 * import { memoryStorage } from 'steelyard/adapters/memory'
 * Object.keys(configHistory(memoryStorage(), { netuid: 39, hotkey: '5A' })) // => ['inForce', 'all']
 * ```
 */
export const configHistory = (storage: Storage, signer: Signer): ConfigHistory => {
  const table = 'config_changes'
  const where = signerColumns(signer)
  return {
    inForce: async () => (await storage.read({ table, where: { ...where, status: 'in_force' }, descending: true, limit: 1 }))[0] ?? null,
    all: () => storage.read({ table, where }),
  }
}
