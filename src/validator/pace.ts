/** When weights may be set, when they should be, and for which block the validator waits. */
import { isRight } from 'fp-ts/lib/Either.js'
import { Instant, secondsBetween } from '../units/time/instant.js'
import { secondsLater } from '../units/time/timestamp.js'
import type { Command } from './command.js'
import type { ValidatorState } from './state.js'

/**
 * The first block that may include weights, as far as the rate limit goes. A fork may take them into a lower block than the one they
 * were sent for, so the confirmations are added.
 */
export const firstAllowed = ({ seen, settings }: ValidatorState): number =>
  seen === null || seen.last_update === 0 ? 0 : seen.last_update + seen.rate_limit + settings.confirmations

/** The first block that should include weights: an interval after the last ones, and never before the rate limit allows it. */
export const firstDue = (state: ValidatorState): number => {
  const { seen, terms } = state
  if (seen === null || seen.last_update === 0) return 0
  return Math.max(seen.last_update + terms.interval_blocks, firstAllowed(state))
}

/** The first block that should include weights. It comes sooner where somebody waits for weights. */
export const firstWanted = (state: ValidatorState): number => (state.gates.length > 0 ? firstAllowed(state) : firstDue(state))

/** The seconds between two settings of weights. The validator never waits longer than this to try again. */
export const intervalSeconds = ({ terms, settings }: ValidatorState): number => terms.interval_blocks * settings.block_seconds

/** The beginning of the window that the policy looks back on. */
export const windowBefore =
  (at: string) =>
  ({ terms }: ValidatorState): string =>
    secondsLater(-Math.ceil(terms.window_hours * 3600))(at)

/** Seconds from one instant to another, both in text; 0 where either can't be read. */
export const secondsFrom = (from: string, to: string): number => {
  const [a, b] = [Instant.decode(from), Instant.decode(to)]
  return isRight(a) && isRight(b) ? secondsBetween(a.right, b.right).toNumber() : 0
}

/** Waits for a block. However far away the block is, the height is asked for every `heartbeat_blocks`. */
export const waitUntil =
  (block: number) =>
  ({ head, settings }: ValidatorState): Command => ({
    _tag: 'WaitUntilBlock',
    block: head === null ? block : Math.max(head + 1, Math.min(block, head + settings.heartbeat_blocks)),
  })

/** Waits for the next time that the height is asked for. */
export const nextHeartbeat = waitUntil(Number.MAX_SAFE_INTEGER)
