/** `steelyard status`: shows the state of a validator from its store, and what the chain shows where one is named. */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, isRight, left, right } from 'fp-ts/lib/Either.js'
import { holdSwitch } from '../../adapters/run/hold-switch.js'
import { Instant, secondsBetween } from '../../units/time/instant.js'
import type { Storage } from '../../storage/port.js'
import { signerColumns } from '../../storage/signer.js'
import type { ConfigChangeRecord, EmissionMetricsRecord, ValidatorLeaseRecord, WeightSubmissionRecord } from '../../storage/tables.js'
import type { RunningVerdict } from '../../validator/running.js'
import { judgeRunning, showRunningReason } from '../../validator/running.js'
import { readLook } from '../../network/look.js'
import { showSnapshotError } from '../../network/snapshot-error.js'
import { lookOnce } from '../input/chain-look.js'
import type { OnChain } from '../output/chain-lines.js'
import { onChain, onChainLines } from '../output/chain-lines.js'
import type { StoredValidator, StoreOptions } from '../input/stored-validator.js'
import { withStoredValidator } from '../input/stored-validator.js'
import { revealWords } from '../output/reveal-words.js'
import type { ExitCode, Terminal } from '../output/terminal.js'
import { EXIT, print, printJson, refuse } from '../output/terminal.js'
import { plain } from '../../units/text/plain.js'

export const STATUS_FORMATS = ['table', 'json'] as const

export interface StatusOptions extends StoreOptions {
  readonly format: (typeof STATUS_FORMATS)[number]
  /** Whether the exit code is to tell of the validator's health. */
  readonly check?: boolean
  /** The chain to ask. */
  readonly chain?: string
}

interface Status extends StoredValidator {
  readonly at: string
  readonly hold: boolean
  /** The last weights that the chain accepted, and the newest submission, whatever its result. */
  readonly confirmed: WeightSubmissionRecord | null
  readonly newest: WeightSubmissionRecord | null
  /** The last commit that was revealed; null where weights are set in plain. */
  readonly in_force: WeightSubmissionRecord | null
  readonly metrics: EmissionMetricsRecord | null
  readonly config: ConfigChangeRecord | null
  readonly pending: ConfigChangeRecord | null
  readonly lease: ValidatorLeaseRecord | null
  readonly health: RunningVerdict
  /** What the chain shows, where it was asked. */
  readonly chain?: OnChain
}

const readStatus = async (storage: Storage, validator: StoredValidator, at: string): Promise<Status> => {
  const where = signerColumns(validator)
  const newest = { descending: true, limit: 1 } as const
  const [submission] = await storage.read({ table: 'weight_submissions', where, ...newest })
  // Sorted by block, because a clock may have been set back.
  const byBlock = { range: { column: 'decided_block' }, ...newest } as const
  const [confirmed] = await storage.read({ table: 'weight_submissions', where: { ...where, status: 'confirmed' }, ...byBlock })
  const inForce = await storage.read({
    table: 'weight_submissions',
    where: { ...where, status: 'confirmed', reveal: 'in_force' },
    ...byBlock,
  })
  const [metrics] = await storage.read({ table: 'emission_metrics', where, ...newest })
  const [config] = await storage.read({ table: 'config_changes', where: { ...where, status: 'in_force' }, ...newest })
  const [lease] = await storage.read({ table: 'validator_leases', where, limit: 1 })
  const [pending] = await storage.read({ table: 'config_changes', where: { ...where, status: 'pending' }, ...newest })
  return {
    ...validator,
    at,
    hold: await holdSwitch(storage, validator).get(),
    in_force: inForce[0] ?? null,
    confirmed: confirmed ?? null,
    newest: submission ?? null,
    metrics: metrics ?? null,
    config: config ?? null,
    pending: pending ?? null,
    lease: lease ?? null,
    health: judgeRunning({ at, lease: lease ?? null, newest: submission ?? null, confirmed: confirmed ?? null }),
  }
}

/** The time since then, in the largest suitable unit. */
const ago = (then: string | null, now: string): string => {
  const [a, b] = [Instant.decode(then), Instant.decode(now)]
  if (!isRight(a) || !isRight(b)) return ''
  const seconds = Math.max(0, secondsBetween(a.right, b.right).toNumber())
  const [size, unit] = seconds < 120 ? [1, 's'] : seconds < 7200 ? [60, 'min'] : seconds < 172_800 ? [3600, 'h'] : [86_400, 'days']
  return ` (${Math.floor(seconds / size)} ${unit} ago)`
}

const line = (title: string, text: string): string => `  ${title.padEnd(14)}${text}`

