/**
 * On which neurons old bonds don't count, because they were another holder's: those that registered since the last epoch.
 *
 * A neuron that takes a uid over in the epoch's own block keeps its predecessor's bonds once; one block later it does not. Both were seen on a
 * runtime of spec 293.
 */
import type { EpochInput } from './epoch-input.js'
import type { Ruling } from './rules.js'

/** The blocks that decide which registrations are recent. */
export type StepBlocks = Pick<EpochInput, 'last_mechansim_step_block' | 'block' | 'tempo'>

const withinATempo = ({ block, tempo }: StepBlocks): number => Math.max(0, block - tempo)

/**
 * The first block in which a registration is recent, since spec 423: the one after the last successful epoch. Bonds on a neuron that
 * registered in it or later are dropped. While there was no epoch (`last_mechansim_step_block` is 0) it is a tempo before the epoch's
 * block, and at least 0. All numbers are integers from 0 to 2^53 - 1.
 *
 * @example
 * ```ts
 * import { recentSince } from 'steelyard/chain'
 * recentSince({ last_mechansim_step_block: 30, block: 41, tempo: 10 }) // => 31
 * recentSince({ last_mechansim_step_block: 0, block: 5, tempo: 360 }) // => 0
 * ```
 */
export const recentSince = (blocks: StepBlocks): number =>
  blocks.last_mechansim_step_block > 0 ? blocks.last_mechansim_step_block + 1 : withinATempo(blocks)

/** The same by the rules of a runtime; before 423 it was a tempo before the epoch's block in any case. */
export const recentBy = ({ recentSinceLastStep }: Ruling, blocks: StepBlocks): number =>
  recentSinceLastStep ? recentSince(blocks) : withinATempo(blocks)
