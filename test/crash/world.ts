/**
 * A chain that goes on whatever happens to its validator, with mishaps of its own, and notes every submission that should not have
 * been sent: one while an earlier one may still get in, or may still be dropped by a fork.
 */
import { draw } from '../../src/adapters/simulated-subtensor/draw.js'
import { simulatedSubnet } from '../../src/adapters/simulated-subtensor/simulated-subnet.js'
import type { SimulatedSubmission, SimulatedSubtensor } from '../../src/adapters/simulated-subtensor/simulated-subtensor.js'
import { simulatedSubtensor } from '../../src/adapters/simulated-subtensor/simulated-subtensor.js'
import { startProducing } from '../../src/adapters/simulated-subtensor/start-producing.js'
import type { Chain } from '../../src/validator/ports.js'
import type { Settings } from '../../src/validator/settings.js'
import { DEFAULT_SETTINGS } from '../../src/validator/settings.js'
import type { Hurry } from './fast-clock.js'
import { fastClock } from './fast-clock.js'
import type { Told } from './moments.js'

const NETUID = 39
const MILLISECONDS_A_BLOCK = 30

/** All that a validator is started with; plain data, so that it can be sent to a process. */
export interface Orders {
  readonly miners: number
  readonly seed: number
  readonly hurry: Hurry
  readonly settings: Settings
  readonly config: { readonly burn_uid: number; readonly burn_percentage: number; readonly weight_set_interval_blocks: number }
}

export interface World {
  readonly orders: Orders
  readonly chain: Chain
  readonly subtensor: SimulatedSubtensor
  /** Is to be told each moment: as soon as a submission is held for settled, the deepest fork comes. */
  readonly told: Told
  /** No block comes for so many milliseconds from now. */
  readonly stall: (milliseconds: number) => void
  /** From now on nothing happens but blocks. */
  readonly calm: () => void
  /** Submissions that should not have been sent. */
  readonly doubles: () => readonly string[]
  readonly end: () => Promise<void>
}

const mishap = ({ fork, restart, faults }: SimulatedSubtensor, drawn: number): void => {
  switch (drawn % 60) {
    case 0:
    case 1:
      return fork(1)
    case 2:
    case 3:
      return fork(2)
    case 4:
      return fork(2, { dropTransactions: true })
    case 5:
    case 6:
      return faults.loseAnswer()
    case 7:
      return faults.loseTransaction()
    case 8:
    case 9:
      return faults.delayInclusion(3)
    case 10:
      return faults.unreachable(2)
    case 11:
      return faults.staleReads(4, 2)
    case 12:
      return restart()
    case 13:
      return faults.refuse('SubtokenDisabled')
  }
}

/** Nothing may follow a submission before it is deep enough under the head, or can't get in any more. */
const isOver = ({ fate, valid_until }: SimulatedSubmission, head: number, confirmations: number): boolean =>
  fate._tag === 'Included' ? head >= fate.block + confirmations : head > valid_until

export const crashWorld = (seed: number): World => {
  const miners = 4
  const hurry = { began: Date.now(), speed: (DEFAULT_SETTINGS.block_seconds * 1000) / MILLISECONDS_A_BLOCK }
  const genesis = simulatedSubnet({ netuid: NETUID, miners, seed })
  const { hotkey } = genesis.neurons[1]!
  const subtensor = simulatedSubtensor({ ...genesis, hyperparameters: { ...genesis.hyperparameters, tempo: 8, weights_rate_limit: 4 } })
  const settings: Settings = {
    ...DEFAULT_SETTINGS,
    netuid: NETUID,
    hotkey,
    mortality_blocks: 6,
    retention: { profiles_hours: 4, results_hours: 4, metrics_days: 30, clean_up_every_hours: 1 },
  }
  const orders = { miners, seed, hurry, settings, config: { burn_uid: 0, burn_percentage: 10, weight_set_interval_blocks: 8 } }

  const doubles: string[] = []
  const chain = subtensor.chainFor(hotkey)
  const stop = new AbortController()
  let stalledUntil = 0
  let calm = false
  const advance = (): void => {
    if (Date.now() < stalledUntil) return
    subtensor.advance()
    if (!calm) mishap(subtensor, draw(seed, subtensor.block()))
  }
  const producing = startProducing({ advance }, { seconds: settings.block_seconds, clock: fastClock(hurry), signal: stop.signal })
  return {
    orders,
    subtensor,
    chain: {
      ...chain,
      submit: (submission, validUntil) => {
        const head = subtensor.block()
        const before = subtensor.submissions().filter((earlier) => !isOver(earlier, head, settings.confirmations))
        doubles.push(
          ...before.map((earlier) => `sent at ${head} up to ${validUntil} beside ${JSON.stringify({ ...earlier, submission: undefined })}`),
        )
        return chain.submit(submission, validUntil)
      },
    },
    told: (moment) => {
      if (!calm && moment === 'began settlement') subtensor.fork(2, { dropTransactions: true })
    },
    stall: (milliseconds) => {
      stalledUntil = Date.now() + milliseconds
    },
    calm: () => {
      calm = true
    },
    doubles: () => doubles,
    end: () => {
      stop.abort()
      return producing
    },
  }
}
