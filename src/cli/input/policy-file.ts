/** The policy that a config file names by its table, and the config in that table. */
import type { Policy } from '../../policy/policy.js'
import type { EmissionConfig } from '../../allocation/config/emission-config.js'
import type { EventSharesConfig } from '../../policies/eventShares/event-shares-config.js'
import { eventShares } from '../../policies/eventShares/event-shares.js'
import { gpuPools } from '../../policies/gpuPools/gpu-pools.js'
import type { PathwaysConfig } from '../../policies/pathways/config.js'
import { pathways } from '../../policies/pathways/pathways.js'

/** The tables, with the types of their configs. */
interface Configs {
  readonly emission: EmissionConfig
  readonly event_shares: EventSharesConfig
  readonly pathways: PathwaysConfig
}

/** A table that names a policy. */
export type PolicyTable = keyof Configs

/** A table, and the config that was read from it. */
export type PolicyFile = { readonly [T in PolicyTable]: { readonly table: T; readonly config: Configs[T] } }[PolicyTable]

/** A function that works with any policy and a config of this policy. */
export type WithPolicy<R> = <C>(policy: Policy<C>, config: C) => R

/** Calls such a function with the policy and the config of a file. */
export const withPolicy = <R>(file: PolicyFile, allowForeignBurn: boolean, use: WithPolicy<R>): R => {
  switch (file.table) {
    case 'emission':
      return use(gpuPools({ allowForeignBurn }), file.config)
    case 'event_shares':
      return use(eventShares({ allowForeignBurn }), file.config)
    case 'pathways':
      return use(pathways({ allowForeignBurn }), file.config)
  }
}
