/** A validator at full speed: a chain that comes to its next block whenever it is asked for its height, and a clock that goes by blocks. */
import { setImmediate } from 'node:timers'
import { run } from '../dist/adapters/run.js'
import { gpuPools } from '../dist/policies/index.js'
import { DEFAULT_SETTINGS } from '../dist/validator/index.js'

export const NETUID = 39
const BLOCK_SECONDS = 12
const POLL = 6
const START = Date.UTC(2026, 10, 20, 6)

/** The time of a block, twelve seconds after the one before. */
export const blockClock = (block) => ({
  now: () => new Date(START + (block() - 1000) * BLOCK_SECONDS * 1000).toISOString(),
  // Only the pause between two questions for the height ever ends; what else sleeps is a limit of time.
  sleep: (seconds, signal) =>
    new Promise((resolve) => {
      if (seconds === POLL || signal.aborted) setImmediate(resolve)
      else signal.addEventListener('abort', () => resolve())
    }),
})

/** Runs it until so many submissions are settled; `told` hears each line of the log. */
export const runFor = async (
  settled,
  { chain, prover, storage, clock, hotkey, settings = {}, told = () => undefined, policy = gpuPools() },
) => {
  const stop = new globalThis.AbortController()
  let left = settled
  const hear = (line, message) => {
    told(line)
    if (line._tag === 'Retrying' || line._tag === 'Refused') throw new Error(message)
    if (line._tag === 'Published' && --left === 0) stop.abort()
  }
  const config = { burn_uid: 0, burn_percentage: 10, weight_set_interval_blocks: 4 }
  const options = {
    // Cycles are measured, not heartbeats: these would come 200 times a cycle.
    settings: { ...DEFAULT_SETTINGS, netuid: NETUID, hotkey, beat_seconds: 3600, ...settings },
    config,
    signal: stop.signal,
    poll_seconds: POLL,
  }
  const logger = { debug: hear, info: hear, warn: hear, error: hear }
  await run(policy, { chain, prover, storage, clock, logger }, options).right.done
}
