/** Which rules this release decides by. Two validators of different rules may give other weights for the same input. */

/**
 * The number of the rules. 1 were those of the first release (0.1): no clock skew, scores forgotten when a miner changes its GPUs, an axon
 * always asked for, memory as reported, a result that was delivered twice counted twice.
 */
export const RULES = 2
