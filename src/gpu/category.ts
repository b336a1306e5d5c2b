/**
 * Categories: pools are named after them. A model's category is its name without spaces, unless the table has another.
 * Laptop boards and boards for China have their own categories, because they have their own names.
 */
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { catalogue } from './catalogue/catalogue.js'
import type { GpuModel } from './gpu-model.js'
import { normalizeGpuName } from './normalize-gpu-name.js'

/** Models that share a category with another. */
export const defaultCategories: ReadonlyMap<string, string> = new Map([['RTX 3090 Ti', 'RTX3090']])

/** The category of every refused name; no board has it. */
export const OTHER = 'OTHER'

/**
 * The category of a board: the one in `overrides` (model to category, from the config), else the one in the built-in table, else the model
 * without spaces.
 *
 * @example
 * ```ts
 * import { categoryOf } from 'steelyard/gpu'
 * categoryOf(new Map())({ vendor: 'NVIDIA', model: 'RTX 4090 D' }) // => 'RTX4090D'
 * categoryOf(new Map())({ vendor: 'NVIDIA', model: 'RTX 3090 Ti' }) // => 'RTX3090'
 * categoryOf(new Map([['H100', 'Hopper']]))({ vendor: 'NVIDIA', model: 'H100' }) // => 'Hopper'
 * ```
 */
export const categoryOf =
  (overrides: ReadonlyMap<string, string>) =>
  ({ model }: GpuModel): string =>
    overrides.get(model) ?? defaultCategories.get(model) ?? model.replaceAll(' ', '')

const byDefault = categoryOf(new Map())

/**
 * The models of the catalogue, each once.
 *
 * @example
 * ```ts
 * import { knownModels } from 'steelyard/gpu'
 * knownModels().includes('RTX 4090') // => true
 * ```
 */
export const knownModels = (): readonly string[] => [...new Set(catalogue.map(({ model }) => model))]

/**
 * The categories that boards of the catalogue have by default, each once.
 *
 * @example
 * ```ts
 * import { knownCategories } from 'steelyard/gpu'
 * knownCategories().includes('RTX4090') // => true
 * ```
 */
export const knownCategories = (): readonly string[] => [...new Set(catalogue.map(byDefault))]

/**
 * The category that a string's board has by default, or `OTHER` for every refused name. Never throws.
 *
 * @example
 * ```ts
 * import { normalizeGpuModel } from 'steelyard/gpu'
 * normalizeGpuModel('NVIDIA H100 80GB HBM3') // => 'H100'
 * normalizeGpuModel('GeForce RTX 3090 Ti') // => 'RTX3090'
 * normalizeGpuModel('NVIDIA A100-SXM4-40GB MIG 1g.5gb') // => 'OTHER'
 * ```
 */
export const normalizeGpuModel = (raw: string): string =>
  pipe(
    normalizeGpuName(raw),
    E.match(() => OTHER, byDefault),
  )
