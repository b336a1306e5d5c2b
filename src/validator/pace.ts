/** When weights may be set, when they should be, and for which block the validator waits. */
import { isRight } from 'fp-ts/lib/Either.js'
import { Instant, secondsBetween } from '../units/time/instant.js'
import { secondsLater } from '../units/time/timestamp.js'
import type { Command } from './command.js'
import type { Upcoming, ValidatorState } from './state.js'

/** The block of the last weights, 0 for never. A chain that shows older ones than those that were confirmed is behind, or lies. */
const lastSet = ({ seen, last, head }: ValidatorState): number => {
  const confirmed = last?.block ?? 0
  return Math.max(seen?.last_update ?? 0, head !== null && confirmed <= head ? confirmed : 0)
}

/**
 * The first block that may include weights, as far as the rate limit goes. A fork may take them into a lower block than the one they
 * were sent for, so the confirmations are added.
 */
export const firstAllowed = (state: ValidatorState): number => {
  const { seen, settings } = state
  const last = lastSet(state)
  return seen === null || last === 0 ? 0 : last + seen.rate_limit + settings.confirmations
}

/**
 * The first block that should include weights: an interval after the last ones, and never before the rate limit allows it. Where the last ones
 * are not in force, it is as soon as the rate limit allows.
 */
export const firstDue = (state: ValidatorState): number => {
  const last = lastSet(state)
  if (state.seen === null || last === 0) return 0
  if (state.redo) return firstAllowed(state)
  return Math.max(last + state.terms.interval_blocks, firstAllowed(state))
}

/** When the next weights are due and what limits them; null where nothing is known of the chain. */
export const upcomingOf = (state: ValidatorState): Upcoming | null => {
  if (state.seen === null) return null
  const block = firstDue(state)
  return { block, limited_by: block > lastSet(state) + state.terms.interval_blocks ? 'rate limit' : 'interval' }
}

/**
 * The first block that should include weights. It comes sooner where somebody waits for weights: whether there is anything new is found out
 * at once, and new weights are sent as soon as the chain takes them.
 */
export const firstWanted = (state: ValidatorState): number => {
  if (state.gates.length === 0) return firstDue(state)
  return state.gates.every(({ weighed }) => weighed) ? firstAllowed(state) : 0
}

/** The block at which the chain is looked at next for what became of commits: when the next reveal is expected, and after that now and then. */
export const nextRevealLook = ({ awaited, head, settings }: Pick<ValidatorState, 'awaited' | 'head' | 'settings'>): number => {
  const now = head ?? 0
  return awaited.reduce((next, { reveal_block, revealed_block }) => {
    const expected = revealed_block === null ? (reveal_block ?? 0) : revealed_block + settings.confirmations
    return Math.min(next, expected > now ? expected : now + settings.heartbeat_blocks)
  }, Number.MAX_SAFE_INTEGER)
}

/** The seconds between two settings of weights. The validator never waits longer than this to try again. */
export const intervalSeconds = ({ terms, settings }: ValidatorState): number => terms.interval_blocks * settings.block_seconds

/** The beginning of the window that the policy looks back on. */
export const windowBefore =
  (at: string) =>
  ({ terms }: Pick<ValidatorState, 'terms'>): string =>
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
