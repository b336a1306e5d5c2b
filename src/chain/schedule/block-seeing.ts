/** The first block that sees an epoch still to come: by which commits of earlier epochs are revealed. Spec 423 to 459. */
import type { EpochSchedule } from './epoch-schedule.js'
import { dueWithoutNet, isEpochDue } from './epoch-schedule.js'
import { epochDistance, nextBlock } from './next-epoch-due.js'

/** The epoch that the block after `current_block` sees. */
export const seenNext = (schedule: EpochSchedule): number =>
  schedule.subnet_epoch_index + (isEpochDue(schedule)(schedule.current_block + 1) ? 1 : 0)

/** The first block after `current_block` that sees an epoch, for a schedule that was checked, if nobody changes the schedule before it. */
export const blockSeeing = (schedule: EpochSchedule, epoch: number): number => {
  if (epoch <= seenNext(schedule)) return schedule.current_block + 1
  const [first, distance] = [nextBlock(schedule), epochDistance(schedule)]
  // The commit is revealed when so many epochs more were run, or when the last of them is due.
  const epochs = epoch - schedule.subnet_epoch_index
  const block = first + (epochs - 1) * distance
  // An epoch that only the safety net makes due is not foreseen by the counters of the block before it, so the block after it sees it first.
  const foreseen = epochs === 1 ? first >= dueWithoutNet(schedule) : distance === schedule.tempo
  return foreseen ? block : block + 1
}

/** The first block from a block on, which comes after `current_block`, that runs an epoch. */
export const epochFrom = (schedule: EpochSchedule, block: number): number => {
  const first = nextBlock(schedule)
  return block <= first ? first : first + Math.ceil((block - first) / epochDistance(schedule)) * epochDistance(schedule)
}
