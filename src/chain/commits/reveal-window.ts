/**
 * Which commits a block reveals, and which it deletes, by the epoch that it sees.
 *
 * Source: `reveal_crv3_commits` of subtensor. Until spec 300 it runs in epoch blocks alone, each commit has one try, and nothing is revealed
 * before the second epoch. Since 301 it runs in every block, before the block's own epoch: a commit is tried again in every block that sees
 * the epoch of its reveal, and deleted by the first block that sees a later one.
 */

import type { ChainRules } from '../preflight/chain-rules.js'

/** How a runtime deals with commits. */
export interface RevealRules {
  readonly rules: ChainRules
  /** The subnet's `RevealPeriodEpochs`. */
  readonly reveal_period_epochs: number
}

/** The epochs whose commits a block touches. */
export interface RevealWindow {
  /** Commits of earlier epochs are deleted. */
  readonly expires_before: number
  /** The commits of this epoch are revealed, in the order of their inclusion; null where it is too early for any. */
  readonly due: number | null
}

/** Whether a commit whose pulse is missing waits for a later block. If not, it is lost. */
export const isTriedAgain = ({ holds }: ChainRules): boolean => holds('revealIsTriedAgain')

/** What a block does that sees an epoch. Until spec 300 only epoch blocks do it. */
export const revealWindow = ({ rules, reveal_period_epochs }: RevealRules, seen: number): RevealWindow => {
  if (isTriedAgain(rules)) {
    const epoch = seen - reveal_period_epochs
    return { expires_before: Math.max(0, epoch), due: epoch < 0 ? null : epoch }
  }
  // An epoch block is the last that sees its epoch, so a commit of that epoch is revealed by it when the period is 1. A period of 0 is taken
  // for 1.
  const epoch = Math.max(0, seen - Math.max(0, reveal_period_epochs - 1))
  return { expires_before: epoch, due: seen < 2 ? null : epoch }
}

/** The epoch that a block must see to reveal the commits of an epoch: the inverse of `revealWindow`. */
export const revealedBy = ({ rules, reveal_period_epochs }: RevealRules, epoch: number): number =>
  isTriedAgain(rules) ? epoch + reveal_period_epochs : epoch + Math.max(0, reveal_period_epochs - 1)
