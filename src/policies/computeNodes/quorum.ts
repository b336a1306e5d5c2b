/**
 * Whether enough of the previous epoch's weight has reported for an epoch to be decided.
 *
 * Without this rule, an epoch in which few reports arrive is decided by those few: nobody finds a majority, all members drop out, and in
 * the epoch after it the first to report takes everything. Laws: weight counts, not the number of members; reports of participants
 * that are not members add nothing; when the members have no weight, as before the first epoch, no report is needed.
 */
import { fromDecimal } from '../../units/exact/fraction.js'
import type { Percent } from '../../units/exact/percent.js'
import type { EpochParticipant } from './epoch-state.js'
import { participantWeight } from './power.js'

/** The weight of the members that reported, that of all members, and the least weight that has to report. */
export interface Quorum {
  readonly reported: bigint
  readonly total: bigint
  readonly needed: bigint
}

/** The least integer above a percentage of a weight. */
const above = (percentage: Percent, total: bigint): bigint => {
  const { numerator, denominator } = fromDecimal(percentage)
  return (total * numerator) / (denominator * 100n) + 1n
}

/**
 * The quorum of an epoch, from the members of the epoch before it and the ids of the participants that reported. More than
 * `percentage` per cent of the weight is needed; 0 means that nothing is needed.
 */
export const quorumOf =
  (percentage: Percent) =>
  (members: readonly EpochParticipant[], reported: ReadonlySet<string>): Quorum => {
    const sumOf = (some: readonly EpochParticipant[]): bigint => some.reduce((sum, member) => sum + participantWeight(member), 0n)
    const total = sumOf(members)
    const isNeeded = total > 0n && percentage.gt(0)
    return { reported: sumOf(members.filter(({ id }) => reported.has(id))), total, needed: isNeeded ? above(percentage, total) : 0n }
  }

/** Whether enough weight reported. */
export const isQuorate = ({ reported, needed }: Quorum): boolean => reported >= needed
