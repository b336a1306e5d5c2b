/**
 * The two tiers of models: what is served now, by the snapshot of the epoch, and what comes next, by the registry.
 *
 * Law: whatever governance registers, nothing of the current tier changes until an epoch is formed.
 */
import type { EpochState } from './epoch-state.js'
import type { Model } from './model.js'
import type { ModelRegistry } from './model-registry.js'

/** What a token of a model costs, in coins. */
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
 * What tokens cost in an epoch, at a price of a unit of compute.
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
 * What tokens would cost by the registry as it stands.
 *
 * @example
 * ```ts
 * import { governancePricing } from 'steelyard/policies'
 * governancePricing(new Map(), 7n) // => []
 * ```
 */
export const governancePricing = (registry: ModelRegistry, unitPrice: bigint): readonly ModelPrice[] =>
  priced(governanceModels(registry), unitPrice)
