/** The index of an epoch. 0 is the state before the first epoch. */
import { integerIn } from '../../units/codec/count.js'
import type { ComputeNodesErrors } from './compute-nodes-error.js'

export const EpochIndex = integerIn(0, Number.MAX_SAFE_INTEGER, 'the index of an epoch, an integer of at least 0')

/** What is wrong with an index. */
export const epochErrors = (what: 'epoch' | 'genesis', epoch: number): ComputeNodesErrors =>
  EpochIndex.is(epoch) ? [] : [{ _tag: 'InvalidEpoch', what, epoch }]
