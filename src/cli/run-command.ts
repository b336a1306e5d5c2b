/** `steelyard run`: a validator at work until it is stopped, on a simulated subnet in this process. */
import { isLeft } from 'fp-ts/lib/Either.js'
import { startProducing } from '../adapters/simulated-subtensor/start-producing.js'
import { run } from '../adapters/run.js'
import { writeEmissionConfig } from '../allocation/emission-config.js'
import { gpuPools } from '../policies/gpuPools/gpu-pools.js'
import { DEFAULT_SETTINGS } from '../validator/settings.js'
import type { Json } from '../units/json.js'
import { openStorage } from './open-storage.js'
import { readConfigFile } from './read-input.js'
import { runLog } from './run-log.js'
import type { RunLog } from './run-log.js'
import { simulatedNetwork } from './simulated-network.js'
import { statusLine } from './status-line.js'
import type { ExitCode, Terminal } from './terminal.js'
import { EXIT, refuse } from './terminal.js'
import type { OpenStorage } from './open-storage.js'

export interface RunOptions {
  readonly config: string
  readonly storage: string
  readonly chain: 'simulated'
  readonly netuid: number
  readonly miners: number
  readonly seed: number
  readonly blockSeconds: number
  readonly blocks?: number
}

/** A config file changes the validator whenever the user says so: what it holds against it stands in the log. */
const readConfig = async (terminal: Terminal, file: string) => {
  const read = await readConfigFile(terminal, file)
  return isLeft(read) ? read : { _tag: 'Right' as const, right: writeEmissionConfig(read.right) as Json }
}

const work = async (terminal: Terminal, options: RunOptions, { storage }: OpenStorage, config: Json, { logger, show }: RunLog): Promise<ExitCode> => {
  const { clock, onReload } = terminal
  const stop = new AbortController()
  const end = (): void => { stop.abort() }
  if (terminal.stop.aborted) end()
  terminal.stop.addEventListener('abort', end, { once: true })
  const { subtensor, prover, hotkey } = await simulatedNetwork(storage, { ...options, clock })
  const settings = { ...DEFAULT_SETTINGS, netuid: options.netuid, hotkey, seed: options.seed, block_seconds: options.blockSeconds }
  const validator = run(gpuPools(), { chain: subtensor.chainFor(hotkey), prover, storage, clock, logger }, {
    settings,
    config,
    signal: stop.signal,
    poll_seconds: options.blockSeconds / 2,
  })
  if (isLeft(validator)) return refuse(terminal, validator.left.map(({ message }) => `${options.config}: ${message}`))
  const running = validator.right
  onReload(() => {
    void readConfig(terminal, options.config).then(async (read) => {
      if (isLeft(read)) for (const problem of read.left) logger.error({}, problem)
      else await running.updateConfig(read.right)
    })
  })
  const last = options.blocks === undefined ? Number.POSITIVE_INFINITY : subtensor.block() + options.blocks
  const advance = (blocks?: number): void => {
    subtensor.advance(blocks)
    show(statusLine(running.state()))
    if (subtensor.block() >= last) end()
  }
  await Promise.all([startProducing({ advance }, { seconds: options.blockSeconds, clock, signal: stop.signal }), running.done])
  return EXIT.done
}

export const runCommand = async (terminal: Terminal, options: RunOptions): Promise<ExitCode> => {
  const config = await readConfig(terminal, options.config)
  if (isLeft(config)) return refuse(terminal, config.left)
  const opened = await openStorage(options.storage)
  if (isLeft(opened)) return refuse(terminal, [opened.left])
  const log = runLog(terminal, terminal.clock)
  try {
    return await work(terminal, options, opened.right, config.right, log)
  } finally {
    log.end()
    await opened.right.close()
  }
}
