/** Which neurons may validate from this epoch on. An epoch does not use the permits that it gives. */
import type { Column } from './fixed.js'
import type { EpochInput } from './epoch-input.js'
import type { Ruling } from './rules.js'

const withOwner = ({ ownerIsExempt }: Ruling, { owner_uid, n }: EpochInput, permits: Uint8Array): Uint8Array =>
  ownerIsExempt && owner_uid !== null && owner_uid < n ? permits.map((permit, uid) => (uid === owner_uid ? 1 : permit)) : permits

/** The permits that count in this epoch: those that the last epoch gave. */
export const oldPermits = (ruling: Ruling, input: EpochInput): Uint8Array => withOwner(ruling, input, input.validator_permit)

/** The neurons with the largest stakes, as many as there are places, without stakes of 0. Tie rule: the higher uid. */
export const newPermits = (ruling: Ruling, input: EpochInput, stake: Column): Uint8Array => {
  const permits = Uint8Array.from(stake, (share) => (share === 0 ? 0 : 1))
  const ascending = Array.from(stake.keys()).sort((a, b) => stake[a]! - stake[b]! || a - b)
  for (const uid of ascending.slice(0, Math.max(0, input.n - input.max_allowed_validators))) permits[uid] = 0
  return withOwner(ruling, input, permits)
}
