import { expect, test } from 'vitest'
import type { Alert } from '../../src/validator/alert.js'
import { showAlert } from '../../src/validator/show-alert.js'

const reasons = [
  { _tag: 'A', path: 'a', message: 'a: wrong' },
  { _tag: 'B', path: '', message: 'b' },
]
const shown = (alert: Alert): string => {
  const { severity, message } = showAlert(alert)
  return `${severity}: ${message}`
}

test('alerts in words, with how bad they are', () => {
  expect(shown({ _tag: 'InvalidConfigAttempt', request: 'r1', reasons })).toBe('warning: config change r1 is refused: a: wrong; b')
  expect(shown({ _tag: 'CalculationFailed', reasons })).toBe('critical: no weights were decided: a: wrong; b')
  expect(shown({ _tag: 'UnusualAllocation', total_variation: 0.6255, miners: 3, miners_before: 9 })).toBe(
    'warning: unusual weights: 62.6% of the whole changes hands, 3 miners instead of 9',
  )
  expect(shown({ _tag: 'PerformanceDegraded', seconds: 31.5, limit: 30 })).toBe(
    'warning: setting weights took 31.5 s, and 30 s is the limit',
  )
  expect(shown({ _tag: 'WeightsRefused', errors: ['A', 'B'] })).toBe('critical: the chain refuses the weights: A; B')
})

test('what has passed is resolved', () => {
  expect(shown({ _tag: 'WeightsStale', last_update: 1000, block: 2080, over: false })).toBe(
    'critical: weights are 1080 blocks old: set at block 1000, now at 2080',
  )
  expect(shown({ _tag: 'WeightsStale', last_update: 0, block: 2080, over: false })).toBe(
    'critical: no weights were ever set, now at block 2080',
  )
  expect(shown({ _tag: 'WeightsStale', last_update: 2080, block: 2081, over: true })).toBe(
    'resolved: weights are fresh again: set at block 2080',
  )
  expect(shown({ _tag: 'PortFailing', port: 'storage', error: 'Full\n', failures: 3, over: false })).toBe(
    'critical: storage: 3 failures in a row, the last one "Full\\n"',
  )
  expect(shown({ _tag: 'PortFailing', port: 'storage', error: 'Full', failures: 3, over: true })).toBe('resolved: storage: works again')
})
