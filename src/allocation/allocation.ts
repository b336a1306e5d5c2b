/** What an allocation decides, with the exact quotas behind it. Units are parts of 65535, quotas exact parts of the same. */
import type { Given } from '../apportion/split-node.js'
import type { Block } from '../units/block.js'
import type { Instant } from '../units/instant.js'
import type { Percent } from '../units/percent.js'
import type { U16 } from '../units/u16.js'
import { U16_MAX } from '../units/u16.js'
import type { Examination } from './examination.js'
import type { Exclusion } from './exclusion.js'
import type { Pool } from './pool.js'
import type { Neuron, ScoreState } from './snapshot.js'
import type { Warning } from './warning.js'

/** Units that an allocation hands out. */
export const TOTAL = U16_MAX

/** `target` is null when none is configured, or when it is not on the metagraph and nothing burns. */
export interface Burn extends Given {
  readonly target: Neuron | null
  readonly configured: Percent
}

/** What a pool was given, and the units of each of its claims. */
export interface PoolShares extends Pool, Given {
  /** `parts[i]` are the units of the miner behind `claims[i]`. */
  readonly parts: Uint32Array
}

/** Every configured pool is there, by category; claims and shares by uid; an examination for each neuron, by uid. */
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
