/** The two states of a forecast: with the row on chain, and with new weights sent but not yet in place of it. */
import type { Either } from 'fp-ts/lib/Either.js'
import { map, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { CountedEpoch } from './counted-epoch.js'
import { countedEpoch, stateAtEpoch } from './counted-epoch.js'
import type { EpochInput } from './epoch-input.js'
import type { NetworkState } from './network-state.js'
import type { YumaError } from './yuma-error.js'

/** One figure as it is with the weights on chain, and as it would be with the new ones. */
export interface ForecastSides<A> {
  readonly now: A
  readonly then: A
}

const same = (input: EpochInput): EpochInput => input

/** The state in which the validator has sent something in a block; the epoch of that block does not see it. */
const sentIn =
  (block: number, uid: number) =>
  (input: EpochInput): EpochInput =>
    block < input.block ? { ...input, last_update: input.last_update.map((updated, i) => (i === uid ? block : updated)) } : input

/** The epoch, and the two states in which it begins: with the row on chain, and with the new weights sent but not yet in place of it. */
export const sidesOf = (state: NetworkState): Either<YumaError, readonly [CountedEpoch, ForecastSides<EpochInput>]> => {
  const { spec, input, uid, counts_from, schedule } = state
  if (counts_from === undefined) {
    const then = { ...input, last_update: input.last_update.map((block, i) => (i === uid ? input.block : block)) }
    return right([
      { head: input.block, block: input.block, before: [] },
      { now: input, then },
    ])
  }
  return pipe(
    countedEpoch(spec, input, { counts_from, ...(schedule === undefined ? {} : { schedule }) }),
    map((counted) => [
      counted,
      { now: stateAtEpoch(spec, input, counted, same), then: stateAtEpoch(spec, input, counted, sentIn(counted.head + 1, uid)) },
    ]),
  )
}
