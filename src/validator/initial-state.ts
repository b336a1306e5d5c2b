/** A validator before its first event. */
import type { Either } from 'fp-ts/lib/Either.js'
import { map } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Policy } from '../policy/policy.js'
import type { Refused } from '../policy/problem.js'
import type { Settings } from './settings.js'
import type { ValidatorState } from './state.js'

const NONE = { chain: 0, storage: 0, prover: 0, publishing: 0, policy: 0 }

/**
 * The state to begin with. `given` is the document of the config to run with; a store that knows of later changes to the same
 * document goes on with those. Errors: what the policy holds against the config.
 *
 * @example
 * ```ts
 * import { gpuPools } from 'steelyard/policies'
 * import { DEFAULT_SETTINGS, initialState } from 'steelyard/validator'
 * const settings = { ...DEFAULT_SETTINGS, netuid: 39, hotkey: '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY' }
 * initialState(gpuPools(), settings)({ burn_uid: 0 }).right.stage // => { _tag: 'New' }
 * initialState(gpuPools(), settings)({ burn_uid: -1 }).left[0].path // => 'burn_uid'
 * ```
 */
export const initialState =
  <C>(policy: Policy<C>, settings: Settings) =>
  (given: unknown): Either<Refused, ValidatorState> =>
    pipe(
      policy.readConfig(given),
      map((config) => ({
        version: 1,
        settings,
        policy: policy.name,
        given: policy.writeConfig(config),
        stage: { _tag: 'New' },
        next_id: 1,
        seed: settings.seed,
        failures: NONE,
        head: null,
        seen: null,
        config: null,
        pending: null,
        last: null,
        gates: [],
        changes: [],
        changing: null,
        cleaning: null,
        clean_at: '',
        tracing: null,
        gone: [],
        stale: false,
      })),
    )
