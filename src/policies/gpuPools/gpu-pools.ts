/**
 * GPU pools with a burn, as a policy: a part burns, and the rest goes to pools for categories of GPUs. Each pool is split
 * by smoothed score times number of GPUs.
 *
 * Source: the Basilica system. The rules are those of `allocate`, including the check of the burn target.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { bimap, mapLeft } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { ConfigError } from '../../allocation/config/config-error.js'
import { showConfigError } from '../../allocation/config/config-error.js'
import type { EmissionConfig } from '../../allocation/config/emission-config.js'
import { mergeWithDefaults, updateEmissionConfig, writeEmissionConfig } from '../../allocation/config/emission-config.js'
import type { EvidenceRow, Policy } from '../../policy/policy.js'
import type { Refused } from '../../policy/problem.js'
import { ValidationResult } from '../../gpu/validation-result.js'
import { faultProblems, withMessage } from '../../policy/problem.js'
import type { Json } from '../../units/json/json.js'
import { utcText } from '../../units/time/timestamp.js'
import { decide } from './decide.js'
import type { ForeignBurn } from '../../policy/burn/burn-target.js'

const problems = mapLeft((errors: readonly ConfigError[]): Refused => errors.map((error) => withMessage(error, showConfigError)))

/** The document of a result in one spelling, so that a result that is delivered again is stored once. */
const documentOf = (result: ValidationResult): Json => {
  const { gpu_uuids, ...document } = ValidationResult.encode(result)
  return {
    ...document,
    validation_timestamp: utcText(result.validation_timestamp),
    ...(gpu_uuids === undefined ? {} : { gpu_uuids: gpu_uuids.map((uuid) => uuid.toLowerCase()).sort() }),
  }
}

const readEvidence = (row: unknown): Either<Refused, EvidenceRow> =>
  pipe(
    ValidationResult.decode(row),
    bimap(faultProblems, (result) => ({
      hotkey: result.miner_hotkey,
      subject: result.executor_id,
      at: utcText(result.validation_timestamp),
      document: documentOf(result),
    })),
  )

/**
 * The policy. Its config is the table `[emission]`; `allowForeignBurn` allows a burn target that is not the subnet owner's;
 * such a target is paid, and nothing burns.
 *
 * @example
 * ```ts
 * import { gpuPools } from 'steelyard/policies'
 * const { readConfig, pace } = gpuPools()
 * pace(readConfig({ burn_uid: 0 }).right) // => { interval_blocks: 360, version_key: 0n, window_hours: 3 }
 * readConfig({ cutoff_hours: 0 }).left.map(({ path }) => path) // => ['cutoff_hours']
 * ```
 */
export const gpuPools = (foreignBurn: ForeignBurn = {}): Policy<EmissionConfig> => ({
  name: 'gpuPools',
  readConfig: (document) => problems(mergeWithDefaults(document)),
  updateConfig: (inForce) => (changes) => problems(updateEmissionConfig(inForce)(changes)),
  writeConfig: (config) => writeEmissionConfig(config) as Json,
  pace: ({ weight_set_interval_blocks, weight_version_key, cutoff_hours }) => ({
    interval_blocks: weight_set_interval_blocks,
    version_key: weight_version_key,
    window_hours: cutoff_hours,
  }),
  readEvidence,
  decide: decide(foreignBurn),
})
