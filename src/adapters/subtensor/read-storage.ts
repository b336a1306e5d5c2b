/**
 * Reads many items of storage at one block in one request (`state_queryStorageAt`). The keys and the decoding are polkadot-api's.
 *
 * Where a block has not stored an item, its value is the runtime's default, which costs a request once for each runtime. A map that has no
 * entry for a key, and whose default is an empty list, needs no default: see `stored`.
 */
import type { HeadBlock } from './papi.js'
import type { Runtime } from './runtime.js'
import type { StorageItem } from './storage-item.js'
import { itemName } from './storage-item.js'
import type { Session } from './session.js'
import { unreadable } from './subtensor-failure.js'

/** A block of a session, and its runtime. */
export interface Sight {
  readonly session: Session
  readonly runtime: Runtime
  readonly at: HeadBlock
}

/** The values of items at a block. */
export interface StoredValues {
  /** the decoded value, or null where the block has not stored one */
  readonly stored: (item: StorageItem) => unknown
  /** the decoded value, or the runtime's default */
  readonly value: (item: StorageItem) => Promise<unknown>
}

/** polkadot-api decodes what is no hex as zeros. */
const HEX = /^0x(?:[0-9a-f]{2})*$/i

const isEntry = (entry: unknown): entry is readonly [string, string | null] =>
  Array.isArray(entry) && typeof entry[0] === 'string' && (entry[1] === null || (typeof entry[1] === 'string' && HEX.test(entry[1])))

/** The stored bytes by key, as the node gives them. */
const changesOf = (answer: unknown, hash: string): ReadonlyMap<string, string | null> => {
  const [set, ...more]: readonly unknown[] = Array.isArray(answer) ? answer : []
  const isSet = typeof set === 'object' && set !== null && more.length === 0 && Reflect.get(set, 'block') === hash
  const changes: unknown = isSet ? Reflect.get(set, 'changes') : undefined
  if (!Array.isArray(changes) || !changes.every(isEntry)) return unreadable('state_queryStorageAt', 'not the values of this block')
  return new Map(changes)
}

/** Reads the items. Rejects where one of them is not answered. */
export const readStorage = async ({ session, runtime, at }: Sight, items: readonly StorageItem[]): Promise<StoredValues> => {
  const keys = new Map(items.map((item) => [runtime.keyOf(item), item]))
  const found = changesOf(await session.client._request('state_queryStorageAt', [[...keys.keys()], at.hash]), at.hash)
  for (const [key, item] of keys) if (!found.has(key)) unreadable(itemName(item), 'the node gives no answer for it')
  const stored = (item: StorageItem): unknown => {
    const bytes = found.get(runtime.keyOf(item)) ?? null
    return bytes === null ? null : runtime.decode(item, bytes)
  }
  return {
    stored,
    value: async (item) => {
      const value = stored(item)
      if (value !== null) return value
      const name = itemName(item)
      if (!runtime.defaults.has(name))
        runtime.defaults.set(name, await session.api.query[item.pallet]![item.name]!.getValue(...item.keys, { at: at.hash }))
      return runtime.defaults.get(name)
    },
  }
}
