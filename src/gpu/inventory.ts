/** The GPUs of one miner: the newest valid result of each executor, and the number of GPUs by category. */
import type { Either } from 'fp-ts/lib/Either.js'
import { isRight, map } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Ord } from 'fp-ts/lib/Ord.js'
import { reverse } from 'fp-ts/lib/Ord.js'
import { Ord as numberOrd } from 'fp-ts/lib/number.js'
import { codeUnitOrder } from '../units/order/code-unit-order.js'
import { instantOrder } from '../units/time/instant.js'
import { by, lexicographic } from '../units/order/lexicographic.js'
import { categoryOf } from './category.js'
import type { GpuNameError } from './gpu-name-error.js'
import { normalizeGpuName } from './normalize-gpu-name.js'
import type { ValidationResult } from './validation-result.js'

/**
 * An executor with the one result that counts for it, and the category of its GPUs or the reason why their name was
 * refused.
 */
export interface Executor {
  readonly id: string
  readonly result: ValidationResult
  readonly category: Either<GpuNameError, string>
}

/** Gives the category of the GPUs that a raw driver string names, or the reason why the name was refused. */
export type NameCategory = (raw: string) => Either<GpuNameError, string>

/**
 * Makes a function from a raw driver string to a category; the config's models override the built-in table. The function
 * remembers every string it was given, so that each is looked up once. Make a new function for every allocation, so that
 * its memory is freed.
 *
 * @example
 * ```ts
 * import { right } from 'fp-ts/lib/Either.js'
 * import { rememberCategories } from 'steelyard/gpu'
 * rememberCategories(new Map([['RTX 4090', 'GAMING']]))('NVIDIA GeForce RTX 4090') // => right('GAMING')
 * ```
 */
export const rememberCategories = (models: ReadonlyMap<string, string>): NameCategory => {
  const known = new Map<string, Either<GpuNameError, string>>()
  return (raw) => {
    const remembered = known.get(raw)
    const category = remembered ?? pipe(normalizeGpuName(raw), map(categoryOf(models)))
    if (remembered === undefined) known.set(raw, category)
    return category
  }
}

/**
 * The newest result first. At the same instant the result that claims least comes first, so that a tie never pays more.
 */
export const resultOrder: Ord<ValidationResult> = lexicographic(
  by(reverse(instantOrder))((r: ValidationResult) => r.validation_timestamp),
  by(numberOrd)((r: ValidationResult) => r.gpu_count),
  by(numberOrd)((r: ValidationResult) => r.gpu_memory_gb),
  by(codeUnitOrder)((r: ValidationResult) => r.gpu_model),
)

/**
 * One executor for each id among a miner's valid results, sorted by id in code-unit order. Of several results for one id the newest counts.
 * Tie rule at the same instant: fewer GPUs, then less memory, then the name that is first in code-unit order.
 *
 * @example
 * ```ts
 * import { inventory, rememberCategories } from 'steelyard/gpu'
 * const result = { executor_id: 'rig', is_valid: true, attestation_valid: true, gpu_model: 'NVIDIA H200', gpu_count: 8, gpu_memory_gb: 141, validation_timestamp: { seconds: 0, decimals: '' } }
 * const later = { ...result, gpu_count: 4, validation_timestamp: { seconds: 60, decimals: '' } }
 * inventory(rememberCategories(new Map()))([result, later]).map(({ id, result }) => [id, result.gpu_count]) // => [['rig', 4]]
 * ```
 */
export const inventory =
  (categoryOfName: NameCategory) =>
  (valid: readonly ValidationResult[]): readonly Executor[] => {
    const newest = new Map<string, ValidationResult>()
    for (const result of valid) {
      const known = newest.get(result.executor_id)
      if (known === undefined || resultOrder.compare(result, known) < 0) newest.set(result.executor_id, result)
    }
    // The default order of `sort` is that of code units.
    return [...newest.keys()].sort().map((id) => {
      const result = newest.get(id)!
      return { id, result, category: categoryOfName(result.gpu_model) }
    })
  }

/**
 * The number of GPUs by category, over executors whose GPU name was identified. Categories without GPUs are left out. The categories are in
 * code-unit order.
 *
 * @example
 * ```ts
 * import { gpuDistribution, inventory, rememberCategories } from 'steelyard/gpu'
 * const result = { executor_id: 'rig', is_valid: true, attestation_valid: true, gpu_model: 'NVIDIA H200', gpu_count: 8, gpu_memory_gb: 141, validation_timestamp: { seconds: 0, decimals: '' } }
 * const executors = inventory(rememberCategories(new Map()))([result, { ...result, executor_id: 'rig-2' }])
 * gpuDistribution(executors) // => new Map([['H200', 16]])
 * ```
 */
export const gpuDistribution = (executors: readonly Executor[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const { category, result } of executors)
    if (isRight(category) && result.gpu_count > 0) counts.set(category.right, (counts.get(category.right) ?? 0) + result.gpu_count)
  return counts.size < 2 ? counts : new Map([...counts].sort(([a], [b]) => codeUnitOrder.compare(a, b)))
}
