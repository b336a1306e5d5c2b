/** The neurons whose stake votes: those that set weights recently and had a permit when the epoch began. */
import type { Column } from './fixed.js'
import { normalise } from './fixed.js'
import type { EpochInput } from './epoch-input.js'

/** 1 for a neuron whose last weights are at most `activity_cutoff` blocks old, else 0. */
export const activity = ({ last_update, activity_cutoff, block }: EpochInput): Uint8Array =>
  Uint8Array.from(last_update, (updated) => (updated + activity_cutoff < block ? 0 : 1))

/** The stake of the active neurons with a permit, each divided by their sum; all 0 when there are none. */
export const activeStake = (stake: Column, active: Uint8Array, permits: Uint8Array): Column =>
  normalise(stake.map((share, uid) => (active[uid] === 1 && permits[uid] === 1 ? share : 0)))
