/**
 * Evidence of which nothing can be paid: most often a prover, a key or a clock is broken, and to publish would burn everything. The last
 * vector is held then, until there is evidence again, or a config says that everything is to burn.
 */
import type { Decision } from '../../policy/decision.js'
import type { Json } from '../../units/json/json.js'
import { isTable } from '../../units/codec/struct.js'
import type { WeightSubmissionRecord } from '../../storage/tables.js'
import { minersIn } from './vector.js'

/** A config that burns everything is meant, whatever the evidence is. */
const burnsAll = (config: Json): boolean => isTable(config) && Number(config['burn_percentage']) >= 100

/**
 * Why a decision must not be published: its own warning `EvidenceUnusable`, or no results at all where the last vector paid miners. Null
 * where it may be.
 */
export const unusableEvidence = (
  { warnings, entries }: Pick<Decision, 'warnings' | 'entries'>,
  results: readonly unknown[],
  before: { readonly last: WeightSubmissionRecord | null; readonly config: Json },
): string | null => {
  if (burnsAll(before.config)) return null
  const warning = warnings.find(({ _tag }) => _tag === 'EvidenceUnusable')
  if (warning !== undefined) return warning.message
  const paidBefore = before.last !== null && minersIn(before.last.hotkeys, before.last.weights, before.last.burn_hotkey) > 0
  const paysNow = entries.some(({ allocated_weight }) => allocated_weight > 0)
  return results.length === 0 && paidBefore && !paysNow ? 'there are no results, and the last weights paid miners' : null
}
