/** Whose stake has a say: neurons that set weights not too long ago and had a permit when the epoch began. */
import type { Column } from './fixed.js'
import { normalise } from './fixed.js'
import type { EpochInput } from './epoch-input.js'

/** 1 where the last weights are recent enough; those of exactly the cutoff are. */
export const activity = ({ last_update, activity_cutoff, block }: EpochInput): Uint8Array =>
  Uint8Array.from(last_update, (updated) => (updated + activity_cutoff < block ? 0 : 1))

/** The stake of active permitted neurons as parts of theirs together; all 0 where there are none. */
export const activeStake = (stake: Column, active: Uint8Array, permits: Uint8Array): Column =>
  normalise(stake.map((share, uid) => (active[uid] === 1 && permits[uid] === 1 ? share : 0)))
