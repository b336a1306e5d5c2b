/** Small stories without faults, for what a single step says. */
import type { Policy } from '../../src/policy/policy.js'
import type { EmissionConfig } from '../../src/allocation/config/emission-config.js'
import { gpuPools } from '../../src/policies/index.js'
import { step } from '../../src/validator/step.js'
import type { ChainOptions } from './chain-model.js'
import type { Action, World } from './world.js'
import { simulate } from './world.js'

export const CHAIN: ChainOptions = { rate_limit: 5, tempo: 360, min_allowed_weights: 1, pool_checks_rate_limit: false, last_update: 0 }

export const tell = (
  actions: readonly Action[],
  chain: Partial<ChainOptions> = {},
  policy: Partial<Policy<EmissionConfig>> = {},
): World => {
  const world = simulate(step({ ...gpuPools(), ...policy }), { ...CHAIN, ...chain })
  // The lease on the store is free.
  for (const action of [...well(2), ...actions]) world.act(action)
  return world
}

export const well = (times: number): readonly Action[] => Array.from({ length: times }, () => ({ do: 'answer', which: 0, manner: 'well' }))
export const run = (blocks: number): Action => ({ do: 'run', blocks })
