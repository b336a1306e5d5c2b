/**
 * Which participants enter the next epoch: those that have a validator key, gave a seed, have a weight above 0, and were found valid
 * by a majority of the current weight.
 *
 * Laws: only votes of current members count, and a member's vote on a participant counts once; a member that voted both valid and
 * invalid on a participant counts as invalid; when the current weight is 0, no majority is required.
 */
import type { EpochParticipant } from './epoch-state.js'
import { participantWeight } from './power.js'

/** The vote of a validator on a participant. */
export interface Validation {
  readonly validator: string
  readonly participant: string
  readonly valid: boolean
}

/** Why a participant is not in the next epoch. `Absent`: it was a member and has submitted nothing. */
export type DropReason = 'Absent' | 'NoValidatorKey' | 'NoSeed' | 'NoWeight' | 'NoMajority'

/** The current weight of the members that found a participant valid, and of all members. */
export interface Support {
  readonly valid: bigint
  readonly total: bigint
}

/** What a participant submitted. A null or empty key or seed counts as missing. */
export interface Claimant {
  readonly id: string
  readonly validator_key: string | null
  readonly seed: string | null
  readonly weight: bigint
}

/** Whether a key or a seed is given. Undefined is checked too, because a caller in JavaScript may leave it out. */
export const isGiven = (text: string | null | undefined): text is string => text !== null && text !== undefined && text !== ''

/** The votes on each participant, by validator: true when all votes of that validator on it were valid. */
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
 * The current weight that supports a participant.
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
 * Every reason why a claimant does not enter; empty when it enters. A majority is more than half of the current weight, where the
 * half is rounded down.
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
