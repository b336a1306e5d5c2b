/** The category of most of a miner's GPUs. */
import type { Option } from 'fp-ts/lib/Option.js'
import { none, some } from 'fp-ts/lib/Option.js'
import { codeUnitOrder } from '../units/order/code-unit-order.js'
import { Decimal } from '../units/exact/decimal.js'

const NOTHING = new Decimal(0)

/**
 * The category with the most GPUs. Tie rule: the larger weight in the config, then the name that is first in code-unit
 * order. A category without a weight has the weight 0. None when there are no GPUs.
 *
 * @example
 * ```ts
 * import { none, some } from 'fp-ts/lib/Option.js'
 * import { Decimal } from 'steelyard'
 * import { primaryCategory } from 'steelyard/gpu'
 * const weights = new Map([['A100', new Decimal(8)], ['H100', new Decimal('12.5')]])
 * primaryCategory(weights)(new Map([['A100', 4], ['H100', 4]])) // => some('H100')
 * primaryCategory(weights)(new Map()) // => none
 * ```
 */
export const primaryCategory =
  (weights: ReadonlyMap<string, Decimal>) =>
  (distribution: ReadonlyMap<string, number>): Option<string> => {
    const weightOf = (category: string): Decimal => weights.get(category) ?? NOTHING
    const ranked = [...distribution]
      .filter(([, count]) => count > 0)
      .sort(([a, m], [b, n]) => n - m || weightOf(b).comparedTo(weightOf(a)) || codeUnitOrder.compare(a, b))
    return ranked.length === 0 ? none : some(ranked[0]![0])
  }
