/**
 * A validator at work on a simulated chain, of which one port lies from one block to another and is honest before and after. Blocks come by
 * hand, and time passes by hand, the timers of the machine included.
 */
import { vi } from 'vitest'
import { memoryStorage } from '../../src/adapters/memory-storage.js'
import { simulatedProver } from '../../src/adapters/simulated-subtensor/simulated-prover.js'
import { gpuPools } from '../../src/policies/index.js'
import type { Policy } from '../../src/policy/policy.js'
import type { Storage } from '../../src/storage/port.js'
import type { Alert } from '../../src/validator/alert.js'
import { SLACK_BLOCKS } from '../../src/validator/heights.js'
import type { FakeClock } from '../adapters/run/fake-clock.js'
import { fakeClock } from '../adapters/run/fake-clock.js'
import { counted, countsOf } from './counted.js'
import { kept } from './kept.js'
import type { Mode, Outcome, Parts, Scene, Told, Wrong } from './mode.js'
import { sent } from './sent.js'
import { start } from './start.js'
import { BLOCK_SECONDS, MINERS, SEED, settingsOf, subnet } from './subnet.js'

const BEFORE = 20
export const AFTER = 40
const STEP_SECONDS = 6

/** The machine has the time of a clock, and its timers wait for `passBlock`. */
export const machineOf = (clock: FakeClock): void => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.spyOn(performance, 'now').mockImplementation(() => Date.parse(clock.now()))
}

/** The machine has its own time again. */
export const ownMachine = (): void => {
  vi.useRealTimers()
  vi.restoreAllMocks()
}

/** The time of a block passes, also for the timers of the machine. */
export const passBlock = async (clock: FakeClock): Promise<void> => {
  for (let second = 0; second < BLOCK_SECONDS; second += STEP_SECONDS) {
    vi.advanceTimersByTime(1000 * STEP_SECONDS)
    await clock.advance(STEP_SECONDS)
  }
}

/** Lets a mode happen, and says what came of it. `store` is an honest store. */
export const happen = async (
  mode: Mode,
  { wrong, store = memoryStorage() }: { readonly wrong?: Wrong; readonly store?: Storage } = {},
): Promise<Outcome> => {
  const clock = fakeClock()
  machineOf(clock)
  const { hotkey, subtensor } = subnet()
  const watched = { store: kept(store), chain: sent(subtensor, hotkey) }
  const honest: Parts = {
    chain: watched.chain.chain,
    storage: watched.store.storage,
    prover: simulatedProver({ miners: MINERS, seed: SEED, clock }),
    clock,
    policy: gpuPools() as Policy<unknown>,
  }
  const counts = countsOf()
  const told: Told[] = []
  const stop = new AbortController()
  let now: Parts = honest
  const parts = counted(() => now, hotkey, counts)
  const alerts = { raise: async (alert: Alert) => void told.push({ head: subtensor.block(), alert }) }
  const validator = start(parts.policy, { ...parts, alerts }, { settings: settingsOf(hotkey), signal: stop.signal, name: 'first', wrong })

  const block = async (): Promise<void> => {
    await passBlock(clock)
    counts.nextBlock()
  }
  const blocks = async (n: number, act: (i: number) => unknown = () => undefined): Promise<void> => {
    for (let i = 0; i < n; i++) {
      subtensor.advance()
      await act(i)
      await block()
    }
  }
  const from = subtensor.block() + BEFORE
  const scene: Scene = { ...honest, hotkey, subtensor, since: from, validator: () => validator }
  await blocks(BEFORE)
  now = { ...honest, ...mode.lie?.(scene) }
  await blocks(mode.blocks ?? 30, (i) => mode.act?.(scene, i))
  now = honest
  const until = subtensor.block()
  const counter = async (): Promise<number> => (await store.read({ table: 'validator_leases' }))[0]?.counter ?? 0
  const beats = await counter()
  await watched.store.plantOld(hotkey)
  await blocks(mode.isBelieved === true ? AFTER + SLACK_BLOCKS : AFTER)
  const beaten = await counter()
  stop.abort()
  await block()
  const end = await Promise.race([
    validator.done.catch((error: unknown) => ({ _tag: 'Rejected' as const, error })),
    block().then(() => ({ _tag: 'Rejected' as const, error: 'it does not stop' })),
  ])
  return {
    hotkey,
    subtensor,
    storage: store,
    from,
    until,
    told,
    counts,
    beats: [beats, beaten],
    kept: watched.store,
    sent: watched.chain,
    end,
  }
}
