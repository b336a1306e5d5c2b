/** What became of a commit, in words. */
import type { WeightSubmissionRecord } from '../../storage/tables.js'

/** For a submission that was committed. Blocks are those at which it was seen, or is expected. */
export const revealWords = ({ reveal, reveal_block, reveal_round, revealed_block }: WeightSubmissionRecord): string => {
  switch (reveal) {
    case 'in_force':
      return `since block ${revealed_block ?? '?'} or before`
    case 'failed':
      return `never: the reveal failed, seen at block ${revealed_block ?? '?'}`
    case 'replaced':
      return `replaced by later weights, seen at block ${revealed_block ?? '?'}`
    default:
      return `expected from about block ${reveal_block ?? '?'} on (round ${reveal_round ?? '?'})`
  }
}
