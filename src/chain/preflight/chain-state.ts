/** What a `set_weights` call meets: the network, who signs, and the block that would include it. */
import { getOrElse, map } from 'fp-ts/lib/Option.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Block } from '../../units/integer/block.js'
import type { Hotkey } from '../../units/address/hotkey.js'
import type { U16 } from '../../units/integer/u16.js'
import type { U64 } from '../../units/integer/u64.js'
import type { Metagraph } from '../../network/metagraph.js'
import { neuronByHotkey } from '../../network/metagraph.js'

/** The arguments of `set_weights`: `uids[i]` is given `weights[i]`. Zeros are entries like any other. */
export interface Submission {
  readonly netuid: U16
  readonly uids: Uint16Array
  readonly weights: Uint16Array
  readonly version_key: U64
}

/** All that the verdict depends on beside the submission; nothing else is consulted. */
export interface ChainState {
  /** The network that is submitted to, or null where there is none. One of another netuid counts as none: it tells nothing of it. */
  readonly metagraph: Metagraph | null
  /** Who signs, with the stake weight (rao) of that hotkey on the network of `metagraph`, registered or not. */
  readonly signer: { readonly hotkey: Hotkey; readonly stake: bigint }
  /** The block that would include the call: the one after the head, at the earliest. */
  readonly block: Block
  /** Rao; the least stake weight that may set weights. */
  readonly stake_threshold: bigint
  /**
   * Whether the transaction pool of this runtime judges the rate limit too: then a call that is too fast never gets in. So
   * it is since the middle of 2026; left out, it is as before.
   */
  readonly pool_checks_rate_limit?: boolean
}

/**
 * The state for a signer in the block after the metagraph's. The stake of a hotkey that isn't registered is taken for 0;
 * where it is known, set `signer`.
 *
 * @example
 * ```ts
 * import { chainState } from 'steelyard/chain'
 * const metagraph = { netuid: 39, block: 100, neurons: [{ uid: 7, hotkey: '5A', stake: 5000n }], hyperparameters: { stake_threshold: 1000n } }
 * chainState(metagraph)('5A').signer // => { hotkey: '5A', stake: 5000n }
 * chainState(metagraph)('5B').signer // => { hotkey: '5B', stake: 0n }
 * chainState(metagraph)('5A').block // => 101
 * ```
 */
export const chainState =
  (metagraph: Metagraph) =>
  (hotkey: Hotkey): ChainState => ({
    metagraph,
    signer: {
      hotkey,
      stake: pipe(
        neuronByHotkey(metagraph)(hotkey),
        map(({ stake }): bigint => stake),
        getOrElse(() => 0n),
      ),
    },
    block: (metagraph.block + 1) as Block,
    stake_threshold: metagraph.hyperparameters.stake_threshold,
  })
