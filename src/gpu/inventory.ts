/**
 * The GPUs of one miner: for each executor the newest valid result, and the cards counted by category.
 */
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

/** An executor with the one result that counts for it, its GPUs, and their category or why their name was refused. */
export interface Executor {
  readonly id: string
  readonly result: ValidationResult
  /** How many GPUs count: those of the result, unless some of them count for another executor. */
  readonly gpus: number
  readonly category: Either<GpuNameError, string>
}

/** The category of the GPUs behind a raw driver string, or why the name was refused. */
export type NameCategory = (raw: string) => Either<GpuNameError, string>

/**
 * Raw driver string to category, the config's models on top of the built-in table. Each spelling is looked up once: give
 * every allocation a function of its own, since it remembers them all.
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

/** The cards that a result names, as a text. A result that names none comes last. */
const cards = ({ gpu_uuids = [] }: ValidationResult): string =>
  gpu_uuids.length === 0 ? '~' : JSON.stringify(gpu_uuids.map((uuid) => uuid.toLowerCase()).sort())

/**
 * The newest first; of several at the same instant the one that claims least, so that a tie never pays more. Results that are equal in this
 * order count the same GPUs.
 */
export const resultOrder: Ord<ValidationResult> = lexicographic(
  by(reverse(instantOrder))((r: ValidationResult) => r.validation_timestamp),
  by(numberOrd)((r: ValidationResult) => r.gpu_count),
  by(numberOrd)((r: ValidationResult) => r.gpu_memory_gb),
  by(codeUnitOrder)((r: ValidationResult) => r.gpu_model),
  by(codeUnitOrder)(cards),
)

/**
 * One executor for each id among a miner's valid results, by id in code-unit order. Of several results the newest counts;
 * at the same instant the one with fewer GPUs, then less memory, then the name first in code-unit order, then the one that
 * names cards (of two, by its sorted uuids in lower case).
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
    // The default order of strings is that of their code units.
    return [...newest.keys()].sort().map((id) => {
      const result = newest.get(id)!
      return { id, result, gpus: result.gpu_count, category: categoryOfName(result.gpu_model) }
    })
  }

/**
 * GPUs by category, over executors whose GPUs have a name; a category without GPUs is not there. In code-unit order of
 * the categories.
 *
 * @example
 * ```ts
 * import { gpuDistribution, inventory, rememberCategories } from 'steelyard/gpu'
 * const result = { executor_id: 'rig', is_valid: true, attestation_valid: true, gpu_model: 'NVIDIA H200', gpu_count: 8, gpu_memory_gb: 141, validation_timestamp: { seconds: 0, decimals: '' } }
 * const executors = inventory(rememberCategories(new Map()))([result, { ...result, executor_id: 'rig-2' }])
 * gpuDistribution(executors) // => new Map([['H200', 16]])
 * ```
 */
export const gpuDistribution = (executors: readonly Pick<Executor, 'category' | 'gpus'>[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const { category, gpus } of executors)
    if (isRight(category) && gpus > 0) counts.set(category.right, (counts.get(category.right) ?? 0) + gpus)
  return counts.size < 2 ? counts : new Map([...counts].sort(([a], [b]) => codeUnitOrder.compare(a, b)))
}
