/** How many miners or rows a decision left out for each reason. */
import { codeUnitOrder } from '../units/order/code-unit-order.js'
import type { LeftOut } from './decision.js'

/** A reason, and how many were left out for it. */
export type ExclusionCount = { readonly reason: string; readonly count: number }

/**
 * Exclusions counted by their reason: the most frequent first, reasons that are as frequent as each other in code-unit order.
 *
 * @example
 * ```ts
 * import { exclusionCounts } from 'steelyard/policy'
 * const out = (reason) => ({ uid: 1, hotkey: '5A', category: null, reason })
 * exclusionCounts([out('NoAxon'), out('StaleResults'), out('NoAxon')]) // => [{ reason: 'NoAxon', count: 2 }, { reason: 'StaleResults', count: 1 }]
 * ```
 */
export const exclusionCounts = (excluded: readonly LeftOut[]): readonly ExclusionCount[] => {
  const counts = new Map<string, number>()
  for (const { reason } of excluded) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count || codeUnitOrder.compare(a.reason, b.reason))
}
