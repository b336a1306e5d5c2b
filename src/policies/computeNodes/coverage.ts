/**
 * The bonus of participants that serve every model, so that splitting up into many does not pay.
 *
 * Laws: it is exactly 11/10 for whoever has a node in the group of every model, and exactly 1 for everybody else; with no models
 * there is none. A node of weight 0 has done nothing and covers nothing.
 */
import type { Fraction } from '../../units/fraction.js'
import { fraction } from '../../units/fraction.js'
import type { EpochParticipant } from './epoch-state.js'
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
 * const node = (model) => ({ model, weight: 1n })
 * bonus({ nodes: [node('llama'), node('qwen')] }) // => { numerator: 11n, denominator: 10n }
 * bonus({ nodes: [node('qwen'), node('qwen')] }) // => { numerator: 1n, denominator: 1n }
 * ```
 */
export const coverageBonus =
  (models: ModelRegistry) =>
  ({ nodes }: Pick<EpochParticipant, 'nodes'>): Fraction => {
    const covered = new Set(nodes.flatMap(({ model, weight }) => (model !== null && weight > 0n && models.has(model) ? [model] : [])))
    return models.size > 0 && covered.size === models.size ? BONUS : NO_BONUS
  }
