/** `steelyard run`: runs a validator on a simulated subnet in this process until it is stopped. */
import { isLeft } from 'fp-ts/lib/Either.js'
import { startProducing } from '../../adapters/simulated-subtensor/start-producing.js'
import type { RunningValidator } from '../../adapters/run.js'
import { dryRun, run } from '../../adapters/run.js'
import { StorageError } from '../../adapters/storage/storage-error.js'
import { hostname } from 'node:os'
import { rehearsalLines } from '../output/rehearsal-lines.js'
import type { Settings } from '../../validator/settings.js'
import { DEFAULT_SETTINGS } from '../../validator/settings.js'
import { showAlert } from '../../validator/show-alert.js'
import type { Json } from '../../units/json/json.js'
import type { Logger, Ports } from '../../validator/ports.js'
import { refuseFailure, refuseStore } from '../input/open-error.js'
import { openStorage } from '../input/open-storage.js'
import type { PolicyFile } from '../input/policy-file.js'
import { withPolicy } from '../input/policy-file.js'
import { readPolicyFile } from '../input/read-policy.js'
import { runLog } from '../output/run-log.js'
import type { RunLog } from '../output/run-log.js'
import { simulatedNetwork } from '../input/simulated-network.js'
import { statusLine } from '../output/status-line.js'
import type { ExitCode, Terminal } from '../output/terminal.js'
import { EXIT, print, refuse, warn } from '../output/terminal.js'
import type { OpenStorage } from '../input/open-storage.js'
import { shownFile } from '../output/shown-argument.js'
import { oneLine } from '../../units/text/one-line.js'

export interface RunOptions {
  readonly config: string
  readonly storage: string
  readonly chain: 'simulated'
  readonly netuid: number
  readonly miners: number
  readonly seed: number
  readonly blockSeconds: number
  readonly blocks?: number
  readonly dryRun?: boolean
}

const documentOf = (file: PolicyFile): Json => withPolicy(file, false, (policy, config) => policy.writeConfig(config))

/**
 * Reads the config file again when the user asks for it, and gives it to the validator. Errors of the config are in the
 * log.
 */
const reload = async (
  terminal: Terminal,
  path: string,
  { table }: PolicyFile,
  running: RunningValidator,
  logger: Logger,
): Promise<void> => {
  const read = await readPolicyFile(terminal, path)
  if (isLeft(read)) for (const problem of read.left) logger.error({}, oneLine(problem))
  else if (read.right.table !== table)
    logger.error(
      {},
      `${shownFile(path)}: it is for another policy now, [${read.right.table}] in place of [${table}]; that takes a new start`,
    )
  else await running.updateConfig(documentOf(read.right))
}

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

const work = async (
  terminal: Terminal,
  options: RunOptions,
  { storage }: OpenStorage,
  file: PolicyFile,
  { logger, show }: RunLog,
): Promise<ExitCode> => {
  const { clock, onReload } = terminal
  const stop = new AbortController()
  const end = (): void => {
    stop.abort()
  }
  if (terminal.stop.aborted) end()
  terminal.stop.addEventListener('abort', end, { once: true })
  const { subtensor, prover, hotkey } = await simulatedNetwork(storage, { ...options, clock, table: file.table })
  // A simulated chain hurries, and so do heartbeats.
  const beat_seconds = Math.min(DEFAULT_SETTINGS.beat_seconds, Math.max(1, options.blockSeconds))
  const settings = { ...DEFAULT_SETTINGS, netuid: options.netuid, hotkey, block_seconds: options.blockSeconds, beat_seconds }
  const ports = { chain: subtensor.chainFor(hotkey), prover, storage, clock, logger }
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
  const last = options.blocks === undefined ? Number.POSITIVE_INFINITY : subtensor.block() + options.blocks
  const advance = (blocks?: number): void => {
    subtensor.advance(blocks)
    show(statusLine(running.state()))
    if (subtensor.block() >= last) end()
  }
  const ended = running.done.finally(end)
  await Promise.all([startProducing({ advance }, { seconds: options.blockSeconds, clock, signal: stop.signal }), ended])
  const how = await ended
  return how._tag === 'Stopped' ? EXIT.done : refuse(terminal, [showAlert(how).message])
}

/** A dry run creates no store: where there is none, it begins with an empty one in memory. */
const storageFor = async ({ storage, dryRun: isDry }: RunOptions): ReturnType<typeof openStorage> => {
  if (isDry !== true) return openStorage(storage)
  const existing = await openStorage(storage, true)
  return isLeft(existing) && (existing.left._tag === 'NoSuchFile' || existing.left._tag === 'MemoryEnds') ? openStorage('memory') : existing
}

export const runCommand = async (terminal: Terminal, options: RunOptions): Promise<ExitCode> => {
  const file = await readPolicyFile(terminal, options.config)
  if (isLeft(file)) return refuse(terminal, file.left)
  const opened = await storageFor(options)
  if (isLeft(opened)) return refuseStore(terminal, opened.left)
  const log = runLog(terminal, terminal.clock)
  try {
    try {
      return await work(terminal, options, opened.right, file.right, log)
    } finally {
      log.end()
      await opened.right.close()
    }
  } catch (error) {
    if (error instanceof StorageError) return refuseFailure(terminal, error)
    throw error
  }
}
