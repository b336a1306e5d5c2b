/**
 * Fingerprints: one line by which two validators see whether they start from the same, want the same, and decide the same.
 *
 * SHA-256 of the canonical JSON (`canonicalSnapshot`, `canonicalConfig`, `canonicalAllocation`, to be compared as texts where the
 * fingerprints differ). Law: fingerprints are equal exactly where the meaning is, but for collisions of the hash.
 */
import { sha256 } from '@noble/hashes/sha2'
import { bytesToHex } from '@noble/hashes/utils'
import type { Allocation } from '../allocation/allocation.js'
import type { EmissionConfig } from '../allocation/emission-config.js'
import type { Snapshot } from '../allocation/snapshot.js'
import type { Json } from '../units/json.js'
import { canonicalAllocation, canonicalConfig, canonicalSnapshot } from './canonical-form.js'
import { canonicalJson } from './canonical-json.js'

/** The hash of a text of ASCII alone. */
const hashOf = (text: string): string => {
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  return bytesToHex(sha256(bytes))
}

/**
 * 64 hexadecimal digits that stand for all a snapshot says. The order of neurons, results and previous scores, keys that nobody
 * reads and spellings of numbers and instants make no difference. There is no error.
 *
 * @example
 * ```ts
 * import { readSnapshot } from 'steelyard/allocation'
 * import { fingerprintSnapshot } from 'steelyard/chain'
 * const snapshot = (at) => readSnapshot({ netuid: 39, block: 5400000, at, neurons: [], results: [] }).right
 * fingerprintSnapshot(snapshot('2026-11-20T06:00:00Z')) // => fingerprintSnapshot(snapshot('2026-11-20T07:00:00.0+01:00'))
 * fingerprintSnapshot(snapshot('2026-11-20T06:00:00Z')) === fingerprintSnapshot(snapshot('2026-11-20T06:00:01Z')) // => false
 * ```
 */
export const fingerprintSnapshot = (snapshot: Snapshot): string => hashOf(canonicalSnapshot(snapshot))

/**
 * 64 hexadecimal digits that stand for all a config says, defaults included, however its numbers were written.
 *
 * @example
 * ```ts
 * import { mergeWithDefaults } from 'steelyard/allocation'
 * import { fingerprintConfig } from 'steelyard/chain'
 * const config = (table) => mergeWithDefaults(table).right
 * fingerprintConfig(config({ burn_percentage: '5.00' })) // => fingerprintConfig(config({ cutoff_hours: 3, burn_percentage: 5 }))
 * fingerprintConfig(config({ burn_uid: 0 })) === fingerprintConfig(config({ burn_uid: 1 })) // => false
 * ```
 */
export const fingerprintConfig = (config: EmissionConfig): string => hashOf(canonicalConfig(config))

/**
 * 64 hexadecimal digits that stand for all an allocation decides, its exact quotas included.
 *
 * @example
 * ```ts
 * import { allocate, mergeWithDefaults, readSnapshot } from 'steelyard/allocation'
 * import { fingerprintAllocation } from 'steelyard/chain'
 * const key = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
 * const neurons = [{ uid: 7, hotkey: key, coldkey: key, registered_at_block: 1 }]
 * const document = { netuid: 39, block: 1, at: '2026-11-20T06:00:00Z', neurons, results: [] }
 * const allocation = (table) => allocate(mergeWithDefaults(table).right)(readSnapshot(document).right).right
 * fingerprintAllocation(allocation({ burn_uid: 7 })) // => fingerprintAllocation(allocation({ burn_hotkey: key }))
 * fingerprintAllocation(allocation({ burn_uid: 7 })).length // => 64
 * ```
 */
export const fingerprintAllocation = (allocation: Allocation): string => hashOf(canonicalAllocation(allocation))

/**
 * 64 hexadecimal digits that stand for a value of JSON, whatever the order of its keys.
 *
 * @example
 * ```ts
 * import { fingerprintJson } from 'steelyard/chain'
 * fingerprintJson({ a: 1, b: [2] }) === fingerprintJson({ b: [2], a: 1 }) // => true
 * fingerprintJson([1, 2]) === fingerprintJson([2, 1]) // => false
 * ```
 */
export const fingerprintJson = (value: Json): string => hashOf(canonicalJson(value))
