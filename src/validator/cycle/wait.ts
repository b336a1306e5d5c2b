/** The chain has grown. The stages that wait for a block go on, and the validator asks to be told of the next block that it waits for. */
import { pipe } from 'fp-ts/lib/function.js'
import { isIntegerIn } from '../../units/codec/leaf.js'
import type { When } from '../cycle.js'
import { cleanUp } from '../lanes/cleaning.js'
import type { Next } from '../move.js'
import { failed, succeeded } from '../failures.js'
import { sight } from '../heights.js'
import { watchStall } from '../lanes/beat.js'
import { andThen, log, measure, stay } from '../move.js'
import { nextHeartbeat, waitUntil } from '../pace.js'
import { inquire, look } from './enter.js'
import { watchAge } from './see.js'

const isHeight = isIntegerIn(0, Number.MAX_SAFE_INTEGER)

const goOn =
  (block: number): Next =>
  (state) => {
    const { stage, settings } = state
    const heartbeat = stay(state, nextHeartbeat(state))
    // A block that is too far away was made of a height that was false.
    const isTime = (from: number, most: number): boolean => block >= from || from > block + most
    if (stage._tag === 'Idle')
      return isTime(stage.until, settings.look_blocks) ? pipe(heartbeat, andThen(look)) : stay(state, waitUntil(stage.until)(state))
    if (stage._tag !== 'Inquiring' || stage.id !== null) return heartbeat
    const { _tag, id, ...inquiry } = stage
    return isTime(inquiry.from, settings.mortality_blocks + settings.confirmations)
      ? pipe(heartbeat, andThen(inquire(inquiry)))
      : stay(state, waitUntil(inquiry.from)(state))
  }

/** A height that can't be true is told once, and counts as a failure of the chain as long as it is told. */
const doubt =
  (block: number, isFirst: boolean): Next =>
  (state) =>
    pipe(
      stay(state, ...(isFirst ? [log({ _tag: 'HeightDoubted', block, head: state.head ?? 0 })] : [])),
      andThen(failed({ port: 'chain', error: 'Implausible', message: `the chain tells block ${block}` })),
      andThen((s) => stay(s, nextHeartbeat(s))),
    )

/**
 * The chain has a block. The next block is always waited for: the one that the stage needs, or the next heartbeat. A height that can't be
 * true, or is not an integer of at least 0, changes nothing else.
 */
export const blockSeen =
  ({ at }: When, block: number): Next =>
  (state) => {
    if (!isHeight(block)) return stay(state, nextHeartbeat(state))
    const { believed, state: sighted } = sight({ block, at })(state)
    if (!believed) return doubt(block, state.doubted === null)(sighted)
    return pipe(
      sighted,
      state.doubted === null ? stay : succeeded('chain'),
      andThen(watchStall(at)),
      andThen(watchAge),
      andThen((s) => stay(s, measure({ _tag: 'HeadSeen', block, last_update: s.seen?.last_update ?? null }))),
      andThen(cleanUp(at)),
      andThen(goOn(block)),
    )
  }
