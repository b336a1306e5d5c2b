import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Backup } from '../../../src/adapters/storage/backup.js'
import { backup, restore } from '../../../src/adapters/storage/backup.js'
import { memoryStorage } from '../../../src/adapters/memory-storage.js'
import { storageFailure } from '../../../src/adapters/storage/storage-error.js'
import { batchArbitrary } from '../../../src/testing/arbitraries/records.js'
import { entry, metrics, state } from '../../../src/testing/storage-laws/samples.js'
import { TABLE_NAMES, describedTable } from '../../../src/storage/tables.js'
import type { Storage } from '../../../src/storage/port.js'

const failureOf = (restoring: Promise<unknown>): Promise<string> =>
  restoring.then(
    () => 'nothing',
    (error: unknown) => storageFailure(error)._tag,
  )

const filled = async (): Promise<Storage> => {
  const storage = memoryStorage()
  await storage.write([
    { _tag: 'Put', table: 'emission_metrics', records: [metrics('a')] },
    { _tag: 'Put', table: 'weight_allocation_history', records: [entry('a', '5B')] },
    { _tag: 'Put', table: 'validator_state', records: [state('a', { document: [1, { deep: null }] })] },
  ])
  return storage
}

describe('laws of backups', () => {
  test('a store filled from a backup, through text, has the same backup', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(batchArbitrary, { maxLength: 12 }), async (batches) => {
        const [source, target] = [memoryStorage(), memoryStorage()]
        for (const batch of batches) await source.write(batch).catch(() => 0)
        const document = await backup(source)
        const count = await restore(target)(JSON.parse(JSON.stringify(document)))
        expect(count).toBe(Object.values(document.tables).reduce((sum, records) => sum + records.length, 0))
        expect(await backup(target)).toEqual(document)
      }),
    )
  })

  test('a backup is of one moment: a batch that comes between the tables is in it whole or not at all', async () => {
    const storage = await filled()
    let reads = 0
    const disturbed: Storage = {
      ...storage,
      read: async (query) => {
        const found = await storage.read(query)
        if (reads++ === 2) {
          const document = 'later'
          await storage.write([
            { _tag: 'Put', table: 'emission_metrics', records: [metrics('b')] },
            { _tag: 'Put', table: 'validator_state', records: [state('b', { document })] },
          ])
        }
        return found
      },
    }
    const { tables } = await backup(disturbed)
    expect([tables.emission_metrics.length, tables.validator_state.length]).toEqual([2, 2])
  })

  test('a store that never holds still gives no backup', async () => {
    const storage = memoryStorage()
    let document = 0
    const restless: Storage = {
      ...storage,
      read: async (query) => {
        await storage.write([{ _tag: 'Put', table: 'validator_state', records: [state('a', { document: document++ })] }])
        return storage.read(query)
      },
    }
    expect(await failureOf(backup(restless))).toBe('Busy')
  })

  test('a table that the backup has not stays empty, whichever it is, and every other is as it was', async () => {
    for (const table of TABLE_NAMES.filter((name) => describedTable(name).belongsTo === undefined)) {
      const source = await filled()
      await source.write([{ _tag: 'Remove', table }])
      const document = JSON.parse(JSON.stringify(await backup(source))) as { tables: Record<string, readonly unknown[]> }
      const tables = Object.fromEntries(Object.entries(document.tables).filter(([, records]) => records.length > 0))
      const target = memoryStorage()
      await restore(target)({ ...document, tables })
      expect(await backup(target), table).toEqual(document)
    }
  })

  test('a store that is not empty is left as it is', async () => {
    const storage = await filled()
    const before = await backup(storage)
    expect(await failureOf(restore(storage)(await backup(memoryStorage())))).toBe('Conflict')
    expect(await backup(storage)).toEqual(before)
  })
})

const changed =
  (change: (document: Record<string, unknown> & { tables: Record<string, unknown[]> }) => unknown) => async (): Promise<unknown> => {
    const document = JSON.parse(JSON.stringify(await backup(await filled()))) as Record<string, unknown> & {
      tables: Record<string, unknown[]>
    }
    return change(document) ?? document
  }

describe('refused', () => {
  const cases: Readonly<Record<string, readonly [string, () => Promise<unknown>]>> = {
    'a document of another kind': ['Invalid', async () => ({ tables: {} })],
    'a document that looks like one': ['Invalid', changed((d) => ({ ...d, format: 'another' }))],
    'no document': ['Invalid', async () => null],
    'a later version': ['NewerSchema', changed((d) => ({ ...d, version: 2, tables: 'in some other form' }))],
    'no version': ['Invalid', changed((d) => ({ ...d, version: '1' }))],
    'no tables': ['Invalid', changed((d) => ({ ...d, tables: null }))],
    'a table that is no list': [
      'Invalid',
      changed((d) => {
        d.tables['config_changes'] = {} as never
      }),
    ],
    'a table more': [
      'Invalid',
      changed((d) => {
        d.tables['miners'] = []
      }),
    ],
    'a record that does not fit': [
      'Invalid',
      changed((d) => {
        d.tables['validator_state']!.push({ ...state('b'), netuid: 0.5 })
      }),
    ],
    'a record that is none': [
      'Invalid',
      changed((d) => {
        d.tables['validator_state']!.push(null)
      }),
    ],
    'a record twice': [
      'Conflict',
      changed((d) => {
        d.tables['validator_state']!.push(state('a'))
      }),
    ],
    'history without its metrics': [
      'Invalid',
      changed((d) => {
        d.tables['emission_metrics'] = []
      }),
    ],
  }
  for (const [name, [tag, make]] of Object.entries(cases))
    test(`${name}, and the store stays empty`, async () => {
      const storage = memoryStorage()
      expect(await failureOf(restore(storage)(await make()))).toBe(tag)
      const { tables }: Backup = await backup(storage)
      expect(Object.values(tables).flat()).toEqual([])
    })

  test('the message says where', async () => {
    const document = await changed((d) => {
      d.tables['validator_state']!.push({ ...state('b'), netuid: 0.5 })
    })()
    await expect(restore(memoryStorage())(document)).rejects.toThrow(
      'Invalid: record 1 of validator_state: validator_state.netuid should be an integer, not 0.5',
    )
  })
})
