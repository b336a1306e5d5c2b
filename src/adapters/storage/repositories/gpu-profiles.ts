/** Profiles of miners' GPUs on one subnet, over any store: one of each hotkey, the last that was stored. */
import type { MinerProfile } from '../../../policy/world.js'
import { codeUnitOrder } from '../../../units/order/code-unit-order.js'
import { exactMean } from '../../../units/exact/exact-sum.js'
import { readTimestamp } from '../../../units/time/timestamp.js'
import type { Query, Storage } from '../../../storage/port.js'
import type { MinerGpuProfileRecord } from '../../../storage/tables.js'
import type { Window } from './scope.js'
import { beginningOf } from './scope.js'

/** Counts and mean scores by main category; `last_updated` is the newest of all, null without any. */
export interface GpuProfileStatistics {
  readonly total_profiles: number
  readonly gpu_model_distribution: { readonly [model: string]: number }
  readonly average_score_by_model: { readonly [model: string]: number }
  readonly last_updated: string | null
}

/** What can be done with the profiles of a subnet. Lists are by age, the oldest first. */
export interface GpuProfiles {
  readonly store: (...profiles: readonly MinerProfile[]) => Promise<void>
  readonly get: (hotkey: string) => Promise<MinerProfile | null>
  /** The newest of those that sat in this slot. */
  readonly getByUid: (uid: number) => Promise<MinerProfile | null>
  /** All, or those of a window. */
  readonly all: (window?: Window) => Promise<readonly MinerProfile[]>
  readonly byModel: (model: string) => Promise<readonly MinerProfile[]>
  /** Whether there was one. */
  readonly delete: (hotkey: string) => Promise<boolean>
  /** Removes what is older than the window. How many there were. */
  readonly cleanUp: (window: Window) => Promise<number>
  readonly statistics: () => Promise<GpuProfileStatistics>
}

const profileOf = ({ netuid: _, ...profile }: MinerGpuProfileRecord): MinerProfile => profile as MinerProfile

const statisticsOf = (profiles: readonly MinerProfile[]): GpuProfileStatistics => {
  const models = [...new Set(profiles.map(({ primary_gpu_model }) => primary_gpu_model))].sort(codeUnitOrder.compare)
  const scores = models.map((model) =>
    profiles.filter(({ primary_gpu_model }) => primary_gpu_model === model).map(({ total_score }) => total_score),
  )
  return {
    total_profiles: profiles.length,
    gpu_model_distribution: Object.fromEntries(models.map((model, i) => [model, scores[i]!.length])),
    average_score_by_model: Object.fromEntries(models.map((model, i) => [model, exactMean(scores[i]!)])),
    last_updated: profiles.at(-1)?.last_updated ?? null,
  }
}

/**
 * The profiles of a subnet. A failure of the store rejects with a `StorageError`.
 *
 * @example
 * ```ts
 * import { gpuProfiles } from 'steelyard/adapters/storage'
 * import { memoryStorage } from 'steelyard/adapters/memory'
 * Object.keys(gpuProfiles(memoryStorage(), 39)) // => ['store', 'get', 'getByUid', 'all', 'byModel', 'delete', 'cleanUp', 'statistics']
 * ```
 */
export const gpuProfiles = (storage: Storage, netuid: number): GpuProfiles => {
  const table = 'miner_gpu_profiles'
  const find = async (query: Omit<Query<typeof table>, 'table'>): Promise<readonly MinerProfile[]> =>
    (await storage.read({ ...query, table, where: { ...query.where, netuid } })).map(profileOf)
  return {
    store: async (...profiles) => {
      const records = profiles.map(
        (profile): MinerGpuProfileRecord => ({
          ...profile,
          netuid,
          last_updated: readTimestamp(profile.last_updated) ?? profile.last_updated,
        }),
      )
      await storage.write([{ _tag: 'Put', table, records }])
    },
    get: async (hotkey) => (await find({ where: { miner_hotkey: hotkey } }))[0] ?? null,
    getByUid: async (uid) => (await find({ where: { miner_uid: uid }, descending: true, limit: 1 }))[0] ?? null,
    all: async (window) => find(window === undefined ? {} : { range: { column: 'last_updated', from: beginningOf(window) } }),
    byModel: (model) => find({ where: { primary_gpu_model: model } }),
    delete: async (hotkey) => (await storage.write([{ _tag: 'Remove', table, where: { netuid, miner_hotkey: hotkey } }])) > 0,
    cleanUp: async (window) =>
      storage.write([{ _tag: 'Remove', table, where: { netuid }, range: { column: 'last_updated', below: beginningOf(window) } }]),
    statistics: async () => statisticsOf(await find({})),
  }
}
