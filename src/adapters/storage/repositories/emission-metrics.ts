/** The figures of each setting of weights by one signer, with the history that belongs to them, over any store. */
import type { Storage } from '../../../storage/port.js'
import type { EmissionMetricsRecord, WeightAllocationRecord } from '../../../storage/tables.js'
import type { Signer } from '../../../storage/signer.js'
import { signerColumns } from '../../../storage/signer.js'
import type { Blocks, Window } from './scope.js'
import { beginningOf, inBlocks } from './scope.js'

/** The last days before an instant; `now` is RFC 3339. */
export interface Days {
  readonly days: number
  readonly now: string
}

/** What can be done with metrics. Lists are by age or by block, the oldest first. */
export interface EmissionMetrics {
  /** Metrics and all their history in one batch, in place of what was stored under their id. */
  readonly store: (metrics: EmissionMetricsRecord, history: readonly WeightAllocationRecord[]) => Promise<void>
  readonly latest: () => Promise<EmissionMetricsRecord | null>
  readonly byBlocks: (blocks: Blocks) => Promise<readonly EmissionMetricsRecord[]>
  readonly history: (days: Days) => Promise<readonly EmissionMetricsRecord[]>
  /** Removes what is older, with the history that belongs to it. How many metrics there were. */
  readonly cleanUp: (days: Days) => Promise<number>
}

const windowOf = ({ days, now }: Days): Window => ({ hours: 24 * days, now })

/**
 * The metrics of a signer. A failure of the store rejects with a `StorageError`.
 *
 * @example
 * ```ts
 * import { emissionMetrics } from 'steelyard/adapters/storage'
 * import { memoryStorage } from 'steelyard/adapters/memory'
 * Object.keys(emissionMetrics(memoryStorage(), { netuid: 39, hotkey: '5A' })) // => ['store', 'latest', 'byBlocks', 'history', 'cleanUp']
 * ```
 */
export const emissionMetrics = (storage: Storage, signer: Signer): EmissionMetrics => {
  const table = 'emission_metrics'
  const where = signerColumns(signer)
  return {
    store: async (metrics, history) => {
      await storage.write([
        { _tag: 'Put', table, records: [metrics] },
        { _tag: 'Remove', table: 'weight_allocation_history', where: { emission_metrics_id: metrics.id } },
        { _tag: 'Put', table: 'weight_allocation_history', records: history },
      ])
    },
    latest: async () => (await storage.read({ table, where, descending: true, limit: 1 }))[0] ?? null,
    byBlocks: (blocks) => storage.read({ table, where, range: inBlocks(blocks) }),
    history: async (days) => storage.read({ table, where, range: { column: 'timestamp', from: beginningOf(windowOf(days)) } }),
    cleanUp: async (days) =>
      storage.write([{ _tag: 'Remove', table, where, range: { column: 'timestamp', below: beginningOf(windowOf(days)) } }]),
  }
}
