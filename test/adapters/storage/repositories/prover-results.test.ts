import { describe, expect, test } from 'vitest'
import { memoryStorage } from '../../../../src/adapters/memory-storage.js'
import { proverResults } from '../../../../src/adapters/storage/repositories/prover-results.js'
import { storageFailure } from '../../../../src/adapters/storage/storage-error.js'
import { JUST_AFTER, JUST_BEFORE, result } from '../../../../src/testing/storage-laws/samples.js'

const WINDOW = { hours: 2, now: '2026-11-20T14:00:00Z' }

const ids = (records: readonly { readonly id: string }[]): readonly string[] => records.map(({ id }) => id)

describe('results of provers', () => {
  test('a batch is stored whole, in its subnet; a result that comes again is one', async () => {
    const storage = memoryStorage()
    const [results, elsewhere] = [proverResults(storage, 39), proverResults(storage, 40)]
    await results.store([result('a'), result('b')])
    await results.store([result('b'), result('c')])
    await elsewhere.store([result('a')])
    expect(await results.recent(WINDOW)).toEqual([result('a'), result('b'), result('c')])
    expect(await elsewhere.recent(WINDOW)).toEqual([result('a', { netuid: 40 })])
    expect(await results.store([result('d'), result('e', { gpu_count: -1 })]).catch(storageFailure)).toMatchObject({ _tag: 'Invalid' })
    expect(ids(await results.recent(WINDOW))).toEqual(['a', 'b', 'c'])
  })

  test('recent ones begin with the first instant of the window, the oldest first', async () => {
    const results = proverResults(memoryStorage(), 39)
    await results.store([
      result('c', { verification_timestamp: JUST_AFTER }),
      result('b'),
      result('a', { verification_timestamp: JUST_BEFORE }),
    ])
    expect(ids(await results.recent(WINDOW))).toEqual(['b', 'c'])
    expect(ids(await results.recent({ ...WINDOW, hours: 3 }))).toEqual(['a', 'b', 'c'])
    expect(await results.recent({ ...WINDOW, hours: 0 })).toEqual([])
    expect(await results.recent({ hours: 1, now: 'noon' }).catch(storageFailure)).toMatchObject({ _tag: 'Invalid' })
  })

  test('those of a miner are found by its hotkey, or by the slot that it sat in', async () => {
    const storage = memoryStorage()
    const results = proverResults(storage, 39)
    await proverResults(storage, 40).store([result('x')])
    await results.store([
      result('a'),
      result('b', { miner_hotkey: '5C' }),
      result('c', { miner_uid: null }),
      result('d', { verification_timestamp: JUST_BEFORE }),
    ])
    expect(ids(await results.recentOf({ hotkey: '5B' }, WINDOW))).toEqual(['a', 'c'])
    expect(ids(await results.recentOf({ uid: 7 }, WINDOW))).toEqual(['a', 'b'])
  })
})
