/**
 * The two tiers of models: those served now, from the snapshot of the epoch, and those served next, from the registry.
 *
 * Law: new registrations do not change the current tier until the next epoch is formed.
 */
import type { EpochState } from './epoch-state.js'
import type { Model } from './model.js'
import type { ModelRegistry } from './model-registry.js'

/** The price of a token of a model, in coins. */
export interface ModelPrice {
  readonly id: string
  readonly units_of_compute_per_token: bigint
  readonly price_per_token: bigint
}

const priced = (models: readonly Model[], unitPrice: bigint): readonly ModelPrice[] =>
  models.map(({ id, units_of_compute_per_token }) => ({
    id,
    units_of_compute_per_token,
    price_per_token: units_of_compute_per_token * unitPrice,
  }))

/**
 * The models of an epoch, by id.
 *
 * @example
 * ```ts
 * import { currentModels, GENESIS } from 'steelyard/policies'
 * currentModels(GENESIS) // => []
 * ```
 */
export const currentModels = ({ models }: EpochState): readonly Model[] => [...models.values()]

/**
 * The models that are registered, by id.
 *
 * @example
 * ```ts
 * import { governanceModels } from 'steelyard/policies'
 * governanceModels(new Map()) // => []
 * ```
 */
export const governanceModels = (registry: ModelRegistry): readonly Model[] => [...registry.values()]

/**
 * The prices of tokens in an epoch, from the price of a unit of compute.
 *
 * @example
 * ```ts
 * import { currentPricing, GENESIS } from 'steelyard/policies'
 * const models = new Map([['qwen', { id: 'qwen', units_of_compute_per_token: 100n }]])
 * currentPricing({ ...GENESIS, models }, 7n) // => [{ id: 'qwen', units_of_compute_per_token: 100n, price_per_token: 700n }]
 * ```
 */
export const currentPricing = (state: EpochState, unitPrice: bigint): readonly ModelPrice[] => priced(currentModels(state), unitPrice)

/**
 * The prices of tokens by the current registry.
 *
 * @example
 * ```ts
 * import { governancePricing } from 'steelyard/policies'
 * governancePricing(new Map(), 7n) // => []
 * ```
 */
export const governancePricing = (registry: ModelRegistry, unitPrice: bigint): readonly ModelPrice[] =>
  priced(governanceModels(registry), unitPrice)
