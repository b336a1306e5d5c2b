/** Shares of events as text: the same lines that the Leadpoet system prints, so programs that read its logs can read these. */
import type { Ord } from 'fp-ts/lib/Ord.js'
import { fromCompare, reverse } from 'fp-ts/lib/Ord.js'
import { codeUnitOrder } from '../../units/order/code-unit-order.js'
import { toFixed } from '../../units/exact/fraction-rounding.js'
import { compare } from '../../units/exact/fraction.js'
import { by, lexicographic } from '../../units/order/lexicographic.js'
import type { EventMiner, EventWeights } from './calculate-weights.js'
import type { EventSharesConfig } from './event-shares-config.js'
import { plain } from '../../units/text/plain.js'

const MOST_SHOWN = 5

const largestFirst: Ord<EventMiner> = lexicographic(
  by(reverse(fromCompare(compare)))(({ share }: EventMiner) => share),
  by(codeUnitOrder)(({ hotkey }: EventMiner) => hotkey),
)

/**
 * The result as lines: the window, the weights, and at most five of the largest shares with their counts.
 *
 * @example
 * ```ts
 * import { Instant } from 'steelyard'
 * import { calculateWeights, eventShares, showEventWeights } from 'steelyard/policies'
 * const config = eventShares().readConfig({}).right
 * const at = Instant.decode('2025-08-11T00:00:00Z').right
 * const weights = calculateWeights(config)(at, ['5F'])([{ curated_by: '5F', source: '5F', created_at: 1754042400.25 }]).right
 * showEventWeights(config)(weights)[2] // => 'Weights: Curated=0.6, Sourced=0.4'
 * showEventWeights(config)(weights).at(-1) // => '  5F: 1.0000 (curated: 1, sourced: 1)'
 * ```
 */
export const showEventWeights =
  ({ window_days, curated_weight, sourced_weight, designated_weight }: EventSharesConfig) =>
  ({ miners }: EventWeights): readonly string[] => [
    'Starting miner share calculation',
    `Will calculate shares for last ${window_days} days`,
    `Weights: Curated=${curated_weight}, Sourced=${sourced_weight}${designated_weight > 0 ? `, Designated=${designated_weight}` : ''}`,
    `Final shares calculated for ${miners.length} miners`,
    `Top ${MOST_SHOWN} miners by share:`,
    ...[...miners]
      .sort(largestFirst.compare)
      .slice(0, MOST_SHOWN)
      .map(({ hotkey, curated, sourced, share }) => `  ${plain(hotkey)}: ${toFixed(4)(share)} (curated: ${curated}, sourced: ${sourced})`),
  ]
