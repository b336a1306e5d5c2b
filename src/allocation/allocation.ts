/** The decision of an allocation. Units are integers and sum to 65535; quotas are the exact shares of 65535. */
import type { Given } from '../apportion/split-node.js'
import type { Block } from '../units/integer/block.js'
import type { Instant } from '../units/time/instant.js'
import type { Percent } from '../units/exact/percent.js'
import type { U16 } from '../units/integer/u16.js'
import type { Examination } from './miners/examination.js'
import type { Exclusion } from './miners/exclusion.js'
import type { Pool } from './pools/pool.js'
import type { ScoreState } from './snapshot/snapshot.js'
import type { Neuron } from '../network/subnet.js'
import type { Warning } from './miners/warning.js'
import type { BurnTargetWarning } from '../policy/burn/burn-target-error.js'

/** `target` is null if no target is configured, or if the target is not on the metagraph and nothing burns. */
export interface Burn extends Given {
  readonly target: Neuron | null
  readonly configured: Percent
  /** Warnings about the target: the owner is not known, or a foreign target is allowed. */
  readonly warnings: readonly BurnTargetWarning[]
}

/** A pool with its quota, its units, and the units of each of its claims. */
export interface PoolShares extends Pool, Given {
  /** `parts[i]` are the units of the miner behind `claims[i]`. */
  readonly parts: Uint32Array
}

/** `pools` has every configured pool, by category; its claims are by uid. `examinations` has every neuron, by uid. */
export interface Allocation {
  readonly netuid: U16
  readonly block: Block
  readonly at: Instant
  readonly burn: Burn
  readonly pools: readonly PoolShares[]
  readonly examinations: readonly Examination[]
  readonly excluded: readonly Exclusion[]
  readonly next: readonly ScoreState[]
  readonly warnings: readonly Warning[]
}
