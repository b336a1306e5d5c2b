/** A validation result as canonical JSON: for fingerprints, and to find results that were delivered more than once. */
import type { Canonical } from '../units/json/canonical-json.js'
import { asSet } from '../units/json/canonical-json.js'
import { pointInTime } from '../units/time/instant.js'
import type { ValidationResult } from './validation-result.js'

/** A result with one spelling for each meaning: equal results have equal canonical texts. Every key of the result is in it. */
export const canonicalResult = ({ gpu_uuids, validation_timestamp, ...result }: ValidationResult): Canonical => ({
  ...result,
  validation_timestamp: pointInTime(validation_timestamp),
  gpu_uuids: gpu_uuids === undefined ? undefined : asSet(gpu_uuids.map((uuid) => uuid.toLowerCase())),
})
