import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { memoryStorage } from '../../../../src/adapters/memory-storage.js'
import { emissionMetrics } from '../../../../src/adapters/storage/repositories/emission-metrics.js'
import { weightHistory } from '../../../../src/adapters/storage/repositories/weight-history.js'
import { storageFailure } from '../../../../src/adapters/storage/storage-error.js'
import { JUST_AFTER, JUST_BEFORE, NOON, entry, metrics } from '../../../../src/testing/storage-laws/samples.js'

const SIGNER = { netuid: 39, hotkey: '5A' }
const OTHERS = [metrics('x', { netuid: 40 }), metrics('y', { validator_hotkey: '5Z' })]
const ALL = { first: 0, last: Number.MAX_SAFE_INTEGER }

const ids = (records: readonly { readonly id: string }[]): readonly string[] => records.map(({ id }) => id)

describe('metrics of emissions', () => {
  test('metrics and their history are stored in one batch, or not at all', async () => {
    const storage = memoryStorage()
    const [figures, history] = [emissionMetrics(storage, SIGNER), weightHistory(storage, SIGNER)]
    expect(await figures.store(metrics('a'), [entry('a', '5B'), entry('nobody', '5C')]).catch(storageFailure)).toMatchObject({
      _tag: 'Invalid',
    })
    expect([await figures.latest(), await history.byBlocks(ALL)]).toEqual([null, []])
    await figures.store(metrics('a'), [entry('a', '5B'), entry('a', '5C')])
    expect([await figures.latest(), await history.byBlocks(ALL)]).toEqual([metrics('a'), [entry('a', '5B'), entry('a', '5C')]])
    await figures.store(metrics('a', { burn_amount: 0 }), [entry('a', '5C')])
    expect([await figures.latest(), await history.byBlocks(ALL)]).toEqual([metrics('a', { burn_amount: 0 }), [entry('a', '5C')]])
  })

  test('the latest is that of the last instant, of this signer', async () => {
    const storage = memoryStorage()
    await storage.write([
      { _tag: 'Put', table: 'emission_metrics', records: OTHERS.map((m) => ({ ...m, timestamp: '2027-01-01T00:00:00.000000000Z' })) },
    ])
    const figures = emissionMetrics(storage, SIGNER)
    for (const [id, timestamp] of [
      ['b', NOON],
      ['a', JUST_AFTER],
      ['c', JUST_BEFORE],
    ] as const)
      await figures.store(metrics(id, { timestamp }), [])
    expect((await figures.latest())?.id).toBe('a')
  })

  test('blocks are counted with both ends, in order, and none are in a range that ends before it begins', async () => {
    const block = fc.oneof(fc.nat(6), fc.constant(Number.MAX_SAFE_INTEGER))
    await fc.assert(
      fc.asyncProperty(fc.array(block, { maxLength: 8 }), block, block, async (blocks, first, last) => {
        const storage = memoryStorage()
        await storage.write([
          {
            _tag: 'Put',
            table: 'emission_metrics',
            records: [...OTHERS, ...blocks.map((weight_set_block, i) => metrics(`${i}`, { weight_set_block }))],
          },
        ])
        const found = await emissionMetrics(storage, SIGNER).byBlocks({ first, last })
        expect(found.map(({ weight_set_block }) => weight_set_block)).toEqual(
          blocks.filter((b) => b >= first && b <= last).sort((a, b) => a - b),
        )
      }),
    )
  })

  test('the history of some days begins with their first instant; cleaning up removes the rest, with its history', async () => {
    const storage = memoryStorage()
    const [figures, history] = [emissionMetrics(storage, SIGNER), weightHistory(storage, SIGNER)]
    const days = { days: 30, now: '2026-12-20T12:00:00Z' }
    expect([await figures.history(days), await figures.cleanUp(days)]).toEqual([[], 0])
    await storage.write([
      {
        _tag: 'Put',
        table: 'emission_metrics',
        records: OTHERS.flatMap((m) => [
          { ...m, timestamp: JUST_BEFORE },
          { ...m, id: `later ${m.id}` },
        ]),
      },
    ])
    for (const [id, timestamp] of [
      ['a', JUST_BEFORE],
      ['b', NOON],
      ['c', JUST_AFTER],
    ] as const)
      await figures.store(metrics(id, { timestamp }), [entry(id, '5B', { timestamp })])
    expect(ids(await figures.history(days))).toEqual(['b', 'c'])
    expect(await figures.cleanUp(days)).toBe(1)
    expect((await history.byBlocks(ALL)).map(({ emission_metrics_id: id }) => id)).toEqual(['b', 'c'])
    expect(ids(await storage.read({ table: 'emission_metrics' }))).toEqual(['x', 'y', 'b', 'later x', 'later y', 'c'])
    expect(await figures.cleanUp({ ...days, days: -1 }).catch(storageFailure)).toMatchObject({ _tag: 'Invalid' })
  })
})
