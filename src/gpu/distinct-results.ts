/**
 * One result that was delivered more than once is one result: rows that are equal in every key, instants compared as instants, however
 * they are spelt, and uuids of cards as a set in lower case.
 */
import type { ValidationResult } from './validation-result.js'

/** Equal for results that are equal. `-0` and 0 are one number. */
const keyOf = ({ validation_timestamp: { seconds, decimals }, gpu_uuids, ...result }: ValidationResult): string =>
  JSON.stringify([
    seconds,
    decimals,
    result.miner_hotkey,
    result.executor_id,
    result.is_valid,
    result.attestation_valid,
    result.gpu_model,
    result.gpu_count,
    result.gpu_memory_gb,
    result.hardware_score,
    result.network_bandwidth_mbps,
    gpu_uuids?.map((uuid) => uuid.toLowerCase()).sort(),
  ])

/**
 * The results without those that equal an earlier one, in the order in which they came.
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
  // At one place: the first result, and the keys of all, worked out only where there is more than one.
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
