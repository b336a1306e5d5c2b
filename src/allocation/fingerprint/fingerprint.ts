/**
 * Fingerprints: one line by which two validators see whether they start from the same, want the same, and decide the same.
 *
 * SHA-256 of the canonical JSON (`canonicalSnapshot`, `canonicalConfig`, `canonicalAllocation`, to be compared as texts where the
 * fingerprints differ). Law: fingerprints are equal exactly where the meaning is, but for collisions of the hash.
 */
import type { Allocation } from '../allocation.js'
import type { EmissionConfig } from '../config/emission-config.js'
import type { Snapshot } from '../snapshot/snapshot.js'
import { canonicalAllocation, canonicalConfig, canonicalSnapshot } from './canonical-form.js'
import { fingerprintText } from '../../units/json/fingerprint-json.js'

/**
 * 64 hexadecimal digits that stand for all a snapshot says. The order of neurons, results and previous scores, keys that nobody
 * reads and spellings of numbers and instants make no difference. There is no error.
 *
 * @example
 * ```ts
 * import { readSnapshot, fingerprintSnapshot } from 'steelyard/allocation'
 * const snapshot = (at) => readSnapshot({ netuid: 39, block: 5400000, at, neurons: [], results: [] }).right
 * fingerprintSnapshot(snapshot('2026-11-20T06:00:00Z')) // => fingerprintSnapshot(snapshot('2026-11-20T07:00:00.0+01:00'))
 * fingerprintSnapshot(snapshot('2026-11-20T06:00:00Z')) === fingerprintSnapshot(snapshot('2026-11-20T06:00:01Z')) // => false
 * ```
 */
export const fingerprintSnapshot = (snapshot: Snapshot): string => fingerprintText(canonicalSnapshot(snapshot))

/**
 * 64 hexadecimal digits that stand for all a config says, defaults included, however its numbers were written.
 *
 * @example
 * ```ts
 * import { mergeWithDefaults, fingerprintConfig } from 'steelyard/allocation'
 * const config = (table) => mergeWithDefaults(table).right
 * fingerprintConfig(config({ burn_percentage: '5.00' })) // => fingerprintConfig(config({ cutoff_hours: 3, burn_percentage: 5 }))
 * fingerprintConfig(config({ burn_uid: 0 })) === fingerprintConfig(config({ burn_uid: 1 })) // => false
 * ```
 */
export const fingerprintConfig = (config: EmissionConfig): string => fingerprintText(canonicalConfig(config))

/**
 * 64 hexadecimal digits that stand for all an allocation decides, its exact quotas included.
 *
 * @example
 * ```ts
 * import { allocate, mergeWithDefaults, readSnapshot, fingerprintAllocation } from 'steelyard/allocation'
 * const key = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
 * const neurons = [{ uid: 7, hotkey: key, coldkey: key, registered_at_block: 1 }]
 * const document = { netuid: 39, block: 1, at: '2026-11-20T06:00:00Z', neurons, results: [] }
 * const allocation = (table) => allocate(mergeWithDefaults(table).right)(readSnapshot(document).right).right
 * fingerprintAllocation(allocation({ burn_uid: 7 })) // => fingerprintAllocation(allocation({ burn_hotkey: key }))
 * fingerprintAllocation(allocation({ burn_uid: 7 })).length // => 64
 * ```
 */
export const fingerprintAllocation = (allocation: Allocation): string => fingerprintText(canonicalAllocation(allocation))
