import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ChainFacts, HealthFacts, HealthReason, StoreFacts } from '../../src/validator/health.js'
import { health, showHealthReason } from '../../src/validator/health.js'

const good: ChainFacts = { head: 1100, tempo: 360, last_update: 1000 }
const confirmed = {
  id: 's1',
  status: 'confirmed',
  decided_at: '2026-11-20T05:30:00.000000000Z',
  valid_until: 1016,
  block: 1000,
  error: null,
} as const
const facts = (chain: Partial<ChainFacts> = {}, store: Partial<StoreFacts> = {}): HealthFacts => ({
  netuid: 39,
  hotkey: '5A',
  at: '2026-11-20T06:00:00Z',
  chain: { _tag: 'Known', value: { ...good, ...chain } },
  store: { _tag: 'Known', value: { newest: confirmed, hold: false, ...store } },
})
const unknown = { _tag: 'Unknown', error: 'Timeout: no answer within 30 s' } as const
const judged = (given: HealthFacts): string => {
  const { verdict, reasons } = health(3)(given)
  return `${verdict} ${reasons.map(({ _tag }) => _tag).join(' ')}`.trim()
}

test('fresh weights, settled and not held: healthy, and so without a submission yet, or with one on its way', () => {
  expect(judged(facts())).toBe('healthy')
  expect(judged(facts({}, { newest: null }))).toBe('healthy')
  expect(judged(facts({ head: 1016 }, { newest: { ...confirmed, status: 'open', block: null } }))).toBe('healthy')
})

test('weights are stale from the third tempo on, to the block', () => {
  expect(judged(facts({ head: 2079 }))).toBe('healthy')
  expect(judged(facts({ head: 2080 }))).toBe('unhealthy WeightsStale')
  expect(judged(facts({ head: 9999, tempo: 0 }))).toBe('healthy')
  expect(health(4)(facts({ head: 2080 })).verdict).toBe('healthy')
})

test('what makes unhealthy and what degrades', () => {
  expect(judged(facts({ last_update: null }))).toBe('unhealthy NotRegistered')
  expect(judged(facts({ last_update: 0 }))).toBe('degraded NeverSet')
  expect(judged({ ...facts(), chain: unknown })).toBe('unhealthy ChainUnknown')
  expect(judged({ ...facts(), store: unknown })).toBe('unhealthy StoreUnknown')
  expect(judged({ ...facts(), chain: unknown, store: unknown })).toBe('unhealthy ChainUnknown StoreUnknown')
  expect(judged(facts({}, { hold: true }))).toBe('degraded Held')
  expect(judged(facts({ head: 1017 }, { newest: { ...confirmed, status: 'open' } }))).toBe('degraded SubmissionOverdue')
  expect(judged(facts({}, { newest: { ...confirmed, status: 'refused' }, hold: true }))).toBe('degraded SubmissionFailed Held')
  expect(judged({ ...facts({}, { newest: { ...confirmed, status: 'open' } }), chain: unknown })).toBe('unhealthy ChainUnknown')
})

test('a verdict is healthy exactly where nothing speaks against it', () => {
  const statuses = fc.constantFrom('open', 'confirmed', 'refused', 'lost' as const)
  const any = fc.record({
    head: fc.nat(5000),
    tempo: fc.constantFrom(0, 1, 360),
    last_update: fc.option(fc.constantFrom(0, 1, 1000, 4000)),
    status: fc.option(statuses),
    hold: fc.boolean(),
    chain: fc.boolean(),
    store: fc.boolean(),
  })
  fc.assert(
    fc.property(any, ({ head, tempo, last_update, status, hold, chain, store }) => {
      const given = facts({ head, tempo, last_update }, { newest: status === null ? null : { ...confirmed, status }, hold })
      const { verdict, reasons } = health(3)({ ...given, chain: chain ? given.chain : unknown, store: store ? given.store : unknown })
      return (verdict === 'healthy') === (reasons.length === 0) && reasons.every((reason) => showHealthReason(reason) !== '')
    }),
  )
})

test('reasons in words', () => {
  const shown = (...reasons: readonly HealthReason[]) => reasons.map(showHealthReason)
  expect(
    shown(
      { _tag: 'ChainUnknown', error: 'Error: a\nb' },
      { _tag: 'StoreUnknown', error: 'Busy: locked' },
      { _tag: 'NotRegistered', hotkey: '5A', netuid: 39 },
      { _tag: 'WeightsStale', last_update: 1000, blocks: 1080, tempos: 3 },
      { _tag: 'NeverSet' },
      { _tag: 'SubmissionOverdue', id: 's1', valid_until: 1016, head: 1017 },
      { _tag: 'SubmissionFailed', id: 's1', status: 'refused', error: 'SettingWeightsTooFast' },
      { _tag: 'SubmissionFailed', id: 's1', status: 'lost', error: null },
      { _tag: 'Held' },
    ),
  ).toEqual([
    'the chain gives no answer: "Error: a\\nb"',
    'the store gives no answer: "Busy: locked"',
    '5A is not registered on subnet 39',
    'weights are 1080 blocks old, 3 tempos: set at block 1000',
    'no weights were ever set',
    'submission s1 could get in up to block 1016, and at 1017 nobody has settled it',
    'submission s1 was refused: "SettingWeightsTooFast"',
    'submission s1 was lost',
    'the switch holds the last weights',
  ])
})
