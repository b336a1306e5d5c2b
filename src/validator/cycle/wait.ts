/** The chain has grown. The stages that wait for a block go on, and the validator asks to be told of the next block that it waits for. */
import { pipe } from 'fp-ts/lib/function.js'
import { isIntegerIn } from '../../units/codec/leaf.js'
import type { When } from '../cycle.js'
import { cleanUp } from '../lanes/cleaning.js'
import type { Next } from '../move.js'
import { andThen, measure, stay } from '../move.js'
import { nextHeartbeat, waitUntil } from '../pace.js'
import { inquire, look } from './enter.js'
import { watchAge } from './see.js'

const isHeight = isIntegerIn(0, Number.MAX_SAFE_INTEGER)

const goOn =
  (block: number): Next =>
  (state) => {
    const { stage } = state
    const heartbeat = stay(state, nextHeartbeat(state))
    if (stage._tag === 'Idle') return block >= stage.until ? pipe(heartbeat, andThen(look)) : stay(state, waitUntil(stage.until)(state))
    if (stage._tag !== 'Inquiring' || stage.id !== null) return heartbeat
    const { submission, from, error, began } = stage
    return block >= from ? pipe(heartbeat, andThen(inquire({ submission, from, error, began }))) : stay(state, waitUntil(from)(state))
  }

/**
 * The chain has a block. The next block is always waited for: the one that the stage needs, or the next heartbeat. A height that is not an
 * integer of at least 0 changes nothing else.
 */
export const blockSeen =
  ({ at }: When, block: number): Next =>
  (state) => {
    if (!isHeight(block)) return stay(state, nextHeartbeat(state))
    return pipe(
      watchAge({ ...state, head: block }),
      andThen((s) => stay(s, measure({ _tag: 'HeadSeen', block, last_update: s.seen?.last_update ?? null }))),
      andThen(cleanUp(at)),
      andThen(goOn(block)),
    )
  }
