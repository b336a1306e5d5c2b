/** A validator before its first event. */
import type { Either } from 'fp-ts/lib/Either.js'
import { sequenceS } from 'fp-ts/lib/Apply.js'
import { Applicative, chain, map, mapLeft } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { GuardedPolicy } from '../policy/guarded.js'
import { guarded } from '../policy/guarded.js'
import type { Policy } from '../policy/policy.js'
import type { Refused } from '../policy/problem.js'
import { fingerprintJson } from '../units/json/fingerprint-json.js'
import { readJson } from '../units/json/read-json.js'
import { documentOf, readConfig } from './cycle.js'
import { jsonProblem } from './json-problem.js'
import type { Settings } from './settings.js'
import { readSettings } from './settings.js'
import type { ValidatorState } from './state.js'
import { termsOf } from './terms.js'

const together = sequenceS(Applicative)

const NONE = { chain: 0, storage: 0, prover: 0, publishing: 0, policy: 0, clock: 0 }

/** Validators that fail together come back at different times, because each draws its jitter from another seed. */
const seedOf = ({ netuid, hotkey }: Settings): number => Number.parseInt(fingerprintJson([netuid, hotkey]).slice(0, 8), 16)

const stateOf = (policy: string, settings: Settings, { given, terms }: Pick<ValidatorState, 'given' | 'terms'>): ValidatorState => ({
  version: 1,
  settings,
  policy,
  given,
  terms,
  stage: { _tag: 'New' },
  next_id: 1,
  seed: settings.seed ?? seedOf(settings),
  failures: NONE,
  head: null,
  sighted: null,
  highest: null,
  doubted: null,
  stalled: false,
  standing: 'Registered',
  rowless: false,
  rowful: false,
  seen: null,
  config: null,
  pending: null,
  last: null,
  awaited: [],
  revealing: null,
  redo: false,
  sealing: { _tag: 'Unknown' },
  newer_spec: 0,
  anchor: null,
  upcoming: null,
  gates: [],
  changes: [],
  changing: null,
  cleaning: null,
  clean_at: '',
  tracing: null,
  gone: [],
  stale: false,
  overdue: null,
  unclean: false,
  holder: null,
  lease: null,
  rival: null,
  beating: null,
  beaten: null,
  missed: 0,
  conflicts: 0,
  ended: null,
})

const begin =
  <C>(policy: GuardedPolicy<C>, settings: Settings) =>
  (given: unknown): Either<Refused, ValidatorState> =>
    pipe(
      readJson(given),
      mapLeft((fault): Refused => [jsonProblem('')(fault)]),
      chain(readConfig(policy)),
      chain((config) =>
        pipe(
          together({ given: documentOf(policy)(config), terms: termsOf(policy)(config) }),
          map((begun) => stateOf(policy.name, settings, begun)),
        ),
      ),
    )

/**
 * The state to begin with. `given` is the document of the config to run with; where the store knows of later changes to the same
 * document, the validator goes on with those. Errors: every setting that is wrong; else every reason for which the policy refuses the config, or the first reason for
 * which the document is not JSON (a bigint is not: write a u64 as text).
 *
 * @example
 * ```ts
 * import { gpuPools } from 'steelyard/policies'
 * import { DEFAULT_SETTINGS, initialState } from 'steelyard/validator'
 * const settings = { ...DEFAULT_SETTINGS, netuid: 39, hotkey: '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY' }
 * initialState(gpuPools(), settings)({ burn_uid: 0 }).right.stage // => { _tag: 'New' }
 * initialState(gpuPools(), settings)({ burn_uid: -1 }).left[0].path // => 'burn_uid'
 * initialState(gpuPools(), settings)({ weight_version_key: 1n }).left[0].path // => 'weight_version_key'
 * ```
 */
export const initialState =
  <C>(policy: Policy<C>, settings: Settings) =>
  (given: unknown): Either<Refused, ValidatorState> =>
    pipe(
      readSettings(settings),
      chain((checked) => begin(guarded(policy), checked)(given)),
    )
