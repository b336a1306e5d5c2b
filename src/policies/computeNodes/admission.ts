/**
 * Who enters the next epoch: whoever can validate, gave a seed, has weight, and was found valid by a majority of the current weight.
 *
 * Laws: votes of those who are no current members count for nothing, and a member's vote counts once; a member that voted both ways
 * did not find anybody valid; without any current weight no majority is asked for.
 */
import type { EpochParticipant } from './epoch-state.js'
import { participantWeight } from './power.js'

/** What a validator found of a participant. */
export interface Validation {
  readonly validator: string
  readonly participant: string
  readonly valid: boolean
}

/** Why a participant is not in the next epoch. `Absent`: it was a member and has handed in nothing. */
export type DropReason = 'Absent' | 'NoValidatorKey' | 'NoSeed' | 'NoWeight' | 'NoMajority'

/** The current weight that found a participant valid, and that of all. */
export interface Support {
  readonly valid: bigint
  readonly total: bigint
}

/** What a participant claims to be; a key or seed that is null or empty is none. */
export interface Claimant {
  readonly id: string
  readonly validator_key: string | null
  readonly seed: string | null
  readonly weight: bigint
}

/** Whether a key or a seed is there, even where the caller has no types to keep it from leaving one out. */
export const isGiven = (text: string | null | undefined): text is string => text !== null && text !== undefined && text !== ''

/** The votes of each participant by validator: whether all that it said was that it is valid. */
const votesOf = (validations: readonly Validation[]): ReadonlyMap<string, ReadonlyMap<string, boolean>> => {
  const votes = new Map<string, Map<string, boolean>>()
  for (const { validator, participant, valid } of validations) {
    const own = votes.get(participant) ?? new Map<string, boolean>()
    own.set(validator, valid && own.get(validator) !== false)
    votes.set(participant, own)
  }
  return votes
}

/**
 * How much of the current weight stands behind a participant.
 *
 * @example
 * ```ts
 * import { supportIn } from 'steelyard/policies'
 * const members = [{ id: '5A', nodes: [{ weight: 3n }] }, { id: '5B', nodes: [{ weight: 2n }] }]
 * const supportOf = supportIn(members, [{ validator: '5A', participant: '5C', valid: true }, { validator: '5X', participant: '5C', valid: true }])
 * supportOf('5C') // => { valid: 3n, total: 5n }
 * supportOf('5D') // => { valid: 0n, total: 5n }
 * ```
 */
export const supportIn = (members: readonly EpochParticipant[], validations: readonly Validation[]): ((participant: string) => Support) => {
  const weights = new Map(members.map((member) => [member.id, participantWeight(member)]))
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0n)
  const votes = votesOf(validations)
  return (participant) => {
    let valid = 0n
    for (const [validator, found] of votes.get(participant) ?? []) if (found) valid += weights.get(validator) ?? 0n
    return { valid, total }
  }
}

/**
 * Why a claimant does not enter, every reason; none where it does. A majority is more than half of the current weight, rounded down.
 *
 * @example
 * ```ts
 * import { dropReasons } from 'steelyard/policies'
 * const claimant = { id: '5A', validator_key: 'k', seed: 's', weight: 1n }
 * dropReasons(claimant, { valid: 3n, total: 5n }) // => []
 * dropReasons({ ...claimant, seed: null }, { valid: 2n, total: 5n }) // => ['NoSeed', 'NoMajority']
 * dropReasons(claimant, { valid: 0n, total: 0n }) // => []
 * ```
 */
export const dropReasons = ({ validator_key, seed, weight }: Claimant, { valid, total }: Support): readonly DropReason[] => [
  ...(isGiven(validator_key) ? [] : ['NoValidatorKey' as const]),
  ...(isGiven(seed) ? [] : ['NoSeed' as const]),
  ...(weight > 0n ? [] : ['NoWeight' as const]),
  ...(total > 0n && valid <= total / 2n ? ['NoMajority' as const] : []),
]
