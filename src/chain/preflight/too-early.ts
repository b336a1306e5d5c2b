/** The rate limit, which setting and committing share: one clock for both. */
import type { Hyperparameters, MetagraphNeuron } from '../../network/metagraph.js'

/** When weights came last, and when they may come again. All are blocks. */
export interface TooEarly {
  readonly last_update: number
  readonly limit: number
  /** The block for which it was checked. */
  readonly block: number
  /** The first block that may include the call. */
  readonly passes_at: number
}

/** A last update of 0 means never. A block before the last update counts as the same block. */
export const tooEarly = (
  { weights_rate_limit: limit }: Hyperparameters,
  { last_update }: MetagraphNeuron,
  block: number,
): TooEarly | null =>
  last_update === 0 || Math.max(0, block - last_update) >= limit ? null : { last_update, limit, block, passes_at: last_update + limit }
