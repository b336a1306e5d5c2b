/** A validator of //Alice on the node, with the H100 rigs of some miners as its evidence, and what it says. */
import { memoryStorage } from '../../src/adapters/memory-storage.js'
import { run, systemClock } from '../../src/adapters/run.js'
import type { SubtensorChain } from '../../src/adapters/subtensor.js'
import { subtensorChain } from '../../src/adapters/subtensor.js'
import { maxUpscale } from '../../src/chain/stored/max-upscale.js'
import { gpuPools } from '../../src/policies/index.js'
import type { Storage } from '../../src/storage/port.js'
import type { WeightSubmissionRecord } from '../../src/storage/tables.js'
import type { Alert } from '../../src/validator/alert.js'
import type { Clock } from '../../src/validator/ports.js'
import type { Log } from '../../src/validator/report.js'
import { DEFAULT_SETTINGS } from '../../src/validator/settings.js'
import { signerOf } from './accounts.js'
import { URL } from './node.js'

interface Shown {
  readonly neurons: readonly { readonly uid: number; readonly hotkey: string }[]
  readonly row: readonly (readonly [uid: number, weight: number])[]
}

export interface ValidatorOptions {
  readonly netuid: number
  /** How many neurons from uid 4 on have a rig. */
  readonly miners?: number
  readonly interval?: number
  readonly version_key?: string
  readonly url?: string
  readonly storage?: Storage
  readonly clock?: Clock
  readonly block_seconds?: number
}

/** The hotkeys of the neurons, as the chain shows them. */
const hotkeysOn = async (netuid: number): Promise<readonly string[]> => {
  const chain = subtensorChain({ url: URL, netuid, signer: signerOf('//Alice') })
  try {
    return ((await chain.look()) as Shown).neurons.map(({ hotkey }) => hotkey)
  } finally {
    chain.close()
  }
}

export const startValidator = async ({
  netuid,
  miners = 5,
  interval = 10,
  version_key = '0',
  url = URL,
  storage = memoryStorage(),
  clock = systemClock(),
  block_seconds = 0.3,
}: ValidatorOptions) => {
  const hotkeys = (await hotkeysOn(netuid)).slice(4, 4 + miners)
  const chain: SubtensorChain = subtensorChain({ url, netuid, signer: signerOf('//Alice') })
  const logs: Log[] = []
  const alerts: Alert[] = []
  const note = (fields: object): void => {
    if ('_tag' in fields) logs.push(fields as Log)
  }
  const results = hotkeys.map((miner_hotkey, i) => ({
    miner_hotkey,
    executor_id: `rig-${i}`,
    is_valid: true,
    attestation_valid: true,
    gpu_model: 'NVIDIA H100 80GB HBM3',
    gpu_count: 8,
    gpu_memory_gb: 80,
    hardware_score: 1,
    validation_timestamp: clock.now(),
  }))
  const stop = new AbortController()
  const started = run(
    gpuPools(),
    {
      chain,
      prover: { results: async () => results },
      storage,
      clock,
      logger: { debug: note, info: note, warn: note, error: note },
      alerts: { raise: async (alert: Alert) => void alerts.push(alert) },
    },
    {
      settings: { ...DEFAULT_SETTINGS, netuid, hotkey: chain.signer, block_seconds, beat_seconds: 1, heartbeat_blocks: 5 },
      config: {
        burn_uid: 1,
        burn_percentage: 0,
        gpu_allocations: { H100: 100 },
        weight_set_interval_blocks: interval,
        weight_version_key: version_key,
      },
      signal: stop.signal,
      poll_seconds: 0.5,
    },
  )
  if (started._tag === 'Left') throw new Error(started.left.map(({ message }) => message).join('; '))
  const validator = started.right
  const until = async (holds: () => boolean, seconds = 300): Promise<void> => {
    for (const end = Date.now() + 1000 * seconds; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50)))
      if (holds()) return
    throw new Error(`it never came to that: ${JSON.stringify({ logs: logs.slice(-5), alerts, stage: validator.state().stage._tag })}`)
  }
  const logged = <T extends Log['_tag']>(tag: T): readonly Extract<Log, { readonly _tag: T }>[] =>
    logs.filter((log): log is Extract<Log, { readonly _tag: T }> => log._tag === tag)
  return {
    chain,
    storage,
    logs,
    alerts,
    logged,
    until,
    state: validator.state,
    submissions: (): Promise<readonly WeightSubmissionRecord[]> =>
      storage.read({ table: 'weight_submissions', range: { column: 'decided_block' } }),
    stop: async (): Promise<void> => {
      stop.abort()
      await validator.done
      chain.close()
    },
  }
}

/** The row that the chain has of //Alice. */
export const rowOn = async (netuid: number): Promise<Shown['row']> => {
  const chain = subtensorChain({ url: URL, netuid, signer: signerOf('//Alice') })
  try {
    return ((await chain.look()) as Shown).row
  } finally {
    chain.close()
  }
}

/** The row that the chain makes of a submission. */
export const rowOfSubmission = ({ uids, weights }: WeightSubmissionRecord): Shown['row'] =>
  Array.from(maxUpscale(Uint16Array.from(weights)), (weight, i) => [uids[i]!, weight] as const)
