import { describe, expect, it, test } from 'vitest'
import { memoryStorage } from '../../src/adapters/memory-storage.js'
import { testStorage } from '../../src/testing/test-storage.js'
import type { StorageTests } from '../../src/testing/test-storage.js'
import type { Storage } from '../../src/storage/port.js'
import { FAULTS } from './broken-storage.js'
import { recording } from './recording.js'

testStorage(async () => memoryStorage(), { describe, it }, { runs: 100 })

/** The tests that the suite declares for a store, by name and not run. */
const lawsOf = (make: () => Promise<Storage>, options: StorageTests = {}): ReadonlyMap<string, () => Promise<void>> => {
  const runner = recording()
  testStorage(make, runner, options)
  return runner.tests
}

describe('the suite catches', () => {
  for (const [name, [law, fault]] of Object.entries(FAULTS))
    test(`${name}`, async () => {
      const broken = async (): Promise<Storage> => {
        const good = memoryStorage()
        return { ...good, ...fault(good) }
      }
      await expect(lawsOf(broken).get(law)!()).rejects.toThrow()
    })

  test('a store that forgets when it is opened again', async () => {
    const opened = (reopen: (storage: Storage) => Promise<Storage>) =>
      lawsOf(async () => memoryStorage(), { reopen }).get('what was acknowledged is there when the store is opened again')!()
    await opened(async (storage) => storage)
    await expect(opened(async () => memoryStorage())).rejects.toThrow()
  })
})

test('every law of the suite catches something', () => {
  const caught = new Set(Object.values(FAULTS).map(([law]) => law))
  expect([...lawsOf(async () => memoryStorage()).keys()].filter((name) => !caught.has(name))).toEqual([])
})
