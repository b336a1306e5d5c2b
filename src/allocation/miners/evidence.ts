/** Validation results sorted by miner and by when they were made: what counts, what is too old, what can't be yet. */
import type { ValidationResult } from '../../gpu/validation-result.js'
import { codeUnitOrder } from '../../units/order/code-unit-order.js'
import type { Instant } from '../../units/time/instant.js'
import { hoursBefore, instantOrder } from '../../units/time/instant.js'

/** The results of one hotkey. `newestStale` is the instant of the newest result from before the window. */
export interface Evidence {
  readonly hotkey: string
  readonly inWindow: readonly ValidationResult[]
  readonly future: readonly ValidationResult[]
  readonly newestStale: Instant | null
}

const later = (a: Instant | null, b: Instant): Instant => (a !== null && instantOrder.compare(a, b) >= 0 ? a : b)

/**
 * One entry a hotkey that has results, in code-unit order. A result is in the window when it was made at most
 * `cutoffHours` before `at`, to the last decimal, and not after `at`.
 */
export const gatherEvidence = (cutoffHours: number, at: Instant, results: readonly ValidationResult[]): readonly Evidence[] => {
  const opens = hoursBefore(cutoffHours, at)
  const byHotkey = new Map<string, { inWindow: ValidationResult[]; future: ValidationResult[]; newestStale: Instant | null }>()
  for (const result of results) {
    const known = byHotkey.get(result.miner_hotkey)
    const evidence = known ?? { inWindow: [], future: [], newestStale: null }
    if (known === undefined) byHotkey.set(result.miner_hotkey, evidence)
    const made = result.validation_timestamp
    if (instantOrder.compare(made, at) > 0) evidence.future.push(result)
    else if (instantOrder.compare(made, opens) >= 0) evidence.inWindow.push(result)
    else evidence.newestStale = later(evidence.newestStale, made)
  }
  return [...byHotkey].sort(([a], [b]) => codeUnitOrder.compare(a, b)).map(([hotkey, evidence]) => ({ hotkey, ...evidence }))
}
