/**
 * The consensus that liquid alphas compare weights with: this epoch's, or since spec 446 also the one that the last epoch stored.
 *
 * Only the alphas use it. Whether alphas are liquid, and everything else, goes by this epoch's consensus. Source: subtensor, 446 to 459.
 */
import type { EpochInput } from './epoch-input.js'
import type { Column } from './fixed.js'
import { u16ToBits } from './fixed.js'
import type { Ruling } from './rules.js'

/** What decides which consensus is used. `previous_consensus` is what the last epoch stored, empty if nothing is stored. */
export type LiquidConsensusInput = Pick<EpochInput, 'liquid_alpha_consensus_mode' | 'bonds_penalty' | 'previous_consensus'>

const WHOLE_PENALTY = 65_535

/** Whether the alphas use the stored consensus; not when nothing is stored. */
export const usesPrevious = ({ liquid_alpha_consensus_mode: mode, bonds_penalty, previous_consensus }: LiquidConsensusInput): boolean =>
  previous_consensus.length > 0 && (mode === 'Previous' || (mode === 'Auto' && bonds_penalty === WHOLE_PENALTY))

/**
 * The consensus for liquid alphas, since spec 446, as fixed-point bits (the value times 2^32) by uid. The stored one is in parts of 65535, each
 * rounded down; it is padded with 0, or cut, to as many entries as the current one.
 *
 * @example
 * ```ts
 * import { liquidAlphaConsensus } from 'steelyard/chain'
 * const current = Float64Array.of(7, 8, 9)
 * const input = { liquid_alpha_consensus_mode: 'Auto', bonds_penalty: 65535, previous_consensus: Uint16Array.of(32767, 10) }
 * liquidAlphaConsensus(input)(current) // => Float64Array.of(2147450879, 655370, 0)
 * liquidAlphaConsensus({ ...input, bonds_penalty: 65534 })(current) // => current
 * ```
 */
export const liquidAlphaConsensus =
  (input: LiquidConsensusInput) =>
  (current: Column): Column =>
    usesPrevious(input) ? current.map((_, uid) => u16ToBits(input.previous_consensus[uid] ?? 0)) : current

/** The same by the rules of a runtime; before 446 it is always the current one. */
export const liquidConsensusBy = ({ liquidConsensusHasModes }: Ruling, input: LiquidConsensusInput, current: Column): Column =>
  liquidConsensusHasModes ? liquidAlphaConsensus(input)(current) : current
