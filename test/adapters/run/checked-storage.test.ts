import { expect, test } from 'vitest'
import { memoryStorage } from '../../../src/adapters/memory-storage.js'
import { checkedStorage } from '../../../src/adapters/run/checked-storage.js'
import { TABLE_NAMES } from '../../../src/storage/tables.js'
import { SAMPLES } from '../../../src/testing/storage-laws/samples.js'

const giving = (records: unknown) => checkedStorage({ ...memoryStorage(), read: async () => records as never })

test('a store that gives what its tables describe is read as it is', async () => {
  for (const table of TABLE_NAMES) expect(await giving([SAMPLES[table]]).read({ table })).toEqual([SAMPLES[table]])
})

test.each([undefined, null, {}, 'rows'])('%j is no list of records: a failure of the store', async (records) => {
  await expect(giving(records).read({ table: 'weight_submissions' })).rejects.toMatchObject({ failure: { _tag: 'Invalid' } })
})

test('a record that does not fit its table is a failure of the store, with the column', async () => {
  const wrong = { ...SAMPLES.weight_submissions, valid_until: 'soon' }
  await expect(giving([SAMPLES.weight_submissions, wrong]).read({ table: 'weight_submissions' })).rejects.toMatchObject({
    failure: { _tag: 'Invalid', message: expect.stringContaining('weight_submissions.valid_until') as string },
  })
})

test('writing and closing are those of the store', async () => {
  const calls: string[] = []
  const storage = checkedStorage({
    read: async () => [],
    write: async () => calls.push('write'),
    close: async () => void calls.push('close'),
  })
  await storage.write([])
  await storage.close()
  expect(calls).toEqual(['write', 'close'])
})
