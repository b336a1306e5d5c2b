import { expect, test } from 'vitest'
import type { Decision } from '../../../src/policy/decision.js'
import type { WeightSubmissionRecord } from '../../../src/storage/tables.js'
import { unusableEvidence } from '../../../src/validator/cycle/unusable.js'

const UNUSABLE = { _tag: 'EvidenceUnusable', path: '', message: 'nobody can be paid' }
const decision = (paid: boolean, ...warnings: Decision['warnings']): Pick<Decision, 'warnings' | 'entries'> =>
  ({ warnings, entries: [{ allocated_weight: paid ? 1 : 0 }] }) as unknown as Pick<Decision, 'warnings' | 'entries'>
const last = { hotkeys: ['5A', '5B'], weights: [3, 65_535], burn_hotkey: '5B' } as unknown as WeightSubmissionRecord
const before = { last, config: { burn_percentage: 5 } }

test("the policy's own warning holds the last weights, with its words", () => {
  expect(unusableEvidence(decision(false, UNUSABLE), [{}], before)).toBe('nobody can be paid')
  expect(unusableEvidence(decision(true), [{}], before)).toBe(null)
  expect(unusableEvidence(decision(false), [{}], before)).toBe(null)
})

test('no results at all hold weights that paid miners; the burn target is not one', () => {
  expect(unusableEvidence(decision(false), [], before)).toMatch(/no results/)
  expect(unusableEvidence(decision(true), [], before)).toBe(null)
  expect(unusableEvidence(decision(false), [], { ...before, last: null })).toBe(null)
  expect(unusableEvidence(decision(false), [], { ...before, last: { ...last, weights: [0, 65_535] } })).toBe(null)
})

test('a config that burns everything is meant', () => {
  for (const burn_percentage of [100, '100', '100.0'])
    for (const results of [[], [{}]])
      expect(unusableEvidence(decision(false, UNUSABLE), results, { last, config: { burn_percentage } })).toBe(null)
})
