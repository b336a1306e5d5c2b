/**
 * A chain that goes on whatever happens to its validator, with mishaps of its own, and notes every submission that should not have
 * been sent: one while an earlier one may still get in, or may still be dropped by a fork. Its mishaps are forks, lost answers, another
 * process that signs with the same key, and a node that lies once.
 */
import { draw } from '../../src/adapters/simulated-subtensor/draw.js'
import { simulatedSubnet } from '../../src/adapters/simulated-subtensor/simulated-subnet.js'
import type { SimulatedSubmission, SimulatedSubtensor } from '../../src/adapters/simulated-subtensor/controls.js'
import { simulatedSubtensor } from '../../src/adapters/simulated-subtensor/simulated-subtensor.js'
import { startProducing } from '../../src/adapters/simulated-subtensor/start-producing.js'
import type { Chain } from '../../src/validator/ports.js'
import type { Settings } from '../../src/validator/settings.js'
import { DEFAULT_SETTINGS } from '../../src/validator/settings.js'
import type { Hurry } from './fast-clock.js'
import { fastClock } from './fast-clock.js'
import type { AnswerLie } from './lying-chain.js'
import { lyingChain } from './lying-chain.js'
import { mishap } from './mishaps.js'
import type { Told } from './moments.js'
import { secondSigner } from './second-signer.js'

const NETUID = 39
const MILLISECONDS_A_BLOCK = 30
/** Blocks come twice as fast where so many are missing by the clock. */
const MOST_LATE = 300
/** Blocks between two weights of one signer. */
export const RATE_LIMIT = 4
/** Blocks in which a submission may be included. */
export const MORTALITY = 6

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
  /** The ids of the submissions of another process with the same key. */
  readonly foreign: ReadonlySet<number>
  /** The heights at which the node showed weights of somebody else in place of the signer's. */
  readonly falseRows: () => readonly number[]
  readonly end: () => Promise<void>
}

/** Nothing may follow a submission before it is deep enough under the head, or can't get in any more. */
const isOver = ({ fate, valid_until }: SimulatedSubmission, head: number, confirmations: number): boolean =>
  fate._tag === 'Included' ? head >= fate.block + confirmations : head > valid_until

/** With `everyAnswer`, the node gives this false answer to every submission. */
export const crashWorld = (seed: number, everyAnswer: AnswerLie | null = null): World => {
  const miners = 4
  const hurry = { began: Date.now(), speed: (DEFAULT_SETTINGS.block_seconds * 1000) / MILLISECONDS_A_BLOCK }
  const genesis = simulatedSubnet({ netuid: NETUID, miners, seed })
  const { hotkey } = genesis.neurons[1]!
  const subtensor = simulatedSubtensor({
    ...genesis,
    hyperparameters: { ...genesis.hyperparameters, tempo: 8, weights_rate_limit: RATE_LIMIT },
  })
  const settings: Settings = {
    ...DEFAULT_SETTINGS,
    netuid: NETUID,
    hotkey,
    mortality_blocks: MORTALITY,
    // After refusals weights are sent again soon, so that rounds stay short.
    retry: { ...DEFAULT_SETTINGS.retry, publishing: { ...DEFAULT_SETTINGS.retry.publishing, first_seconds: 60, most_seconds: 300 } },
    retention: { profiles_hours: 4, results_hours: 4, metrics_days: 30, clean_up_every_hours: 1 },
  }
  const orders = { miners, seed, hurry, settings, config: { burn_uid: 0, burn_percentage: 10, weight_set_interval_blocks: 8 } }

  const doubles: string[] = []
  const node = lyingChain(subtensor.chainFor(hotkey), subtensor.block)
  const { chain } = node
  const second = secondSigner(subtensor, hotkey, NETUID)
  const stop = new AbortController()
  let stalledUntil = 0
  let calm = false
  const build = (): void => {
    subtensor.advance()
    if (calm) return
    mishap({ subtensor, node, second }, draw(seed, subtensor.block()))
    if (everyAnswer !== null) node.lieInAnswer(everyAnswer)
  }
  const isLate = (): boolean => (Date.now() - hurry.began) / MILLISECONDS_A_BLOCK > subtensor.block() - genesis.block + MOST_LATE
  const advance = (): void => {
    if (Date.now() < stalledUntil) return
    build()
    // A busy machine builds too few blocks, and a validator doubts a clock that is hours ahead of them.
    if (isLate()) build()
  }
  const producing = startProducing({ advance }, { seconds: settings.block_seconds, clock: fastClock(hurry), signal: stop.signal })
  return {
    orders,
    subtensor,
    chain: {
      ...chain,
      submit: (submission, validUntil) => {
        const head = subtensor.block()
        const before = subtensor
          .submissions()
          .filter((earlier) => !second.sent.has(earlier.id) && !isOver(earlier, head, settings.confirmations))
        doubles.push(
          ...before.map((earlier) => `sent at ${head} up to ${validUntil} beside ${JSON.stringify({ ...earlier, submission: undefined })}`),
        )
        return chain.submit(submission, validUntil)
      },
    },
    told: (moment) => {
      if (moment === 'started') node.started()
      if (!calm && moment === 'began settlement') subtensor.fork(2, { dropTransactions: true })
    },
    stall: (milliseconds) => {
      stalledUntil = Date.now() + milliseconds
    },
    calm: () => {
      calm = true
      node.beHonest()
    },
    doubles: () => doubles,
    foreign: second.sent,
    falseRows: node.falseRows,
    end: () => {
      stop.abort()
      return producing
    },
  }
}

/** Weights of the validator that got into a block. */
export const publishedBy = ({ subtensor, foreign }: Pick<World, 'subtensor' | 'foreign'>): number =>
  subtensor.submissions().filter(({ id, fate }) => !foreign.has(id) && fate._tag === 'Included').length
