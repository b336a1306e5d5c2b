import { expect, test } from 'vitest'
import type { Log } from '../../src/validator/report.js'
import { showLog } from '../../src/validator/show-log.js'

const HOTKEY = '5FEtvBzsh5Zc8nDyq4Jb2nZ7o6ZD2homYsKjbZtFj5tybqth'
const share = (hotkey: string, share: string) => ({ uid: 1, hotkey, share })
const problem = { _tag: 'Unexpected', path: 'results[3]', message: 'results[3]: expected a table, found 1' }
const shown = (log: Log): string => {
  const { level, message } = showLog(log)
  return `${level}: ${message}`
}

const decided = {
  _tag: 'Decided',
  block: 100,
  window_hours: 720,
  miners: 1,
  burn_percentage: '12.5000000000',
  shares: [share(HOTKEY, '1')],
  warnings: [],
  exclusions: [],
} as const

test('a decision is said in the lines that it was always said in', () => {
  expect(showLog(decided)).toEqual({
    level: 'info',
    message: [
      'Starting miner share calculation',
      'Will calculate shares for last 30 days',
      'Final shares calculated for 1 miners',
      'Top 5 miners by share:',
      `  ${HOTKEY}: 1.0000`,
      'Burn: 12.50% (block 100)',
    ].join('\n'),
  })
})

test('a decision names whom it left out: how many for which reason', () => {
  const exclusions = [
    { reason: 'NotRegistered', count: 3 },
    { reason: 'a\nb', count: 1 },
  ]
  expect(
    showLog({ ...decided, exclusions })
      .message.split('\n')
      .at(-1),
  ).toBe('Left out: 3 NotRegistered, 1 "a\\nb"')
})

test('a publication is a numbered list with its sum', () => {
  const shares = [share(HOTKEY, '0.66666666666666666666'), share('5B', '0.33333333333333333334')]
  expect(showLog({ _tag: 'Published', submission: 's1', block: 101, shares, miners: 2, total_share: '1' })).toEqual({
    level: 'info',
    message: [
      'Published new weights:',
      ` 1. ${HOTKEY} 0.6667 (66.67%)`,
      ' 2. 5B 0.3333 (33.33%)',
      'Found 2 miners',
      'Total share: 1.000000',
      'Confirmed at block 101 (submission s1)',
    ].join('\n'),
  })
})

test('a window is said in days where it is whole days, more than one', () => {
  const window = (window_hours: number) => showLog({ ...decided, window_hours }).message.split('\n')[1]
  expect([1, 6, 24, 25, 48].map(window)).toEqual(
    ['1 hour', '6 hours', '24 hours', '25 hours', '2 days'].map((span) => `Will calculate shares for last ${span}`),
  )
})

test('without a miner there is no top; warnings raise the level and are listed', () => {
  const { level, message } = showLog({ ...decided, shares: [], miners: 0, warnings: [problem] })
  expect([level, message.includes('Top 5'), message.endsWith('\n  results[3]: expected a table, found 1')]).toEqual(['warn', false, true])
})

test('every other line', () => {
  const at = '2026-11-20T06:00:00Z'
  expect(shown({ _tag: 'Starting', policy: 'gpu-pools', netuid: 39, hotkey: '5A' })).toBe(
    'info: Validator 5A starts on subnet 39 with the policy gpu-pools',
  )
  expect(shown({ _tag: 'Restored', open: 1, last_block: 90 })).toBe('info: Restored: last weights published at block 90, 1 open submission')
  expect(shown({ _tag: 'Restored', open: 0, last_block: null })).toBe('info: Restored: no weights published yet, 0 open submissions')
  expect(shown({ _tag: 'Collected', since: at, rows: 1, refused: 0, malformed: [] })).toBe(`info: Collected 1 result since ${at}`)
  expect(shown({ _tag: 'Collected', since: at, rows: 2, refused: 1, malformed: [problem] })).toBe(
    `warn: Collected 2 results since ${at}, 1 of them malformed:\n  ${problem.message}`,
  )
  expect(shown({ _tag: 'Submitting', submission: 's1', entries: 3, valid_until: 116, held: false })).toBe(
    'info: Submitting 3 weights, valid up to block 116 (submission s1)',
  )
  expect(shown({ _tag: 'Submitting', submission: 's1', entries: 1, valid_until: 116, held: true })).toBe(
    'info: Submitting 1 weight of the last vector, valid up to block 116 (submission s1)',
  )
  expect(shown({ _tag: 'Unchanged', last_update: 90 })).toBe('info: Nothing to publish: the chain has these weights since block 90')
  expect(shown({ _tag: 'Lost', submission: 's1', valid_until: 116 })).toBe('warn: Submission s1 got into no block up to 116')
  expect(shown({ _tag: 'WaitingForChain', submission: 's1', head: 100, until: 118 })).toBe(
    'info: Submission s1: waiting for block 118 to know its outcome, now at 100',
  )
  expect(shown({ _tag: 'Refused', errors: ['A', 'B'] })).toBe('error: The chain refuses these weights:\n  A\n  B')
  expect(shown({ _tag: 'NotDecided', reasons: [problem] })).toBe(`error: No weights were decided:\n  ${problem.message}`)
  expect(shown({ _tag: 'ConsequencesUnreadable', submission: 's1', reasons: [problem] })).toBe(
    `error: Submission s1 is on chain, but its metrics and scores can't be read, so they are not written:\n  ${problem.message}`,
  )
  expect(shown({ _tag: 'NothingToHold', reason: 'the switch holds the last weights' })).toBe(
    'warn: The switch holds the last weights, but no weights were set yet',
  )
  expect(shown({ _tag: 'ConfigStored', request: 'r1' })).toBe('info: Config change r1 is stored; it counts from the next epoch on')
  expect(shown({ _tag: 'ConfigRefused', request: 'r1', reasons: [problem] })).toBe(
    `warn: Config change r1 is refused:\n  ${problem.message}`,
  )
  expect(shown({ _tag: 'ConfigApplied', block: 100 })).toBe('info: The changed config is in force from block 100 on')
  expect(shown({ _tag: 'CleanedUp', removed: 7 })).toBe('info: 7 old records removed')
  expect(shown({ _tag: 'CleanedUp', removed: 0 })).toBe('debug: 0 old records removed')
  expect(shown({ _tag: 'Stopped', open: null })).toBe('info: Stopped')
  expect(shown({ _tag: 'Stopped', open: 's1' })).toBe('info: Stopped; what became of submission s1 is found out at the next start')
})

test('what a port says stays on its line and gives a terminal no orders', () => {
  const said = { port: 'chain', error: 'Error', message: 'down\n\u001b[2J' } as const
  const retrying = shown({ _tag: 'Retrying', lane: 'cycle', ...said, at: '2026-11-20T06:00:12Z', failures: 2 })
  expect(retrying).toBe('warn: Failure 2 of chain in a row (Error: "down\\n\\u001b[2J"); the cycle lane goes on at 2026-11-20T06:00:12Z')
  expect(shown({ _tag: 'LateFailure', ...said })).toBe('debug: chain failed, and nobody waits for the answer (Error: "down\\n\\u001b[2J")')
})
