/** What provers delivered on one subnet, over any store. */
import type { Storage } from '../../../storage/port.js'
import type { MinerProverResultRecord } from '../../../storage/tables.js'
import type { Miner, Window } from './scope.js'
import { beginningOf, ofMiner } from './scope.js'

/** What can be done with results. Lists are by the instant of verification, the oldest first. */
export interface ProverResults {
  /** One batch. A result that is there already is stored once. */
  readonly store: (results: readonly Omit<MinerProverResultRecord, 'netuid'>[]) => Promise<void>
  readonly recent: (window: Window) => Promise<readonly MinerProverResultRecord[]>
  readonly recentOf: (miner: Miner, window: Window) => Promise<readonly MinerProverResultRecord[]>
}

/**
 * The results of a subnet. A failure of the store rejects with a `StorageError`.
 *
 * @example
 * ```ts
 * import { proverResults } from 'steelyard/adapters/storage'
 * import { memoryStorage } from 'steelyard/adapters/memory'
 * Object.keys(proverResults(memoryStorage(), 39)) // => ['store', 'recent', 'recentOf']
 * ```
 */
export const proverResults = (storage: Storage, netuid: number): ProverResults => {
  const table = 'miner_prover_results'
  const since = (window: Window) => ({ column: 'verification_timestamp', from: beginningOf(window) }) as const
  return {
    store: async (results) => {
      await storage.write([{ _tag: 'Put', table, records: results.map((result) => ({ ...result, netuid })) }])
    },
    recent: async (window) => storage.read({ table, where: { netuid }, range: since(window) }),
    recentOf: async (miner, window) => storage.read({ table, where: { netuid, ...ofMiner(miner) }, range: since(window) }),
  }
}
