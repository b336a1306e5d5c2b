/**
 * The score of a miner in this round: one score for all its GPUs, or one score for each category.
 *
 * If scores are by category, all results of an executor in the window count in the category of its newest valid result. An executor counts
 * in every category if it has no valid result, or if its newest valid result has no GPUs of a category with a pool. So every failed
 * result counts somewhere.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { isRight } from 'fp-ts/lib/Either.js'
import type { Executor } from '../../gpu/inventory.js'
import type { ValidationResult } from '../../gpu/validation-result.js'
import { isValid } from '../../gpu/validation-result.js'
import { hardwareVerification, verificationRatio } from '../../scoring/verification.js'
import type { EmissionConfig } from '../config/emission-config.js'

/** `valid` is the number of valid results. `hardware` has the hardware scores of valid results. `score` is from 0 to 1. */
export interface Verification {
  readonly results: readonly ValidationResult[]
  readonly valid: number
  readonly hardware: readonly number[]
  readonly score: number
}

const verify = (kind: EmissionConfig['verification'], results: readonly ValidationResult[]): Verification => {
  const valid = results.filter(isValid)
  const hardware = valid.flatMap(({ hardware_score }) => (hardware_score === undefined ? [] : [hardware_score]))
  const score =
    kind === 'hardware' ? hardwareVerification(hardware, valid.length, results.length) : verificationRatio(valid.length, results.length)
  return { results, valid: valid.length, hardware, score }
}

type Rules = Pick<EmissionConfig, 'verification' | 'verification_scope' | 'gpu_allocations'>

const homeOf = (gpu_allocations: Rules['gpu_allocations'], { category, result }: Executor): string | null => {
  const named: Either<unknown, string> = category
  return isRight(named) && result.gpu_count > 0 && gpu_allocations.has(named.right) ? named.right : null
}

/**
 * The verification of a miner in a category. The category is null for a miner whose GPUs have no known name. `executors` are its counted
 * executors, `inWindow` are all its results in the window.
 */
export const verifications = (
  { verification, verification_scope, gpu_allocations }: Rules,
  inWindow: readonly ValidationResult[],
  executors: readonly Executor[],
): ((category: string | null) => Verification) => {
  if (verification_scope === 'miner') {
    const all = verify(verification, inWindow)
    return () => all
  }
  const homes = new Map(executors.map((executor) => [executor.id, homeOf(gpu_allocations, executor)]))
  const known = new Map<string | null, Verification>()
  return (category) => {
    const found =
      known.get(category) ??
      verify(
        verification,
        inWindow.filter(({ executor_id }) => (homes.get(executor_id) ?? category) === category),
      )
    known.set(category, found)
    return found
  }
}
