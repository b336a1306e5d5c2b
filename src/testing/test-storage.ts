/**
 * The contract of `Storage` as tests for any test runner. The stores of this package are tested with it, and you can test
 * yours.
 *
 * Every law is checked with its own empty store. Needs fast-check in addition to the runner.
 */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Storage } from '../storage/port.js'
import { batchArbitrary } from './arbitraries/records.js'
import type { Runner } from './runner.js'
import type { StorageLaw } from './storage-laws/law.js'
import { assertHolds } from './storage-laws/law.js'
import { READING } from './storage-laws/reading.js'
import { WRITING } from './storage-laws/writing.js'
import { EMPTY, modelWrite } from './storage-model.js'

/**
 * `reopen` closes a store as a restart would and opens it again, for stores that outlive the process. Properties are checked `runs` times,
 * 20 by default.
 */
export interface StorageTests {
  readonly reopen?: (storage: Storage) => Promise<Storage>
  readonly runs?: number
}

/**
 * Declares the tests of a store. Each call of `make` gives an empty store; it is closed at the end of its test.
 *
 * @example
 * ```ts
 * import { testStorage } from 'steelyard/testing'
 * import { memoryStorage } from 'steelyard/adapters/memory'
 * const laws = []
 * testStorage(async () => memoryStorage(), { describe: (_, body) => body(), it: (name) => laws.push(name) })
 * laws.includes('a batch that fails leaves everything as it was') // => true
 * ```
 */
export const testStorage = (make: () => Promise<Storage>, { describe, it }: Runner, { reopen, runs = 20 }: StorageTests = {}): void => {
  const lasting: StorageLaw = {
    name: 'what was acknowledged is there when the store is opened again',
    holds: async (first) => {
      let storage = first
      let model = EMPTY
      for (const batch of fc.sample(batchArbitrary, { numRuns: runs, seed: 39 })) {
        const outcome = modelWrite(model, batch)
        await storage.write(batch).then(
          () => assert.ok(typeof outcome === 'object'),
          () => assert.ok(typeof outcome === 'string'),
        )
        if (typeof outcome === 'object') model = outcome.model
      }
      storage = await reopen!(storage)
      await assertHolds(storage, model)
      await storage.close()
    },
  }
  describe('a store', () => {
    for (const { name, holds } of [...READING, ...WRITING])
      it(name, async () => {
        const storage = await make()
        try {
          await holds(storage, runs)
        } finally {
          await storage.close()
        }
      })
    if (reopen !== undefined) it(lasting.name, async () => lasting.holds(await make(), runs))
  })
}
