import { isRight } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { ValidationResult } from '../../src/gpu/validation-result.js'
import { result } from '../arbitraries/snapshot.js'

test('each field up to its bounds and not beyond', () => {
  const cases: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
    miner_hotkey: [
      ['x', 'x'.repeat(256), '😀'.repeat(256)],
      ['', 'x'.repeat(257), 7, null],
    ],
    executor_id: [
      ['x', 'x'.repeat(256)],
      ['', 'x'.repeat(257), null],
    ],
    is_valid: [
      [true, false],
      [0, 'true', null],
    ],
    attestation_valid: [
      [true, false],
      [1, null],
    ],
    gpu_model: [
      ['', 'anything', '\u0000'],
      [null, 7],
    ],
    gpu_count: [
      [0, 1_000_000],
      [-1, 1_000_001, 0.5, '1', null],
    ],
    gpu_memory_gb: [
      [Number.MIN_VALUE, 0.5, 1_000_000],
      [0, -1, 1_000_000.1, NaN, Infinity, null],
    ],
    validation_timestamp: [['2026-11-20T05:00:00Z'], ['2026-11-20', 0, null, { text: 'x', seconds: 1, decimals: '' }]],
    hardware_score: [
      [0, 1, undefined],
      [-0.1, 1.1, null],
    ],
    network_bandwidth_mbps: [
      [0, 1e300, undefined],
      [-1, NaN, Infinity, null],
    ],
  }
  for (const [field, [good, bad]] of Object.entries(cases)) {
    for (const value of good!)
      expect(isRight(ValidationResult.decode(result(1, { [field]: value }))), `${field} = ${String(value).slice(0, 20)}`).toBe(true)
    for (const value of bad!)
      expect(isRight(ValidationResult.decode(result(1, { [field]: value }))), `${field} = ${String(value).slice(0, 20)}`).toBe(false)
  }
})
