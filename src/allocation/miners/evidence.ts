/** Validation results sorted by miner and by when they were made: what counts, what is too old, what can't be yet. */
import { distinctResults } from '../../gpu/distinct-results.js'
import type { ValidationResult } from '../../gpu/validation-result.js'
import { codeUnitOrder } from '../../units/order/code-unit-order.js'
import type { Instant } from '../../units/time/instant.js'
import { hoursBefore, instantOrder, secondsAfter } from '../../units/time/instant.js'
import type { EmissionConfig } from '../config/emission-config.js'

/** The results of one hotkey. `newestStale` is the instant of the newest result from before the window. */
export interface Evidence {
  readonly hotkey: string
  readonly inWindow: readonly ValidationResult[]
  readonly future: readonly ValidationResult[]
  readonly newestStale: Instant | null
}

const later = (a: Instant | null, b: Instant): Instant => (a !== null && instantOrder.compare(a, b) >= 0 ? a : b)

/** Which results count: made at most `cutoff_hours` before the snapshot, and at most `clock_skew_seconds` after it. */
export type Window = Pick<EmissionConfig, 'cutoff_hours' | 'clock_skew_seconds'>

/**
 * One entry for each hotkey that has results, in code-unit order; a result that was delivered more than once is there once. Both ends of
 * the window are in it, to the last decimal: clocks differ, so a result may be made a little after the snapshot.
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