/** Whether a process runs it, and when its next weights come. */
const runningLines = ({ at, lease, health }: Status): readonly string[] => {
  const [first] = health.reasons
  const running = lease === null || first?._tag === 'Dead' || first?._tag === 'ClockBehind' ? null : lease
  const process =
    running === null
      ? first === undefined
        ? ''
        : showRunningReason(first)
      : `${plain(running.holder)}, alive${ago(running.beaten_at, at)}`
  if (running === null || running.next_block === null || running.head === null) return [line('process', process)]
  const limit = running.limited_by === null ? '' : `, limited by the ${plain(running.limited_by)}`
  return [line('process', process), line('next weights', `at block ${running.next_block}, now at ${running.head}${limit}`)]
}

const submissionLine = ({ newest, confirmed }: Status): readonly string[] => {
  if (newest === null || newest.id === confirmed?.id) return []
  const error = newest.error === null ? '' : plain(newest.error)
  const what = {
    open: `not settled; it may get in up to block ${newest.valid_until}`,
    lost: `the chain never took it`,
    refused: `refused: ${error}`,
    superseded: error,
    not_sent: `not sent: ${error}`,
    confirmed: '',
  }[newest.status]
  return [line('newest', `submission ${plain(newest.id)}, decided at block ${newest.decided_block}: ${what}`)]
}

/** When the last weights were set or committed, and since when they are in force. */
const weightsLines = ({ confirmed, in_force, at }: Status): readonly string[] => {
  if (confirmed === null) return [line('weights', 'never set')]
  const { weights, block, commit, settled_at, held } = confirmed
  const paid = weights.filter((weight) => weight > 0).length
  const set = `${commit === null ? 'set' : 'committed'} at block ${block ?? '?'}${ago(settled_at, at)}, ${paid} uids paid`
  const first = line('weights', `${set}${held ? ', the last vector again' : ''}`)
  if (commit === null) return [first]
  const older = in_force === null || in_force.id === confirmed.id ? '' : `; those committed at block ${in_force.block ?? '?'} are`
  return [first, line('in force', `${revealWords(confirmed)}${older}`)]
}

const lines = (status: Status): readonly string[] => {
  const { netuid, mechanism, hotkey, hold, metrics, config, pending } = status
  return [
    `netuid ${netuid}${mechanism === undefined ? '' : `, mechanism ${mechanism}`}, validator ${plain(hotkey)}`,
    ...runningLines(status),
    ...weightsLines(status),
    ...submissionLine(status),
    ...(metrics === null ? [] : [line('last decision', `${metrics.total_miners} miners served, ${metrics.burn_percentage} % burnt`)]),
    line(
      'config',
      config === null
        ? 'none'
        : `asked for ${config.requested_at.slice(0, 19)}Z${config.applied_block === null ? '' : `, in force since block ${config.applied_block}`}`,
    ),
    ...(pending === null ? [] : [line('next config', `asked for ${pending.requested_at.slice(0, 19)}Z, in force from the next epoch on`)]),
    ...(status.chain === undefined ? [] : onChainLines(status.chain).map(([title, text]) => line(title, text))),
    line('switch', hold ? 'on: the last weights are held' : 'off: new weights are decided'),
  ]
}

/** The exit code of a validator's health, and every reason against it on standard error. */
const checked = (terminal: Terminal, { health: { verdict, reasons } }: Status): ExitCode => {
  for (const reason of reasons) terminal.err(`${verdict}: ${showRunningReason(reason)}\n`)
  return { healthy: EXIT.done, unhealthy: EXIT.refused, unknown: EXIT.unknown }[verdict]
}

/** What the chain shows; left out where none is named. Where it can't be asked, that is printed. */
const askedChain = async (
  terminal: Terminal,
  { chain }: StatusOptions,
  { netuid, mechanism = 0, hotkey, confirmed }: Status,
): Promise<Either<ExitCode, Pick<Status, 'chain'>>> => {
  if (chain === undefined) return right({})
  const shown = await lookOnce(terminal, { chain, netuid, mechanism }, hotkey)
  if (isLeft(shown)) return shown
  const look = readLook(shown.right)
  if (isLeft(look)) return left(refuse(terminal, look.left.map(showSnapshotError)))
  return right({ chain: onChain(look.right, hotkey, confirmed) })
}

export const statusCommand = async (terminal: Terminal, options: StatusOptions): Promise<ExitCode> => {
  let health: ExitCode | null = null
  const code = await withStoredValidator(terminal, options, async (storage, validator) => {
    const status = await readStatus(storage, validator, terminal.clock.now())
    const asked = await askedChain(terminal, options, status)
    const whole = isLeft(asked) ? status : { ...status, ...asked.right }
    if (options.format === 'json') printJson(terminal, whole, 2)
    else print(terminal, lines(whole))
    if (options.check === true) health = checked(terminal, status)
    return health === null || health === EXIT.done ? (isLeft(asked) ? asked.left : EXIT.done) : health
  })
  // A store that can't be read says nothing of its validator.
  return options.check === true && health === null && code === EXIT.refused ? EXIT.unknown : code
}
