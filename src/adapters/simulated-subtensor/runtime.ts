/**
 * The runtime of a simulated chain: its spec, and the parameters of the subnet that its documents do not show.
 *
 * The defaults are those of subtensor. A genesis with a runtime or a subnet whose rules are not known is refused.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import type { ChainRules } from '../../chain/preflight/chain-rules.js'
import { chainRules } from '../../chain/preflight/chain-rules.js'
import { NEWEST_KNOWN_SPEC } from '../../chain/preflight/spec.js'
import { Count } from '../../units/codec/count.js'
import { faultsOf, showFault } from '../../units/codec/fault.js'
import { struct } from '../../units/codec/struct.js'
import { U16 } from '../../units/integer/u16.js'
import type { ScheduleRules } from '../../chain/schedule/schedule-rules.js'
import { scheduleRules } from '../../chain/schedule/schedule-rules.js'
import { showScheduleError } from '../../chain/schedule/schedule-error.js'
import type { EpochInput } from '../../chain/yuma/epoch-input.js'
import type { Hyperparameters } from '../../network/metagraph.js'

/** What Yuma reads of a subnet beside its neurons and weights, under the chain's names. */
export type SimulatedEpoch = Pick<
  EpochInput,
  | 'max_allowed_validators'
  | 'kappa'
  | 'bonds_moving_average'
  | 'bonds_penalty'
  | 'yuma3_on'
  | 'liquid_alpha_on'
  | 'alpha_low'
  | 'alpha_high'
  | 'alpha_sigmoid_steepness'
> & {
  /** How many blocks old the weights of an active validator may be, up to spec 422. */
  readonly activity_cutoff: number
  /** The same since spec 423, in thousandths of the tempo. */
  readonly activity_cutoff_factor_milli: number
}

/** Of a new subnet. */
export const NEW_EPOCH: SimulatedEpoch = {
  max_allowed_validators: 64,
  kappa: 32_767,
  bonds_moving_average: 900_000,
  bonds_penalty: 65_535,
  yuma3_on: false,
  liquid_alpha_on: false,
  alpha_low: 45_875,
  alpha_high: 58_982,
  alpha_sigmoid_steepness: 1000,
  activity_cutoff: 5000,
  activity_cutoff_factor_milli: 13_889,
}

/** The bytes that the signature of a round opens, or null where it opens none. The beacon is simulated, so the caller says it. */
export type CommitOpener = (commit: Uint8Array, reveal_round: bigint) => Uint8Array | null

/** How the runtime differs from the newest one that is known, and how the subnet differs from a new one. */
export interface RuntimeOptions {
  /** The runtime's `spec_version`; the default is the newest that is known. Spec 432 to 458 are refused: their schedule is not settled. */
  readonly spec?: number
  /** Whether the pool checks the rate limit too, by default as the runtime does. Then a call that comes too early is not included in a block. */
  readonly pool_checks_rate_limit?: boolean
  /** `RevealPeriodEpochs`, 1 by default. `setRevealPeriod` changes it. */
  readonly reveal_period_epochs?: number
  /** `CommitRevealWeightsVersion`, 4 by default. */
  readonly commit_reveal_version?: number
  /** What becomes of a commit when its pulse is there. By default no commit can be opened. */
  readonly openCommit?: CommitOpener
  readonly epoch?: Partial<SimulatedEpoch>
}

/** The runtime as the simulation uses it. */
export interface Runtime {
  readonly rules: ChainRules
  readonly pool_checks_rate_limit: boolean
  readonly commit_reveal_version: number
  readonly openCommit: CommitOpener
  readonly epoch: SimulatedEpoch
  /** The form of the schedule; null up to spec 422, where epochs follow the height. */
  readonly form: ScheduleRules | null
}

export const refused = (why: string): Error => new Error(`no subnet can be simulated of this: ${why}`)

const formOf = ({ spec, holds }: ChainRules): ScheduleRules | null => {
  if (!holds('epochsAreCounted')) return null
  const form = scheduleRules(spec)
  if (isLeft(form)) throw refused(`spec: ${showScheduleError(form.left)}`)
  return form.right
}

const Parameters = struct('the options of a runtime', {}, { reveal_period_epochs: Count, commit_reveal_version: U16 })

/** Throws for a runtime or a subnet that can't be simulated. */
export const runtimeOf = (options: RuntimeOptions, { null_consensus, mechanism_count = 1 }: Hyperparameters): Runtime => {
  const { spec = NEWEST_KNOWN_SPEC, pool_checks_rate_limit, commit_reveal_version = 4, openCommit = () => null, epoch = {} } = options
  const read = Parameters.decode(options)
  if (isLeft(read)) throw refused(faultsOf(read.left).map(showFault).join('; '))
  const rules = chainRules(spec)
  if (isLeft(rules)) throw refused(`spec: ${showScheduleError(rules.left)}`)
  if (null_consensus === true) throw refused('hyperparameters.null_consensus: its rules are not settled')
  if (mechanism_count !== 1) throw refused(`hyperparameters.mechanism_count: one mechanism is simulated, not ${mechanism_count}`)
  return {
    rules: rules.right,
    pool_checks_rate_limit: pool_checks_rate_limit ?? rules.right.holds('poolChecksRateLimit'),
    commit_reveal_version,
    openCommit,
    epoch: { ...NEW_EPOCH, ...epoch },
    form: formOf(rules.right),
  }
}
