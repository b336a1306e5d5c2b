/**
 * A prover that checks the miners of a simulated subnet: each executor every twenty minutes, starting three hours before
 * the prover was made. A result depends only on the seed, the executor and the time, so another request gives the same
 * results.
 */
import type { Json } from '../../units/json/json.js'
import { timestampOf } from '../../units/time/timestamp.js'
import type { Clock, Prover } from '../../validator/ports.js'
import { draw } from './draw.js'
import { minerHotkey } from './simulated-subnet.js'
import { timesSince } from './simulated-times.js'

/** The miners of `simulatedSubnet` under the same seed. */
export interface SimulatedProverOptions {
  readonly miners: number
  readonly seed: number
  readonly clock: Pick<Clock, 'now'>
}

const EVERY = 1200
const HISTORY = 3 * 3600
/** One check in this many gives a row that can't be read, and one in this many of the others fails. */
const MALFORMED = 97
const FAILING = 23

/** Driver strings and sizes in GB; common boards occur more than once. */
const KINDS: readonly (readonly [name: string, gb: number])[] = [
  ['NVIDIA H100 80GB HBM3', 80],
  ['NVIDIA H100 80GB HBM3', 80],
  ['NVIDIA H100 PCIe', 80],
  ['NVIDIA H200', 141],
  ['NVIDIA H200', 141],
  ['NVIDIA A100-SXM4-80GB', 80],
  ['NVIDIA B200', 180],
  ['NVIDIA GeForce RTX 4090', 24],
]

interface Executor {
  readonly hotkey: string
  readonly miner: number
  readonly number: number
}

const look = (seed: number, { hotkey, miner, number }: Executor, at: number): Json => {
  const [gpu_model, gpu_memory_gb] = KINDS[draw(seed, miner, 0) % KINDS.length]!
  const lasting = (of: number, below: number): number => draw(seed, miner, number, of) % below
  const chance = (of: number, below: number): number => draw(seed, miner, number, of, at) % below
  return {
    miner_hotkey: hotkey,
    executor_id: `${hotkey.slice(0, 8)}-${number}`,
    is_valid: chance(0, FAILING) !== 0,
    attestation_valid: chance(1, FAILING) !== 0,
    gpu_model,
    gpu_count: chance(2, MALFORMED) === 0 ? -1 : [1, 2, 4, 8, 8][lasting(1, 5)]!,
    gpu_memory_gb,
    hardware_score: (80 + chance(3, 21)) / 100,
    network_bandwidth_mbps: 1000 + lasting(2, 9000),
    validation_timestamp: timestampOf({ seconds: at, decimals: '' }),
  }
}

/**
 * Results for every miner. Most are valid, a few are failures, and sometimes a row is malformed.
 *
 * @example
 * ```ts
 * import { simulatedProver } from 'steelyard/adapters/memory'
 * const prover = simulatedProver({ miners: 3, seed: 1, clock: { now: () => '2026-11-20T06:00:00Z' } })
 * prover.results('2026-11-20T05:00:00Z') instanceof Promise // => true
 * ```
 */
export const simulatedProver = ({ miners, seed, clock }: SimulatedProverOptions): Prover => {
  const times = timesSince(clock, HISTORY)
  const executors = Array.from({ length: miners }, (_, miner) => {
    const hotkey = minerHotkey(seed, miner)
    return Array.from({ length: 1 + (draw(seed, miner, 1) % 3) }, (_, number): Executor => ({ hotkey, miner, number }))
  }).flat()
  return {
    results: async (since) => {
      const asked = times(since)
      return executors.flatMap((executor) =>
        asked({ every: EVERY, offset: draw(seed, executor.miner, executor.number, 0) % EVERY }).map((at) => look(seed, executor, at)),
      )
    },
  }
}
