/**
 * Whether the clock can be right, judged by the blocks that came since a block of which the time is known.
 *
 * Laws: a clock that agrees with the blocks is believed, and a clock about which the blocks say nothing too. Not promised: to find out a
 * clock that is wrong by less than the tolerance.
 */
import { secondsFrom } from './pace.js'
import type { ValidatorState } from './state.js'

/** Clock and blocks may differ by so many seconds, and by this part of the time that the blocks took. */
const TOLERANCE_SECONDS = 6 * 3600
const TOLERANCE_PART = 0.5

type Known = Pick<ValidatorState, 'anchor' | 'head' | 'settings'>

/** By how many seconds the clock is ahead of the blocks, or behind them where it is below 0; 0 where it may be right. */
export const secondsAhead = (at: string, { anchor, head, settings }: Known): number => {
  if (anchor === null || head === null) return 0
  const byBlocks = Math.max(0, head - anchor.block) * settings.block_seconds
  const ahead = secondsFrom(anchor.at, at) - byBlocks
  return Math.abs(ahead) > TOLERANCE_SECONDS + TOLERANCE_PART * byBlocks ? Math.trunc(ahead) : 0
}

/**
 * By how many seconds the clock is ahead of the blocks, by any block of which the time is known: the oldest confirmed submission and the
 * newest. Where all of them lie in the future, the clock or they are wrong: then by how much. 0 where the clock may be right.
 */
export const clockAhead = (at: string, state: Known & Pick<ValidatorState, 'last'>): number => {
  const { anchor, last } = state
  const newest = last === null || last.block === null || last.settled_at === null ? null : { block: last.block, at: last.settled_at }
  const known = [anchor, newest].flatMap((one) => (one === null ? [] : [one]))
  const past = known.filter((one) => one.at <= at)
  if (past.length === 0) return known.length === 0 ? 0 : Math.ceil(Math.min(...known.map((one) => secondsFrom(at, one.at))))
  return Math.max(0, ...past.map((one) => secondsAhead(at, { ...state, anchor: one })))
}

/**
 * The instant under which a submission is settled. Where the clock was put back, this is when the last one was settled: records are kept
 * for a time that counts from this instant, and those of today would be removed as soon as the clock is right again.
 */
export const settledAt = (at: string, state: Known & Pick<ValidatorState, 'last'>): string => {
  const before = state.last?.settled_at ?? at
  return before > at && secondsAhead(at, state) < 0 ? before : at
}
