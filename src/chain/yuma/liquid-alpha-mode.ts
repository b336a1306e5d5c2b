/** Which consensus the alphas of a subnet are computed with, as the chain keeps it since spec 446. */

/** `LiquidAlphaConsensusMode`. `Auto` is the chain's default: `Previous` if the bonds penalty is 65535, else `Current`. */
export const LIQUID_ALPHA_CONSENSUS_MODES = ['Current', 'Previous', 'Auto'] as const

/** One of the modes. */
export type LiquidAlphaConsensusMode = (typeof LIQUID_ALPHA_CONSENSUS_MODES)[number]
