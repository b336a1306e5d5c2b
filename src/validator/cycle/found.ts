/**
 * Where the chain shows a submission: the block of the signer's weights that count as it, and whether they are ours.
 *
 * Weights that were set stand in the stored row. A commit stands in the chain's queue, byte for byte, until it is revealed; then its weights are
 * the row. A commit that is in neither was never taken, or its reveal failed: then only the block that was said to include it tells.
 */
import type { WeightSubmissionRecord } from '../../storage/tables.js'
import type { Network } from '../network.js'
import type { Evidence } from './verdict.js'
import { isStored } from './stored-row.js'

type Found = Pick<Evidence, 'found' | 'isOurs'>

/** A commit of this signer in the queue that another process made, in the block of its last update: that one is the newest. */
const isForeign = ({ metagraph: { commits = [] } }: Network, last_update: number): boolean =>
  commits.some(({ block }) => block === last_update)

/**
 * Where commit-reveal was switched off since, the reveal of an earlier commit moves the last update too. Then the last update is no sign of what
 * was sent after that commit.
 */
const isOfReveal = (network: Network, earlier: readonly WeightSubmissionRecord[]): boolean => {
  const { commits = [], hyperparameters } = network.metagraph
  return (
    !hyperparameters.commit_reveal_weights_enabled &&
    earlier.some((record) => !commits.some(({ commit }) => commit === record.commit) && isStored(record, network) === true)
  )
}

/**
 * `included`: the block that was said to include the submission, or null. `earlier`: commits whose reveal was awaited when the submission was
 * decided.
 */
export const foundOn = (
  network: Network,
  submission: WeightSubmissionRecord,
  included: number | null,
  earlier: readonly WeightSubmissionRecord[] = [],
): Found => {
  const found = network.signer?.last_update ?? 0
  const { commits } = network.metagraph
  if (included !== found && isOfReveal(network, earlier)) return { found: submission.last_update, isOurs: false }
  if (submission.commit === null) return { found, isOurs: isStored(submission, network) }
  if (commits === undefined) return { found, isOurs: null }
  const queued = commits.find(({ commit }) => commit === submission.commit)
  if (queued !== undefined) return { found: queued.block, isOurs: true }
  if (isForeign(network, found)) return { found, isOurs: false }
  // It is in the queue no longer: revealed, or lost at its reveal after the block that was said to include it.
  if (isStored(submission, network) === true || included === found) return { found, isOurs: true }
  // Nothing shows that anybody else has committed: no block took it.
  return { found: submission.last_update, isOurs: false }
}
