/** Configs and worlds for `gpuPools`: subnets with everything in them that its rules name. */
import type fc from 'fast-check'
import type { World } from '../../policy/world.js'
import type { Json } from '../../units/json/json.js'
import { configs, snapshots } from './snapshot.js'

/** Documents of `[emission]`, whose burn target, if any, is uid 0. */
export const gpuConfigs: fc.Arbitrary<unknown> = configs

/** Worlds in which uid 0 is there; rows of all kinds, ties, malformed ones, scores from before. */
export const gpuWorlds: fc.Arbitrary<World> = snapshots.map(({ at, results, previous, ...network }) => ({
  network,
  at: at as string,
  results: results as readonly unknown[],
  previous: (previous ?? []) as readonly Json[],
  profiles: [],
}))
