import fc from 'fast-check'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { ValidationResult, isValid } from '../../src/gpu/validation-result.js'
import { resultFromAttestation } from '../../src/validator/attestation.js'
import { expectLeft, expectRight } from '../either.js'

const HOTKEY = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
const verification_result = { executor_id: 'e1', is_valid: true, timestamp: '2026-11-20T05:41:00.25+01:00' }
const gpu_info = { gpu_model: 'NVIDIA H100 80GB HBM3', gpu_count: 8, gpu_memory_gb: 80, attestation_valid: true }
const convert = resultFromAttestation(HOTKEY)
const messages = (report: unknown): readonly string[] => expectLeft(convert(report)).map(({ message }) => message)

const junk = fc.constantFrom<unknown>(null, -1, 1.5, NaN, Infinity, '', 'x'.repeat(257), [], {}, 1e7, 'yesterday', -0)
const seldom = <A>(usual: fc.Arbitrary<A>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 30, arbitrary: usual as fc.Arbitrary<unknown> }, junk, fc.constant(undefined))

const verification = fc.record(
  {
    executor_id: seldom(fc.string({ minLength: 1, maxLength: 8 })),
    is_valid: seldom(fc.boolean()),
    timestamp: seldom(fc.constantFrom('2026-11-20T05:41:00Z', '1970-01-01T00:00:00+00:00', '2026-02-29T00:00:00Z')),
    hardware_score: fc.option(seldom(fc.double({ min: 0, max: 1, noNaN: true })), { nil: undefined }),
    network_bandwidth_mbps: fc.option(seldom(fc.double({ min: 0, noNaN: true })), { nil: undefined }),
  },
  { requiredKeys: ['executor_id', 'is_valid', 'timestamp'] },
)
const gpus = fc.record({
  gpu_model: seldom(fc.string()),
  gpu_count: seldom(fc.constantFrom(0, 1, 8, 1_000_000)),
  gpu_memory_gb: seldom(fc.constantFrom(0, 0, 0.5, 80, 1_000_000)),
  attestation_valid: seldom(fc.boolean()),
})
const reports = fc.record({
  verification_result: seldom(verification),
  gpu_info: fc.oneof({ weight: 6, arbitrary: gpus }, fc.constantFrom<unknown>(null, undefined, 7)),
})

describe('laws of resultFromAttestation', () => {
  test('every row is a validation result of the miner', () => {
    fc.assert(
      fc.property(reports, (report) => {
        const row = convert(report)
        return isLeft(row) || (isRight(ValidationResult.decode(row.right)) && row.right.miner_hotkey === HOTKEY)
      }),
      { numRuns: 2000 },
    )
  })
  test('a row counts as valid exactly where the verification and the attestation passed', () => {
    fc.assert(
      fc.property(reports, (report) => {
        const row = convert(report)
        if (isLeft(row)) return true
        const { verification_result: verified, gpu_info: seen } = report as {
          verification_result: { is_valid: boolean }
          gpu_info?: { attestation_valid: boolean } | null
        }
        return isValid(row.right) === (verified.is_valid && seen?.attestation_valid === true)
      }),
      { numRuns: 2000 },
    )
  })
  test('a malformed report gives at least one problem, each with its path and its name', () => {
    fc.assert(
      fc.property(reports, (report) => {
        const row = convert(report)
        return (
          isRight(row) ||
          (row.left.length > 0 && row.left.every(({ _tag, path, message }) => _tag !== '' && message.startsWith(`${path}: `)))
        )
      }),
      { numRuns: 2000 },
    )
  })
  test('the generator gives rows and refusals, valid and failed', () => {
    const rows = fc.sample(reports, 2000).map(convert)
    expect(rows.filter(isLeft).length).toBeGreaterThan(200)
    expect(rows.filter((row) => isRight(row) && isValid(row.right)).length).toBeGreaterThan(50)
    expect(rows.filter((row) => isRight(row) && !isValid(row.right)).length).toBeGreaterThan(50)
  })
})

describe('resultFromAttestation', () => {
  test('what is reported is what stands in the row, the instant as it was written', () => {
    const report = {
      verification_result: { ...verification_result, hardware_score: 0.97, network_bandwidth_mbps: 9400, other: 1 },
      gpu_info: { ...gpu_info, driver: '550' },
    }
    expect(expectRight(convert(report))).toEqual({
      miner_hotkey: HOTKEY,
      executor_id: 'e1',
      is_valid: true,
      ...gpu_info,
      hardware_score: 0.97,
      network_bandwidth_mbps: 9400,
      validation_timestamp: '2026-11-20T05:41:00.25+01:00',
    })
  })
  test('what was not measured is left out', () => {
    expect(Object.keys(expectRight(convert({ verification_result, gpu_info })))).not.toContain('hardware_score')
  })
  test.each([
    ['missing', { verification_result }],
    ['null', { verification_result, gpu_info: null }],
  ])('GPU information that is %s makes a failed look', (_, report) => {
    expect(expectRight(convert(report))).toMatchObject({ is_valid: true, attestation_valid: false, gpu_model: '', gpu_count: 0 })
  })
  test('a failed look without memory counts as a failed look; a passed one is malformed', () => {
    const none = { ...gpu_info, gpu_model: '', gpu_count: 0, gpu_memory_gb: 0 }
    expect(expectRight(convert({ verification_result, gpu_info: { ...none, attestation_valid: false } })).gpu_memory_gb).toBe(1)
    expect(expectRight(convert({ verification_result: { ...verification_result, is_valid: false }, gpu_info: none })).gpu_memory_gb).toBe(1)
    expect(messages({ verification_result, gpu_info: none })).toEqual([
      'gpu_info.gpu_memory_gb: expected a number above 0 where the attestation is valid, found 0',
    ])
  })
  test('every problem comes at once', () => {
    expect(
      messages({
        verification_result: { is_valid: 1, timestamp: 'today', hardware_score: null },
        gpu_info: { ...gpu_info, gpu_count: 1.5 },
      }),
    ).toEqual([
      'verification_result.executor_id: missing: expected a string of 1 to 256 characters',
      'verification_result.is_valid: expected true or false, found 1',
      'verification_result.timestamp: expected an RFC 3339 instant with an offset or Z, from 1970 to 9999, found "today"',
      'verification_result.hardware_score: expected a number from 0 to 1, found null',
      'gpu_info.gpu_count: expected an integer from 0 to 1000000, found 1.5',
    ])
    expect(messages(null)).toEqual(['expected an attestation report { verification_result, gpu_info }, found null'])
  })
})
