/** Runs a validator: the state machine of a policy over the given ports. */
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, map } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Policy } from '../policy/policy.js'
import type { Refused } from '../policy/problem.js'
import { signsAs } from './run/signs-as.js'
import { initialState } from '../validator/initial-state.js'
import type { Ports, Signal } from '../validator/ports.js'
import type { Settings } from '../validator/settings.js'
import { readSettings } from '../validator/settings.js'
import { step } from '../validator/step.js'
import { interpret } from './run/interpret.js'
import type { RunningValidator } from './run/running-validator.js'
import type { Timeouts } from './run/timeouts.js'
import type { Seal } from './run/timelock-seal.js'
import { withTraceBudget } from './run/trace-budget.js'

/** What to run with, and the signal that ends it. `config` is the document that the policy reads. */
export interface RunOptions {
  readonly settings: Settings
  readonly config: unknown
  readonly signal: Signal
  /** A name for this process, for whoever finds the lease on the store held; something random is added. */
  readonly name?: string
  readonly timeouts?: Partial<Timeouts>
  readonly poll_seconds?: number
  /** How weights are encrypted that are to be committed; see `InterpretOptions`. */
  readonly seal?: Seal
}

/**
 * Runs a validator until the signal aborts; then wait for `done` before the store is closed. Errors: the chain signs with another
 * hotkey than that of the settings, or the problems that the policy finds in the config; then nothing was started.
 *
 * @example
 * ```ts
 * import { gpuPools } from 'steelyard/policies'
 * import { run } from 'steelyard/adapters/run'
 * import { DEFAULT_SETTINGS } from 'steelyard/validator'
 * const settings = { ...DEFAULT_SETTINGS, netuid: 39, hotkey: '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY' }
 * run(gpuPools(), { chain: { signer: settings.hotkey } }, { settings, config: { burn_uid: -1 }, signal: new AbortController().signal }).left[0].path // => 'burn_uid'
 * ```
 */
export const run = <C>(
  policy: Policy<C>,
  ports: Ports,
  { settings, config, signal, name = 'validator', ...rest }: RunOptions,
): Either<Refused, RunningValidator> =>
  pipe(
    readSettings(settings),
    chain((checked) => signsAs(checked, ports.chain)),
    chain(() => initialState(policy, settings)(config)),
    map((initial) =>
      interpret({ initial, step: step(withTraceBudget(policy, () => performance.now())) }, ports, {
        signal,
        netuid: settings.netuid,
        hotkey: settings.hotkey,
        ...(settings.mechanism === undefined ? {} : { mechanism: settings.mechanism }),
        holder: `${name} ${crypto.randomUUID()}`,
        ...rest,
      }),
    ),
  )

export * from './run/dry-run.js'
export * from './run/hold-switch.js'
export * from './run/interpret.js'
export * from './run/read-health.js'
export type * from './run/running-validator.js'
export * from './run/timeouts.js'
export * from './run/timelock-seal.js'
export * from './run/system-clock.js'
