/**
 * The bonus of participants that serve every model. It makes splitting one participant into several less profitable.
 *
 * Laws: the multiplier is exactly 11/10 for a participant with a node in the group of every model, and exactly 1 for all others;
 * without models it is 1. The weight of a node does not matter: a node of weight 0 counts too.
 */
import type { Fraction } from '../../units/exact/fraction.js'
import { fraction } from '../../units/exact/fraction.js'
import type { EpochNode } from './epoch-state.js'
import type { ModelRegistry } from './model-registry.js'

const BONUS = fraction(11n, 10n)
const NO_BONUS = fraction(1n)

/**
 * The multiplier of a participant.
 *
 * @example
 * ```ts
 * import { coverageBonus } from 'steelyard/policies'
 * const bonus = coverageBonus(new Map([['llama', {}], ['qwen', {}]]))
 * bonus({ nodes: [{ model: 'llama' }, { model: 'qwen' }] }) // => { numerator: 11n, denominator: 10n }
 * bonus({ nodes: [{ model: 'qwen' }, { model: 'qwen' }] }) // => { numerator: 1n, denominator: 1n }
 * ```
 */
export const coverageBonus =
  (models: ModelRegistry) =>
  ({ nodes }: { readonly nodes: readonly Pick<EpochNode, 'model'>[] }): Fraction => {
    const covered = new Set(nodes.flatMap(({ model }) => (model !== null && models.has(model) ? [model] : [])))
    return models.size > 0 && covered.size === models.size ? BONUS : NO_BONUS
  }
