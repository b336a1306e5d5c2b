/**
 * Heights of the journal that can't be true, as a chain that lied may have left them there: a validator would wait for blocks that never come.
 *
 * Laws: a submission that a transaction may still live up to stays as it is, however low the head is that a node shows.
 */
import type { WeightSubmissionRecord } from '../../storage/tables.js'
import { SLACK_BLOCKS } from '../heights.js'
import { secondsFrom } from '../pace.js'

/** No transaction lives longer: chains round its life down to a power of two of at most 4096 blocks. */
const LONGEST_LIFE = 4096

/** The newest block, the instant, since when the chain is asked, and the seconds of a block. */
export type Present = { readonly head: number; readonly at: string; readonly began: string; readonly block_seconds: number }

/** A height that a submission names, or 0 where it can't be true. */
export const possible = (block: number, { head }: Pick<Present, 'head'>): number => (block > head + SLACK_BLOCKS ? 0 : block)

/**
 * The last block that may include a submission. Where this is further away than any transaction can live, and twice the life that it was meant
 * to have has passed by the clock since it was decided or since the chain is asked about it, its life is over: 0.
 */
export const lastValid = (
  { decided_block, valid_until, decided_at }: Pick<WeightSubmissionRecord, 'decided_block' | 'valid_until' | 'decided_at'>,
  { head, at, began, block_seconds }: Present,
): number => {
  const life = Math.min(Math.max(0, valid_until - decided_block), LONGEST_LIFE)
  if (valid_until <= head + LONGEST_LIFE) return valid_until
  return Math.max(secondsFrom(decided_at, at), secondsFrom(began, at)) > 2 * life * block_seconds ? 0 : valid_until
}
