/** The index of an epoch: 0 for the one before the first. */
import { isIntegerIn, leaf } from '../../units/leaf.js'
import type { ComputeNodesErrors } from './compute-nodes-error.js'

const isEpoch = isIntegerIn(0, Number.MAX_SAFE_INTEGER)
export const EpochIndex = leaf<number, number>('the index of an epoch, an integer of at least 0', (u): u is number => isEpoch(u))

/** What is wrong with an index. */
export const epochErrors = (what: 'epoch' | 'genesis', epoch: number): ComputeNodesErrors =>
  isEpoch(epoch) ? [] : [{ _tag: 'InvalidEpoch', what, epoch }]
