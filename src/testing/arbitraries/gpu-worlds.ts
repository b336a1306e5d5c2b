/** Configs and worlds for `gpuPools`: subnets in which every case of its rules occurs. */
import type fc from 'fast-check'
import type { World } from '../../policy/world.js'
import type { Json } from '../../units/json/json.js'
import { configs, snapshots } from './snapshot.js'

/** Documents of `[emission]`. The burn target, if there is one, is uid 0. */
export const gpuConfigs: fc.Arbitrary<unknown> = configs

/** Worlds in which uid 0 exists; with rows of all kinds, ties, malformed rows, and previous scores. */
export const gpuWorlds: fc.Arbitrary<World> = snapshots.map(({ at, results, previous, ...network }) => ({
  network,
  at: at as string,
  results: results as readonly unknown[],
  previous: (previous ?? []) as readonly Json[],
  profiles: [],
}))
