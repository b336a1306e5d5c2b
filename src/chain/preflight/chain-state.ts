/**
 * The state in which a `set_weights` call is checked: the network, the signer, and the block that would include the
 * call.
 */
import { getOrElse, map } from 'fp-ts/lib/Option.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Block } from '../../units/integer/block.js'
import type { Hotkey } from '../../units/address/hotkey.js'
import type { U16 } from '../../units/integer/u16.js'
import type { U64 } from '../../units/integer/u64.js'
import type { Metagraph } from '../../network/metagraph.js'
import { neuronByHotkey } from '../../network/metagraph.js'

/** The arguments of `set_weights` or `set_mechanism_weights`: `uids[i]` is given `weights[i]`. Zeros count as entries. */
export interface Submission {
  readonly netuid: U16
  /** The mechanism of the subnet: an integer from 0, which is the default. */
  readonly mechanism?: number
  readonly uids: Uint16Array
  readonly weights: Uint16Array
  readonly version_key: U64
}

/** Everything, except the submission, that the result depends on. */
export interface ChainState {
  /**
   * The network that is submitted to, or null when it does not exist. A metagraph with another netuid counts as null. Its last updates are those
   * of the mechanism that is submitted to.
   */
  readonly metagraph: Metagraph | null
  /** The number of mechanisms of the subnet; the default is 1. */
  readonly mechanisms?: number
  /**
   * The signer's hotkey, and its stake weight in rao on the network of `metagraph`, whether it is registered or not.
   */
  readonly signer: { readonly hotkey: Hotkey; readonly stake: bigint }
  /** The block that would include the call. The earliest is the block after the head. */
  readonly block: Block
  /** The least stake weight, in rao, that may set weights. */
  readonly stake_threshold: bigint
  /**
   * The runtime's `spec_version`. It decides which rules hold: see `RULE_SPANS`. The default is `NEWEST_KNOWN_SPEC`. A runtime whose rules
   * are not known is refused.
   */
  readonly spec?: number
  /**
   * Whether the transaction pool of this runtime checks the rate limit of `set_weights` too. Then a call that comes too early is never
   * included. Without this key it is as in the runtime of `spec`: it does so from 419 on.
   */
  readonly pool_checks_rate_limit?: boolean
}

/**
 * The state for a signer in the block after the metagraph's. The stake of a hotkey that isn't registered is taken as 0; if you know it, set
 * `signer`.
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
    ...(metagraph.hyperparameters.mechanism_count === undefined ? {} : { mechanisms: metagraph.hyperparameters.mechanism_count }),
  })
