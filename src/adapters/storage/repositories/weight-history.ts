/** What miners were given by one signer, over any store. It is stored with the metrics that it belongs to. */
import type { Storage } from '../../../storage/port.js'
import type { WeightAllocationRecord } from '../../../storage/tables.js'
import type { Signer } from '../../../storage/signer.js'
import { signerColumns } from '../../../storage/signer.js'
import type { Blocks, Miner } from './scope.js'
import { inBlocks, ofMiner } from './scope.js'

/** What can be asked of the history. Lists are by block. */
export interface WeightHistory {
  readonly byBlocks: (blocks: Blocks) => Promise<readonly WeightAllocationRecord[]>
  readonly ofMiner: (miner: Miner, blocks: Blocks) => Promise<readonly WeightAllocationRecord[]>
}

/**
 * The history of a signer. A failure of the store rejects with a `StorageError`.
 *
 * @example
 * ```ts
 * import { weightHistory } from 'steelyard/adapters/storage'
 * import { memoryStorage } from 'steelyard/adapters/memory'
 * Object.keys(weightHistory(memoryStorage(), { netuid: 39, hotkey: '5A' })) // => ['byBlocks', 'ofMiner']
 * ```
 */
export const weightHistory = (storage: Storage, signer: Signer): WeightHistory => {
  const table = 'weight_allocation_history'
  const where = signerColumns(signer)
  return {
    byBlocks: (blocks) => storage.read({ table, where, range: inBlocks(blocks) }),
    ofMiner: (miner, blocks) => storage.read({ table, where: { ...where, ...ofMiner(miner) }, range: inBlocks(blocks) }),
  }
}
