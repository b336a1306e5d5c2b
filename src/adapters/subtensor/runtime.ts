/** One runtime of the chain: its spec, and how its items are named and read. Built once for each code hash. */
import type { Codecs, Papi, StaticApis, SubtensorClient, UnsafeApi } from './papi.js'
import type { StorageItem } from './storage-item.js'
import { itemName } from './storage-item.js'
import { unreadable } from './subtensor-failure.js'

/** A runtime. */
export interface Runtime {
  readonly spec: number
  readonly hasStorage: (pallet: string, name: string) => boolean
  readonly hasApi: (api: string, method: string) => boolean
  /** the names of a call's arguments, or null where the runtime has no such call */
  readonly callArguments: (pallet: string, name: string) => readonly string[] | null
  readonly keyOf: (item: StorageItem) => string
  readonly decode: (item: StorageItem, hex: string) => unknown
  /** values of items that a block has not stored, by the items' names: the same for each block of the runtime */
  readonly defaults: Map<string, unknown>
}

const attempt = <A>(get: () => A): A | null => {
  try {
    return get()
  } catch {
    return null
  }
}

const specOf = ({ constants }: StaticApis): number => {
  const version: unknown = attempt(() => constants['System']!['Version'])
  const spec: unknown = typeof version === 'object' && version !== null ? Reflect.get(version, 'spec_version') : undefined
  return typeof spec === 'number' && Number.isSafeInteger(spec) && spec >= 0 ? spec : unreadable('System.Version', 'no spec_version')
}

const runtimeOf = (statics: StaticApis, codecs: Codecs): Runtime => ({
  spec: specOf(statics),
  hasStorage: (pallet, name) => attempt(() => codecs.query[pallet]![name]) !== null,
  hasApi: (api, method) => attempt(() => codecs.apis[api]![method]) !== null,
  callArguments: (pallet, name) => attempt(() => Object.keys(codecs.tx[pallet]![name]!.inner)),
  keyOf: (item) =>
    attempt(() => statics.query[item.pallet]![item.name]!.getKey(...item.keys)) ?? unreadable(itemName(item), 'no key for it'),
  decode: (item, hex) => {
    const value = attempt(() => ({ decoded: codecs.query[item.pallet]![item.name]!.value.dec(hex) }))
    return value === null ? unreadable(itemName(item), 'its bytes are not of its type') : value.decoded
  },
  defaults: new Map(),
})

/** No more runtimes than this are remembered. */
const MOST_RUNTIMES = 4

/** How runtimes are built. */
export interface Building {
  readonly getTypedCodecs: Papi['getTypedCodecs']
  /** told the code hash of each runtime that could be built */
  readonly onBuilt: (codeHash: string) => void
}

/** Gives the runtime of a block. Nothing is asked where the runtime is known. */
export const runtimes = (client: SubtensorClient, api: UnsafeApi, { getTypedCodecs, onBuilt }: Building) => {
  const known = new Map<string, Promise<Runtime>>()
  const build = async (statics: StaticApis, hash: string): Promise<Runtime> => {
    const runtime = runtimeOf(statics, await getTypedCodecs({ getMetadata: () => client.getMetadata(hash) }))
    onBuilt(statics.id)
    return runtime
  }
  return async (hash: string): Promise<Runtime> => {
    const statics = await api.getStaticApis({ at: hash })
    const found = known.get(statics.id)
    if (found !== undefined) return found
    const building = build(statics, hash)
    if (known.size >= MOST_RUNTIMES) known.clear()
    known.set(statics.id, building)
    building.catch(() => known.delete(statics.id))
    return building
  }
}
