/** `steelyard run`: runs a validator on a chain, or on a simulated subnet in this process, until it is stopped. */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import { dryRun, run } from '../../adapters/run.js'
import { StorageError } from '../../adapters/storage/storage-error.js'
import { SubtensorFailure } from '../../adapters/subtensor.js'
import type { Storage } from '../../storage/port.js'
import { hostname } from 'node:os'
import { rehearsalLines } from '../output/rehearsal-lines.js'
import type { Settings } from '../../validator/settings.js'
import { DEFAULT_SETTINGS } from '../../validator/settings.js'
import { showAlert } from '../../validator/show-alert.js'
import type { Ports } from '../../validator/ports.js'
import { refuseChain, refuseChainName } from '../input/chain-error.js'
import type { ChainName } from '../input/chain-name.js'
import { readChainName } from '../input/chain-name.js'
import { chainNetwork } from '../input/chain-network.js'
import type { KeyOptions } from '../input/key-options.js'
import { refuseFailure, refuseStore } from '../input/open-error.js'
import { openStorage } from '../input/open-storage.js'
import type { PolicyFile } from '../input/policy-file.js'
import { withPolicy } from '../input/policy-file.js'
import { readPolicyFile } from '../input/read-policy.js'
import { documentOf, reload } from '../input/reload-config.js'
import type { RunNetwork } from '../input/run-network.js'
import { runLog } from '../output/run-log.js'
import type { RunLog } from '../output/run-log.js'
import { simulatedNetwork } from '../input/simulated-network.js'
import { statusLine } from '../output/status-line.js'
import type { ExitCode, Terminal } from '../output/terminal.js'
import { EXIT, print, refuse, warn } from '../output/terminal.js'
import { shownFile } from '../output/shown-argument.js'

export interface RunOptions extends KeyOptions {
  readonly config: string
  readonly storage: string
  readonly chain: string
  /** The subnet. The simulated one may go without. */
  readonly netuid?: number
  readonly mechanism: number
  readonly hotkey?: string
  /** Files with the results of validation; a chain that is not simulated needs them. */
  readonly results?: string
  readonly miners: number
  readonly seed: number
  readonly blockSeconds: number
  readonly blocks?: number
  readonly dryRun?: boolean
}

/** The netuid of the simulated subnet, where none is given. */
const SIMULATED_NETUID = 39

/** What a validator would do now. */
const rehearsed = async (
  terminal: Terminal,
  { config }: RunOptions,
  file: PolicyFile,
  ports: Pick<Ports, 'chain' | 'prover' | 'storage' | 'clock'>,
  settings: Settings,
): Promise<ExitCode> => {
  const found = await withPolicy(file, false, (policy) => dryRun(policy, ports, { settings, config: documentOf(file) }))
  if (isLeft(found))
    return refuse(
      terminal,
      found.left.map(({ message }) => `${shownFile(config)}: ${message}`),
    )
  warn(
    terminal,
    found.right.warnings.map(({ message }) => message),
  )
  print(terminal, rehearsalLines(found.right))
  return EXIT.done
}

/** What a run needs, once everything is open. */
interface Work {
  readonly options: RunOptions
  readonly file: PolicyFile
  readonly network: RunNetwork
  readonly storage: Storage
  readonly log: RunLog
}

const settingsOf = ({ netuid = SIMULATED_NETUID, mechanism, blockSeconds, chain }: RunOptions, hotkey: string): Settings => ({
  ...DEFAULT_SETTINGS,
  netuid,
  ...(mechanism === 0 ? {} : { mechanism }),
  hotkey,
  block_seconds: blockSeconds,
  // A simulated chain hurries, and so do heartbeats.
  ...(chain === 'simulated' ? { beat_seconds: Math.min(DEFAULT_SETTINGS.beat_seconds, Math.max(1, blockSeconds)) } : {}),
})

const work = async (terminal: Terminal, { options, file, network, storage, log: { logger, show } }: Work): Promise<ExitCode> => {
  const { clock, onReload } = terminal
  const stop = new AbortController()
  const end = (): void => {
    stop.abort()
  }
  if (terminal.stop.aborted) end()
  terminal.stop.addEventListener('abort', end, { once: true })
  const { chain, prover } = network
  const settings = settingsOf(options, chain.signer)
  const ports = { chain, prover, storage, clock, logger }
  if (options.dryRun === true) return rehearsed(terminal, options, file, ports, settings)
  const validator = withPolicy(file, false, (policy) =>
    run(policy, ports, {
      settings,
      config: documentOf(file),
      signal: stop.signal,
      name: `${hostname()} pid ${process.pid}`,
      poll_seconds: options.blockSeconds / 2,
    }),
  )
  if (isLeft(validator))
    return refuse(
      terminal,
      validator.left.map(({ message }) => `${shownFile(options.config)}: ${message}`),
    )
  const running = validator.right
  onReload(() => {
    void reload(terminal, options.config, file, running, logger)
  })
  const last = options.blocks === undefined ? Number.POSITIVE_INFINITY : network.block + options.blocks
  const tick = (block: number | null): void => {
    const state = running.state()
    show(statusLine(state))
    if ((block ?? state.head ?? 0) >= last) end()
  }
  const ended = running.done.finally(end)
  await Promise.all([network.follow(tick, stop.signal), ended])
  const how = await ended
  return how._tag === 'Stopped' ? EXIT.done : refuse(terminal, [showAlert(how).message])
}

/** A dry run creates no store: where there is none, it begins with an empty one in memory. */
const storageFor = async ({ storage, dryRun: isDry }: RunOptions): ReturnType<typeof openStorage> => {
  if (isDry !== true) return openStorage(storage)
  const existing = await openStorage(storage, true)
  return isLeft(existing) && (existing.left._tag === 'NoSuchFile' || existing.left._tag === 'MemoryEnds') ? openStorage('memory') : existing
}

/** The network of a chain; the simulated one is made when the store is open, because it begins after the last block in there. */
const chainOf = async (
  terminal: Terminal,
  name: ChainName,
  options: RunOptions,
  { logger }: RunLog,
): Promise<Either<ExitCode, RunNetwork | null>> => {
  if (name._tag === 'Simulated') return right(null)
  const { netuid, results } = options
  if (netuid !== undefined && results !== undefined) return chainNetwork(terminal, name, { ...options, netuid, results }, logger)
  terminal.err('error: a chain needs --netuid, and --results with what was found about the miners\n')
  return left(EXIT.usage)
}

export const runCommand = async (terminal: Terminal, options: RunOptions): Promise<ExitCode> => {
  const name = readChainName(options.chain)
  if (isLeft(name)) return refuseChainName(terminal, name.left)
  const file = await readPolicyFile(terminal, options.config)
  if (isLeft(file)) return refuse(terminal, file.left)
  const log = runLog(terminal, terminal.clock)
  const found = await chainOf(terminal, name.right, options, log)
  if (isLeft(found)) return found.left
  const opened = await storageFor(options)
  if (isLeft(opened)) {
    found.right?.close()
    return refuseStore(terminal, opened.left)
  }
  const { storage, close } = opened.right
  try {
    try {
      const { netuid = SIMULATED_NETUID } = options
      const network =
        found.right ?? (await simulatedNetwork(storage, { ...options, netuid, clock: terminal.clock, table: file.right.table }))
      return await work(terminal, { options, file: file.right, network, storage, log }).finally(network.close)
    } finally {
      log.end()
      await close()
    }
  } catch (error) {
    if (error instanceof StorageError) return refuseFailure(terminal, error)
    if (error instanceof SubtensorFailure) return refuseChain(terminal, error)
    throw error
  }
}
