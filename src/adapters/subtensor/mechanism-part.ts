/** What each mechanism of a subnet has of its own, as its epoch reads it: rows of weights and bonds, last updates, the last consensus. */
import { storageIndex } from '../../network/storage-index.js'
import { list, safeInteger, u16 } from './plain-values.js'
import type { Subject } from './read-metagraph.js'
import type { StoredValues } from './read-storage.js'
import type { Runtime } from './runtime.js'
import type { StorageItem } from './storage-item.js'
import { itemName, PALLET, subtensorItem } from './storage-item.js'

/** What a mechanism has of its own, by its storage index. */
export const mechanismItems = (runtime: Runtime, { netuid, mechanism }: Subject, n: number) => {
  const index = storageIndex({ netuid, mechanism })
  const rows = (name: string): readonly StorageItem[] => Array.from({ length: n }, (_, uid) => subtensorItem(name, index, uid))
  return {
    index,
    last_update: subtensorItem('LastUpdate', index),
    consensus: runtime.hasStorage(PALLET, 'ConsensusByMechanism')
      ? subtensorItem('ConsensusByMechanism', index)
      : subtensorItem('Consensus', netuid),
    weights: rows('Weights'),
    bonds: rows('Bonds'),
  }
}

type MechanismItems = ReturnType<typeof mechanismItems>

const rowsOf = (items: readonly StorageItem[], { stored }: StoredValues): readonly unknown[] =>
  items.flatMap((wanted) => {
    const row = stored(wanted)
    if (row === null) return []
    const name = itemName(wanted)
    const pair = (entry: unknown) => list(name, entry).map((part) => u16(name, part))
    return [[Number(wanted.keys[1]), list(name, row).map(pair)]]
  })

/** The part of a mechanism; plain JSON. */
export const mechanismOf = (items: MechanismItems, values: StoredValues) => {
  const column = <A>(wanted: StorageItem, read: (name: string, value: unknown) => A): readonly A[] =>
    list(itemName(wanted), values.stored(wanted) ?? []).map((value) => read(itemName(wanted), value))
  return {
    last_update: column(items.last_update, safeInteger),
    previous_consensus: column(items.consensus, u16),
    weights: rowsOf(items.weights, values),
    bonds: rowsOf(items.bonds, values),
  }
}
