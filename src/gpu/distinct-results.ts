/**
 * A result that was delivered more than once counts once. Two rows are the same result if they are equal in every key. Instants are
 * compared as instants, and uuids of cards as a set of texts in lower case.
 */
import { canonicalJson } from '../units/json/canonical-json.js'
import { canonicalResult } from './canonical-result.js'
import type { ValidationResult } from './validation-result.js'

const keyOf = (result: ValidationResult): string => canonicalJson(canonicalResult(result))

/**
 * The results without those that are equal to an earlier one, in the order of the input.
 *
 * @example
 * ```ts
 * import { distinctResults, ValidationResult } from 'steelyard/gpu'
 * const row = { miner_hotkey: '5A', executor_id: 'rig', is_valid: true, attestation_valid: true, gpu_model: 'NVIDIA H200', gpu_count: 8, gpu_memory_gb: 141, validation_timestamp: '2026-11-20T06:00:00Z' }
 * const again = { ...row, validation_timestamp: '2026-11-20T07:00:00.00+01:00' }
 * distinctResults([row, again].map((document) => ValidationResult.decode(document).right)).length // => 1
 * ```
 */
export const distinctResults = (results: readonly ValidationResult[]): readonly ValidationResult[] => {
  // A place is an instant and an executor. The keys of its results are computed only if it has more than one.
  const places = new Map<string, { readonly first: ValidationResult; readonly keys: Set<string> }>()
  return results.filter((result) => {
    const { executor_id, validation_timestamp } = result
    const name = `${validation_timestamp.seconds}.${validation_timestamp.decimals} ${executor_id}`
    const place = places.get(name)
    if (place === undefined) {
      places.set(name, { first: result, keys: new Set() })
      return true
    }
    const { first, keys } = place
    if (keys.size === 0) keys.add(keyOf(first))
    const before = keys.size
    return keys.add(keyOf(result)).size > before
  })
}
