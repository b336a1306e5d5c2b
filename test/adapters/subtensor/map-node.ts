/** A node that is a map: it stores values by the names of their items, and every block is the same. */
import type { Sight } from '../../../src/adapters/subtensor/read-storage.js'
import type { Runtime } from '../../../src/adapters/subtensor/runtime.js'
import type { Session } from '../../../src/adapters/subtensor/session.js'
import type { StorageItem } from '../../../src/adapters/subtensor/storage-item.js'

export const HASH = `0x${'1'.repeat(64)}`

export interface MapNode {
  readonly spec: number
  readonly block: number
  readonly hasStorage: Runtime['hasStorage']
  readonly hasApi: (method: string) => boolean
  /** The name of an item among the stored values. */
  readonly keyOf: (item: StorageItem) => string
  readonly stored: Readonly<Record<string, unknown>>
  /** The runtime's default of an item that is not stored. */
  readonly defaultOf: (pallet: string, name: string) => unknown
  /** The answers of `SubnetInfoRuntimeApi`. */
  readonly answers: Readonly<Record<string, unknown>>
}

export const mapNode = ({ spec, block, hasStorage, hasApi, keyOf, stored, defaultOf, answers }: MapNode) => {
  const requests: (readonly string[])[] = []
  const named = <A>(get: (name: string) => A): object => new Proxy({}, { get: (_, name) => get(String(name)) })
  const query = named((pallet) => named((name) => ({ getValue: () => Promise.resolve(defaultOf(pallet, name)) })))
  const runtime: Runtime = {
    spec,
    hasStorage,
    hasApi: (_, method) => hasApi(method),
    callArguments: () => null,
    keyOf,
    decode: (item) => stored[keyOf(item)],
    defaults: new Map(),
  }
  const _request = (_: string, [keys, hash]: [string[], string]): Promise<unknown> => {
    requests.push(keys)
    return Promise.resolve([{ block: hash, changes: keys.map((key) => [key, key in stored ? '0x' : null]) }])
  }
  const apis = { SubnetInfoRuntimeApi: named((method) => () => Promise.resolve(answers[method])) }
  const at = { hash: HASH, number: block }
  const client = { _request, hodlBlock: () => () => undefined }
  const session = { client, api: { query, apis }, head: () => at, runtimeAt: () => Promise.resolve(runtime) } as unknown as Session
  const sight: Sight = { session, runtime, at }
  return { sight, session, requests }
}
