/**
 * Fingerprints. Two validators compare them to see whether they have the same snapshot, the same config and the same decision.
 *
 * A fingerprint is the SHA-256 of the canonical JSON (`canonicalSnapshot`, `canonicalConfig`, `canonicalAllocation`). If two
 * fingerprints differ, compare these texts. Law: two fingerprints are equal if and only if the meanings are equal, except for collisions
 * of the hash.
 */
import type { Allocation } from '../allocation.js'
import type { EmissionConfig } from '../config/emission-config.js'
import type { Snapshot } from '../snapshot/snapshot.js'
import { canonicalAllocation, canonicalConfig, canonicalSnapshot } from './canonical-form.js'
import { fingerprintText } from '../../units/json/fingerprint-json.js'

/**
 * The fingerprint of a snapshot, 64 hexadecimal digits. It does not depend on the order of neurons, results and previous scores, on
 * unknown keys, or on the spelling of numbers and instants. It never fails.
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
 * The fingerprint of a config with its defaults, 64 hexadecimal digits. It does not depend on the spelling of numbers.
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
 * The fingerprint of the decision of an allocation with its exact quotas, 64 hexadecimal digits.
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
