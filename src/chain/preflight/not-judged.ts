/** What is refused by name because its rules are not known: guessing them could cost a validator its weights. */
import { unknownRuntime } from './chain-rules.js'
import type { Metagraph } from '../../network/metagraph.js'
import type { ChainState } from './chain-state.js'
import type { PreflightError } from './preflight-error.js'
import { isKnownSpec, NEWEST_KNOWN_SPEC } from './spec.js'

/** The errors that say so. */
export type NotJudged = Extract<PreflightError, { readonly _tag: 'UnknownRuntime' | 'NullConsensus' }>

/** Why the rules can't be applied to a network (null for one that does not exist) on the runtime of a state, or null when they can. */
export const notJudged = ({ spec = NEWEST_KNOWN_SPEC }: ChainState, network: Metagraph | null): NotJudged | null => {
  if (!isKnownSpec(spec)) return { ...unknownRuntime(spec), onChain: 'UnknownRuntime' }
  return network?.hyperparameters.null_consensus === true
    ? { _tag: 'NullConsensus', onChain: 'NullConsensus', netuid: network.netuid }
    : null
}
