/** The timeslots of a node: whether it serves before proof-of-compute, and whether it goes on serving while others prove theirs. */
import * as t from 'io-ts'

/** The index in a vector of the slot before proof-of-compute. */
export const PRE_POC_SLOT = 0
/** The index in a vector of the slot of proof-of-compute. */
export const POC_SLOT = 1

export const Timeslots = t.readonly(t.tuple([t.boolean, t.boolean], 'two slots, true or false'))
/** One entry per slot: `[PRE_POC_SLOT, POC_SLOT]`. */
export type Timeslots = t.TypeOf<typeof Timeslots>

/** The vector at the start of every epoch: the node serves first, and then proves its compute. */
export const DEFAULT_TIMESLOTS: Timeslots = [true, false]

/** The vector of a node that serves throughout. */
export const SERVING_TIMESLOTS: Timeslots = [true, true]

/** The ids of nodes, by participant. */
export type NodeSets = ReadonlyMap<string, ReadonlySet<string>>
