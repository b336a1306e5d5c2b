/**
 * A prover that scores the miners of a simulated subnet in the default tasks of `pathways`, as far back as each task's window. A
 * score depends only on the seed, the miner, the task and the time, so another request gives the same scores.
 */
import type { Json } from '../../units/json/json.js'
import { timestampOf } from '../../units/time/timestamp.js'
import type { Prover } from '../../validator/ports.js'
import { draw } from './draw.js'
import type { SimulatedProverOptions } from './simulated-prover.js'
import { minerHotkey } from './simulated-subnet.js'
import { timesSince } from './simulated-times.js'

const HOUR = 3600

/** The interval between scores of each task, and the default window of the task. */
const TASKS = [
  { name: 'geomagnetic', every: HOUR, history: 24 * HOUR },
  { name: 'soil', every: 12 * HOUR, history: 168 * HOUR },
  { name: 'weather', every: 24 * HOUR, history: 336 * HOUR },
] as const

/** One miner in this many has no scores in a task. */
const ABSENT = 5
/** One score in this many is unusable, in one of these ways. */
const SPOILT = 67
const NO_SCORES: readonly { readonly [key: string]: Json }[] = [{}, { score: 'NaN' }, { score: 0 }, { score: null }]

/** Scores from 0.3 up. A miner's ability is constant; a tenth is random. */
const scoreOf = (lasting: number, luck: number): number => (3000 + (lasting % 6001) + (luck % 1000)) / 10_000

/**
 * Rows `{ miner_hotkey, task, score, scored_at }` for the tasks geomagnetic (hourly), soil (twice a day) and weather (daily). Most are
 * plausible; sometimes a score is missing, a text or 0, and some miners have no scores in a task.
 *
 * @example
 * ```ts
 * import { simulatedScores } from 'steelyard/adapters/memory'
 * const prover = simulatedScores({ miners: 3, seed: 1, clock: { now: () => '2026-11-20T06:00:00Z' } })
 * prover.results('2026-11-19T06:00:00Z') instanceof Promise // => true
 * ```
 */
export const simulatedScores = ({ miners, seed, clock }: SimulatedProverOptions): Prover => {
  const hotkeys = Array.from({ length: miners }, (_, miner) => minerHotkey(seed, miner))
  const tasks = TASKS.map((task, place) => ({ ...task, place, times: timesSince(clock, task.history) }))
  return {
    results: async (since) =>
      tasks.flatMap(({ name, every, place, times }) => {
        const asked = times(since)
        return hotkeys.flatMap((miner_hotkey, miner) => {
          const lasting = (of: number): number => draw(seed, miner, place, of)
          if (lasting(0) % ABSENT === 0) return []
          return asked({ every, offset: lasting(1) % every }).map((at): Json => {
            const chance = draw(seed, miner, place, 3, at)
            const luck = draw(chance)
            const scored = chance % SPOILT === 0 ? NO_SCORES[luck % NO_SCORES.length]! : { score: scoreOf(lasting(2), luck) }
            return { miner_hotkey, task: name, ...scored, scored_at: timestampOf({ seconds: at, decimals: '' }) }
          })
        })
      }),
  }
}
