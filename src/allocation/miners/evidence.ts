/** Sorts validation results by miner, and by time: in the window, before the window, after the snapshot. */
import { distinctResults } from '../../gpu/distinct-results.js'
import type { ValidationResult } from '../../gpu/validation-result.js'
import { codeUnitOrder } from '../../units/order/code-unit-order.js'
import type { Instant } from '../../units/time/instant.js'
import { hoursBefore, instantOrder, secondsAfter } from '../../units/time/instant.js'
import type { EmissionConfig } from '../config/emission-config.js'

/** The results of one hotkey. `newestStale` is the instant of the newest result before the window. */
export interface Evidence {
  readonly hotkey: string
  readonly inWindow: readonly ValidationResult[]
  readonly future: readonly ValidationResult[]
  readonly newestStale: Instant | null
}

const later = (a: Instant | null, b: Instant): Instant => (a !== null && instantOrder.compare(a, b) >= 0 ? a : b)

/** A result counts if it was made at most `cutoff_hours` before the snapshot and at most `clock_skew_seconds` after it. */
export type Window = Pick<EmissionConfig, 'cutoff_hours' | 'clock_skew_seconds'>

/**
 * One entry for each hotkey that has results, in code-unit order. A result that was delivered more than once occurs once. Both ends of the
 * window belong to the window, exactly. A result may be made a little after the snapshot, because clocks differ.
 */
export const gatherEvidence = (
  { cutoff_hours, clock_skew_seconds }: Window,
  at: Instant,
  results: readonly ValidationResult[],
): readonly Evidence[] => {
  const [opens, closes] = [hoursBefore(cutoff_hours, at), secondsAfter(clock_skew_seconds, at)]
  const byHotkey = new Map<string, { inWindow: ValidationResult[]; future: ValidationResult[]; newestStale: Instant | null }>()
  for (const result of distinctResults(results)) {
    const known = byHotkey.get(result.miner_hotkey)
    const evidence = known ?? { inWindow: [], future: [], newestStale: null }
    if (known === undefined) byHotkey.set(result.miner_hotkey, evidence)
    const made = result.validation_timestamp
    if (instantOrder.compare(made, closes) > 0) evidence.future.push(result)
    else if (instantOrder.compare(made, opens) >= 0) evidence.inWindow.push(result)
    else evidence.newestStale = later(evidence.newestStale, made)
  }
  return [...byHotkey].sort(([a], [b]) => codeUnitOrder.compare(a, b)).map(([hotkey, evidence]) => ({ hotkey, ...evidence }))
}
