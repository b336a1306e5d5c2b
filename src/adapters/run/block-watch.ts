/**
 * Waits for the chain to reach a block, by asking it for its height again and again.
 *
 * One question at a time, however often the block waited for changes, and a pause after each that left something to wait for. A
 * question without an answer is asked again: a chain that is away is waited for.
 *
 * The block that is waited for may be made of a height that was false, and then it never comes. So a height is told after so many
 * questions, although it is lower.
 */
import { isRight } from 'fp-ts/lib/Either.js'
import type { Chain, Clock, Signal } from '../../validator/ports.js'
import type { CallFailure, Line } from './line.js'

/** A height that is too low is told after so many questions. */
const MOST_QUESTIONS = 10

/** What a watch needs: `seen` is told the height once it is reached, `missed` each failure, with the number of them in a row. */
export interface Watching {
  readonly chain: Chain
  readonly clock: Clock
  readonly line: Line
  readonly pause_seconds: number
  readonly closed: Signal
  readonly seen: (block: number) => void
  readonly missed: (failure: CallFailure, times: number) => void
  readonly broken: (error: unknown) => void
}

const height = async (chain: Chain): Promise<number> => {
  const block: unknown = await chain.block()
  if (Number.isSafeInteger(block)) return block as number
  throw new TypeError('the chain gave a height that is not an integer')
}

/** Waits for a block, in place of the one that was waited for before. */
export const blockWatch = ({ chain, clock, line, pause_seconds, closed, seen, missed, broken }: Watching): ((block: number) => void) => {
  let target: number | null = null
  let asking = false
  let misses = 0
  let questions = 0

  const look = async (): Promise<void> => {
    const found = await line.ask('chain', () => height(chain))
    if (closed.aborted) return
    if (!isRight(found)) return missed(found.left, ++misses)
    misses = 0
    if (target === null || (found.right < target && ++questions < MOST_QUESTIONS)) return
    target = null
    questions = 0
    seen(found.right)
  }
  const watch = async (): Promise<void> => {
    while (!closed.aborted) {
      await look()
      if (target === null) break
      await clock.sleep(pause_seconds, closed)
    }
    asking = false
  }
  return (block) => {
    target = block
    if (asking) return
    asking = true
    watch().catch(broken)
  }
}
