/** The timeslots of a node: whether it serves before proof-of-compute, and whether it goes on serving while others prove theirs. */
import * as t from 'io-ts'

/** Where the slot before proof-of-compute stands in a vector. */
export const PRE_POC_SLOT = 0
/** Where the slot of proof-of-compute stands. */
export const POC_SLOT = 1

export const Timeslots = t.readonly(t.tuple([t.boolean, t.boolean], 'two slots, true or false'))
/** One entry a slot: `[PRE_POC_SLOT, POC_SLOT]`. */
export type Timeslots = t.TypeOf<typeof Timeslots>

/** What every epoch begins with: the node serves, and then proves its compute. */
export const DEFAULT_TIMESLOTS: Timeslots = [true, false]

/** The vector of a node that serves throughout. */
export const SERVING_TIMESLOTS: Timeslots = [true, true]

/** Nodes by participant: sets of ids. */
export type NodeSets = ReadonlyMap<string, ReadonlySet<string>>
