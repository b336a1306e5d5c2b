/**
 * The bonus of participants that serve every model, so that splitting up into many does not pay.
 *
 * Laws: it is exactly 11/10 for whoever has a node in the group of every model, and exactly 1 for everybody else; with no models
 * there is none. What a node weighs plays no part: one of weight 0 is in its group like any other.
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
