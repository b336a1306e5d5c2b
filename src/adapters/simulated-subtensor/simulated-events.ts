/**
 * A store of leads that the miners of a simulated subnet curated and sourced in the last thirty days. A lead depends only on the
 * seed, its curator and the time, so another request gives the same leads.
 */
import type { Json } from '../../units/json/json.js'
import { timestampOf } from '../../units/time/timestamp.js'
import type { Prover } from '../../validator/ports.js'
import { draw } from './draw.js'
import type { SimulatedProverOptions } from './simulated-prover.js'
import { minerHotkey } from './simulated-subnet.js'
import { timesSince } from './simulated-times.js'

const HOUR = 3600
const HISTORY = 30 * 24 * HOUR
/** The hours between two leads that a miner curates. */
const PACES = [6, 12, 24, 24, 48]
/** One lead in this many has no source, and one in this many has a time that can't be read. */
const UNSOURCED = 19
const MALFORMED = 61

/** The forms in which stores of events give a point in time. */
const FORMS: readonly ((seconds: number) => Json)[] = [
  (seconds) => timestampOf({ seconds, decimals: '' }),
  (seconds) => timestampOf({ seconds: seconds + HOUR, decimals: '' }).replace('Z', '+01:00'),
  (seconds) => seconds,
  (seconds) => seconds * 1000,
  (seconds) => ({ seconds, nanoseconds: 0 }),
  (seconds) => ({ _seconds: seconds, _nanoseconds: 0 }),
]
const NO_TIMES: readonly Json[] = ['yesterday', null, true, {}]

const pick = <A>(from: readonly A[], drawn: number): A => from[drawn % from.length]!

/**
 * Rows `{ event_id, curated_by, source, created_at }`, times in the forms that `readInstant` reads. Most are plausible; sometimes a
 * lead has no source, or its time is malformed.
 *
 * @example
 * ```ts
 * import { simulatedEvents } from 'steelyard/adapters/memory'
 * const prover = simulatedEvents({ miners: 3, seed: 1, clock: { now: () => '2026-11-20T06:00:00Z' } })
 * prover.results('2026-11-13T06:00:00Z') instanceof Promise // => true
 * ```
 */
export const simulatedEvents = ({ miners, seed, clock }: SimulatedProverOptions): Prover => {
  const hotkeys = Array.from({ length: miners }, (_, miner) => minerHotkey(seed, miner))
  const times = timesSince(clock, HISTORY)
  return {
    results: async (since) => {
      const asked = times(since)
      return hotkeys.flatMap((curated_by, miner) => {
        const every = pick(PACES, draw(seed, miner, 0)) * HOUR
        return asked({ every, offset: draw(seed, miner, 1) % every }).map((at): Json => {
          const chance = (of: number): number => draw(seed, miner, 2, of, at)
          return {
            event_id: `${curated_by.slice(0, 8)}-${at}`,
            curated_by,
            source: chance(0) % UNSOURCED === 0 ? null : pick(hotkeys, chance(1)),
            created_at: chance(2) % MALFORMED === 0 ? pick(NO_TIMES, chance(3)) : pick(FORMS, chance(3))(at),
          }
        })
      })
    },
  }
}
