/** A validator on a simulated subnet that wants commits, with a beacon that gives its pulses by the clock. Nothing waits for the machine's clock. */
import { memoryStorage } from '../../../src/adapters/memory-storage.js'
import { run } from '../../../src/adapters/run.js'
import type { Seal } from '../../../src/adapters/run/timelock-seal.js'
import { simulatedProver } from '../../../src/adapters/simulated-subtensor/simulated-prover.js'
import { simulatedSubnet } from '../../../src/adapters/simulated-subtensor/simulated-subnet.js'
import { simulatedSubtensor } from '../../../src/adapters/simulated-subtensor/simulated-subtensor.js'
import type { SimulatedGenesis } from '../../../src/adapters/simulated-subtensor/subtensor-state.js'
import type { SimulatedSubtensor } from '../../../src/adapters/simulated-subtensor/controls.js'
import type { CommitOpener } from '../../../src/adapters/simulated-subtensor/runtime.js'
import { maxUpscale } from '../../../src/chain/stored/max-upscale.js'
import { QUICKNET } from '../../../src/chain/timelock/beacon.js'
import { gpuPools } from '../../../src/policies/index.js'
import type { Storage } from '../../../src/storage/port.js'
import type { WeightSubmissionRecord } from '../../../src/storage/tables.js'
import type { Alert } from '../../../src/validator/alert.js'
import type { Measurement } from '../../../src/validator/measurement.js'
import type { Chain } from '../../../src/validator/ports.js'
import type { Log } from '../../../src/validator/report.js'
import { DEFAULT_SETTINGS } from '../../../src/validator/settings.js'
import { expectRight } from '../../either.js'
import { fakeClock } from './fake-clock.js'

const [NETUID, SEED, MINERS, BLOCK_SECONDS] = [39, 3, 6, 12]
export const TEMPO = 30

/** A cipher that opens to everybody: the payload, and a number that makes each ciphertext another one. */
const openSeal = (): Seal => {
  let made = 0
  return {
    ready: async () => undefined,
    seal: async (payload) => Uint8Array.of(...payload, ++made, made >> 8),
  }
}
const openCommit: CommitOpener = (commit) => commit.slice(0, -2)

export interface CommittingOptions {
  readonly genesis?: Partial<Omit<SimulatedGenesis, 'hyperparameters'>>
  readonly hyperparameters?: Partial<SimulatedGenesis['hyperparameters']>
  readonly seal?: Seal
  /** The instant of the first block, in milliseconds. */
  readonly begins?: number
  readonly interval?: number
}

/** What a validator tells of itself. */
export interface Said {
  readonly logs: Log[]
  readonly alerts: Alert[]
  readonly measured: Measurement[]
}

export const committing = ({
  genesis = {},
  hyperparameters = {},
  seal = openSeal(),
  begins,
  interval = 2 * TEMPO,
}: CommittingOptions = {}) => {
  const clock = fakeClock(begins)
  const storage: Storage = memoryStorage()
  const subnet = simulatedSubnet({ netuid: NETUID, miners: MINERS, seed: SEED })
  const { hotkey } = subnet.neurons[1]!
  const subtensor = simulatedSubtensor({
    ...subnet,
    openCommit,
    spec: 425,
    ...genesis,
    hyperparameters: {
      ...subnet.hyperparameters,
      tempo: TEMPO,
      weights_rate_limit: 5,
      commit_reveal_weights_enabled: true,
      ...hyperparameters,
    },
  })
  const said: Said = { logs: [], alerts: [], measured: [] }
  const note = (fields: object): void => {
    if ('_tag' in fields) said.logs.push(fields as Log)
  }
  let hasPulses = true
  let running: { readonly stop: AbortController; readonly validator: ReturnType<typeof start>['validator'] } | null = null

  /** The beacon gives a round every three seconds; only those that a commit waits for are stored. */
  const storePulses = (): void => {
    const now = Math.floor((Date.parse(clock.now()) / 1000 - QUICKNET.genesis) / QUICKNET.period) + 1
    for (const { call } of subtensor.commits())
      if (hasPulses && Number(call.reveal_round) <= now) subtensor.storePulse(BigInt(call.reveal_round))
  }
  const start = (chain: Chain = subtensor.chainFor(hotkey), name = 'first') => {
    const stop = new AbortController()
    const ports = {
      chain,
      prover: simulatedProver({ miners: MINERS, seed: SEED, clock }),
      storage,
      clock,
      logger: { debug: note, info: note, warn: note, error: note },
      alerts: { raise: async (alert: Alert) => void said.alerts.push(alert) },
      metrics: { record: (measurement: Measurement) => void said.measured.push(measurement) },
    }
    const settings = { ...DEFAULT_SETTINGS, netuid: NETUID, hotkey, block_seconds: BLOCK_SECONDS, beat_seconds: 60 }
    const config = { burn_uid: 0, burn_percentage: 5, weight_set_interval_blocks: interval }
    const validator = expectRight(run(gpuPools(), ports, { settings, config, signal: stop.signal, seal, name }))
    running = { stop, validator }
    return { stop, validator }
  }
  /** Blocks pass, twelve seconds each, until something holds. */
  const until = async (holds: () => boolean, most = 600): Promise<void> => {
    for (let i = 0; i < most; i++) {
      await clock.advance(0)
      if (holds()) return
      storePulses()
      subtensor.advance()
      await clock.advance(BLOCK_SECONDS)
    }
    throw new Error(`it never came to that: ${JSON.stringify(said.alerts)}`)
  }
  const blocks = async (count: number): Promise<void> => {
    const end = subtensor.block() + count
    await until(() => subtensor.block() >= end)
  }
  const stop = async (): Promise<void> => {
    running?.stop.abort()
    await running?.validator.done
    running = null
  }
  const logged = <T extends Log['_tag']>(tag: T): readonly Extract<Log, { readonly _tag: T }>[] =>
    said.logs.filter((log): log is Extract<Log, { readonly _tag: T }> => log._tag === tag)
  const alerted = <T extends Alert['_tag']>(tag: T): readonly Extract<Alert, { readonly _tag: T }>[] =>
    said.alerts.filter((alert): alert is Extract<Alert, { readonly _tag: T }> => alert._tag === tag)
  const submissions = (): Promise<readonly WeightSubmissionRecord[]> =>
    storage.read({ table: 'weight_submissions', range: { column: 'decided_block' } })
  /** Whether the chain's row of this validator is the vector of a submission. */
  const isRowOf = ({ uids, weights }: WeightSubmissionRecord): boolean => {
    const row = subtensor.weightsOf(hotkey)
    return JSON.stringify([row?.uids, row?.weights]) === JSON.stringify([uids, Array.from(maxUpscale(Uint16Array.from(weights)))])
  }
  return {
    clock,
    storage,
    subtensor: subtensor as SimulatedSubtensor,
    hotkey,
    said,
    start,
    stop,
    until,
    blocks,
    logged,
    alerted,
    submissions,
    isRowOf,
    beaconStops: (): void => {
      hasPulses = false
    },
  }
}

export type Committing = ReturnType<typeof committing>

/** Plays a story and ends what runs. */
export const story = async (options: CommittingOptions, play: (world: Committing) => Promise<void>): Promise<void> => {
  const world = committing(options)
  try {
    await play(world)
  } finally {
    await world.stop()
  }
}
