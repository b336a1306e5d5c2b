import { expect, test } from 'vitest'
import { memoryStorage } from '../../../../src/adapters/memory-storage.js'
import { weightHistory } from '../../../../src/adapters/storage/repositories/weight-history.js'
import { entry, metrics } from '../../../../src/testing/storage-laws/samples.js'

const blockOf = (id: string): { readonly weight_set_block: number } => ({ weight_set_block: Number(id) })

test('the history of a miner is that of its hotkey or of its slot, of this signer, from block to block', async () => {
  const storage = memoryStorage()
  const history = weightHistory(storage, { netuid: 39, hotkey: '5A' })
  const ids = ['30', '10', '20']
  const entries = ids.flatMap((id) => [entry(id, '5B', blockOf(id)), entry(id, '5C', { ...blockOf(id), miner_uid: 8 })])
  // In the block 20 another hotkey sat in slot 7.
  const swapped = entries.map((e) => (e.weight_set_block === 20 ? { ...e, miner_uid: 15 - e.miner_uid } : e))
  const ofOthers = [entry('10', '5D', { ...blockOf('10'), validator_hotkey: '5Z' }), entry('10', '5E', { ...blockOf('10'), netuid: 40 })]
  await storage.write([
    { _tag: 'Put', table: 'emission_metrics', records: ids.map((id) => metrics(id, blockOf(id))) },
    { _tag: 'Put', table: 'weight_allocation_history', records: [...swapped, ...ofOthers] },
  ])
  const told = (list: readonly { readonly weight_set_block: number; readonly miner_hotkey: string }[]) =>
    list.map((e) => `${e.weight_set_block} ${e.miner_hotkey}`)
  const all = { first: 0, last: 100 }
  expect(told(await history.byBlocks(all))).toEqual(['10 5B', '10 5C', '20 5B', '20 5C', '30 5B', '30 5C'])
  expect(told(await history.byBlocks({ first: 10, last: 20 }))).toEqual(['10 5B', '10 5C', '20 5B', '20 5C'])
  expect(told(await history.ofMiner({ hotkey: '5B' }, all))).toEqual(['10 5B', '20 5B', '30 5B'])
  expect(told(await history.ofMiner({ uid: 7 }, all))).toEqual(['10 5B', '20 5C', '30 5B'])
  expect(told(await history.ofMiner({ hotkey: '5B' }, { first: 11, last: 29 }))).toEqual(['20 5B'])
  expect(await history.ofMiner({ hotkey: '5Z' }, all)).toEqual([])
})
