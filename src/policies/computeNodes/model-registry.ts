/**
 * The models that governance has registered. They may be served in the next epoch.
 *
 * Laws: models are in code-unit order of their ids, whatever the order of registration; registering a model again replaces it as
 * a whole; exporting and importing gives the same registry.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import { codeUnitOrder } from '../../units/order/code-unit-order.js'
import type { Json } from '../../units/json/json.js'
import { listOf } from '../../units/codec/list.js'
import { isTable } from '../../units/codec/struct.js'
import type { ComputeNodesErrors } from './compute-nodes-error.js'
import { cappedErrors } from './compute-nodes-error.js'
import { Id, malformed, Model } from './model.js'
import { repeatedIn } from './repeated.js'

/** Models by id, in order of the ids. */
export type ModelRegistry = ReadonlyMap<string, Model>

/** Makes a registry of models; of two with the same id the later one is kept. */
export const registryOf = (models: readonly Model[]): ModelRegistry =>
  new Map(models.map((model) => [model.id, model] as const).sort(([a], [b]) => codeUnitOrder.compare(a, b)))

/** An error for each model that occurs in a list more than once. */
export const repeatedModels = (models: readonly { readonly id: string }[]): ComputeNodesErrors =>
  repeatedIn(models.map(({ id }) => id)).map((model) => ({ _tag: 'DuplicateModel', model }))

const Genesis = listOf(Model, 'a list of models')

/** The items of a document that have an id, even if the rest of an item can't be read. */
const namedIn = (document: unknown): readonly { readonly id: string }[] =>
  Array.isArray(document) ? document.flatMap((item: unknown) => (isTable(item) && Id.is(item['id']) ? [{ id: item['id'] }] : [])) : []

/**
 * A registry with a model added, or put in place of the one with the same id.
 *
 * @example
 * ```ts
 * import { importModels, isValidModel, readModel, upsertModel } from 'steelyard/policies'
 * const model = readModel({ id: 'qwen', proposed_by: '5A', hf_repo: 'Qwen/Qwen2', hf_commit: 'a'.repeat(40), model_args: [], v_ram: 80, units_of_compute_per_token: 100, throughput_per_nonce: 1000000 }).right
 * const registry = upsertModel(importModels([]).right)(model)
 * [isValidModel(registry)('qwen'), isValidModel(registry)('llama')] // => [true, false]
 * ```
 */
export const upsertModel =
  (registry: ModelRegistry) =>
  (model: Model): ModelRegistry =>
    registryOf([...registry.values(), model])

/**
 * Whether a model is registered.
 *
 * @example
 * ```ts
 * import { isValidModel } from 'steelyard/policies'
 * isValidModel(new Map())('qwen') // => false
 * ```
 */
export const isValidModel =
  (registry: ModelRegistry) =>
  (model: string): boolean =>
    registry.has(model)

/**
 * A registry from the list of models in a genesis, or everything that is wrong with it.
 *
 * @example
 * ```ts
 * import { importModels } from 'steelyard/policies'
 * importModels([]).right.size // => 0
 * importModels([{}]).left.length // => 8
 * ```
 */
export const importModels = (document: unknown): Either<ComputeNodesErrors, ModelRegistry> => {
  const decoded = malformed(Genesis.decode(document))
  const repeated = repeatedModels(namedIn(document))
  if (isLeft(decoded)) return left(cappedErrors([...decoded.left, ...repeated]))
  return repeated.length === 0 ? right(registryOf(decoded.right)) : left(cappedErrors(repeated))
}

/**
 * The list of models for a genesis, by id.
 *
 * @example
 * ```ts
 * import { exportModels, importModels } from 'steelyard/policies'
 * exportModels(importModels([]).right) // => []
 * ```
 */
export const exportModels = (registry: ModelRegistry): Json => Genesis.encode([...registry.values()])
