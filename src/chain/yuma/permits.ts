/** Who may validate from this epoch on. The permits that it gives play no part in its own arithmetic. */
import type { Column } from './fixed.js'
import type { EpochInput } from './epoch-input.js'
import type { Ruling } from './rules.js'

const withOwner = ({ ownerIsPermitted }: Ruling, { owner_uid, n }: EpochInput, permits: Uint8Array): Uint8Array =>
  ownerIsPermitted && owner_uid !== null && owner_uid < n ? permits.map((permit, uid) => (uid === owner_uid ? 1 : permit)) : permits

/** The permits that count in this epoch: those of the last one. */
export const oldPermits = (ruling: Ruling, input: EpochInput): Uint8Array => withOwner(ruling, input, input.validator_permit)

/** The largest stakes, as many as there are places, without zeros; of equal ones the higher uids. */
export const newPermits = (ruling: Ruling, input: EpochInput, stake: Column): Uint8Array => {
  const permits = Uint8Array.from(stake, (share) => (share === 0 ? 0 : 1))
  const ascending = Array.from(stake.keys()).sort((a, b) => stake[a]! - stake[b]! || a - b)
  for (const uid of ascending.slice(0, Math.max(0, input.n - input.max_allowed_validators))) permits[uid] = 0
  return withOwner(ruling, input, permits)
}
