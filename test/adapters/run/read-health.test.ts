import { expect, test } from 'vitest'
import { holdSwitch } from '../../../src/adapters/run/hold-switch.js'
import { memoryStorage } from '../../../src/adapters/memory-storage.js'
import { readHealth } from '../../../src/adapters/run/read-health.js'
import type { Chain } from '../../../src/validator/ports.js'
import { fakeClock } from './fake-clock.js'
import { HOTKEY, LIMITS, NETUID, portsOn } from './scripted.js'
import { UNCOMMITTED } from '../../storage/uncommitted.js'

const of = { netuid: NETUID, hotkey: HOTKEY }
const chainAt = (block: number, last_update: number): Chain => ({
  ...portsOn(fakeClock()).chain,
  look: async () => ({
    netuid: NETUID,
    block,
    neurons: [{ uid: 0, hotkey: HOTKEY, coldkey: HOTKEY, registered_at_block: 1, validator_permit: true, stake: 0, last_update }],
    hyperparameters: { tempo: 360, ...LIMITS },
  }),
})
const submission = (id: string, decided_at: string, validator_hotkey = HOTKEY) =>
  ({
    id,
    netuid: NETUID,
    validator_hotkey,
    status: 'refused',
    uids: [],
    hotkeys: [],
    weights: [],
    version_key: '0',
    rules: null,
    burn_hotkey: null,
    decided_block: 1,
    decided_at,
    last_update: 0,
    valid_until: 116,
    held: false,
    block: null,
    error: 'X',
    settled_at: decided_at,
    consequences: null,
    ...UNCOMMITTED,
  }) as const

test('the facts of both sides: the newest submission of this signer, the switch, the age of the weights', async () => {
  const [storage, clock] = [memoryStorage(), fakeClock()]
  const asked = readHealth({ chain: chainAt(2079, 1000), storage, clock }, of)
  expect(await asked).toEqual({
    facts: {
      ...of,
      at: clock.now(),
      chain: { _tag: 'Known', value: { head: 2079, tempo: 360, last_update: 1000 } },
      store: { _tag: 'Known', value: { newest: null, hold: false } },
    },
    verdict: 'healthy',
    reasons: [],
  })
  await storage.write([
    {
      _tag: 'Put',
      table: 'weight_submissions',
      records: [
        submission('newest', '2026-11-20T05:30:00.000000001Z'),
        submission('older', '2026-11-20T05:30:00.000000000Z'),
        submission('another', '2026-11-20T05:31:00.000000000Z', '5B'),
      ],
    },
  ])
  await holdSwitch(storage, of).set(true, '2026-11-20T06:00:00Z')
  const { facts, reasons } = await readHealth({ chain: chainAt(2080, 1000), storage, clock }, of)
  expect(facts.store).toEqual({
    _tag: 'Known',
    value: {
      newest: { id: 'newest', status: 'refused', decided_at: '2026-11-20T05:30:00.000000001Z', valid_until: 116, block: null, error: 'X' },
      hold: true,
    },
  })
  expect(reasons.map(({ _tag }) => _tag)).toEqual(['WeightsStale', 'SubmissionFailed', 'Held'])
  expect((await readHealth({ chain: chainAt(2080, 1000), storage, clock }, of, { stale_tempos: 4 })).verdict).toBe('degraded')
  expect((await readHealth({ chain: chainAt(2080, 1000), storage, clock }, { ...of, hotkey: '5B' })).reasons[0]?._tag).toBe('NotRegistered')
  expect(clock.sleeping()).toBe(0)
})

test('a port that fails, hangs or answers nonsense is a reason, within its limit of time', async () => {
  const clock = fakeClock()
  const never = (): Promise<never> => new Promise(() => undefined)
  const hanging = readHealth(
    {
      chain: { ...chainAt(1, 1), look: never },
      storage: { ...memoryStorage(), read: () => Promise.reject(new Error('gone')) },
      clock,
    },
    of,
    { timeouts: { chain: 2 } },
  )
  await clock.advance(2)
  expect((await hanging).reasons).toEqual([
    { _tag: 'ChainUnknown', error: 'Timeout: no answer within 2 s' },
    { _tag: 'StoreUnknown', error: 'Failed: gone' },
  ])
  const nonsense = await readHealth({ chain: { ...chainAt(1, 1), look: async () => ({ block: 1 }) }, storage: memoryStorage(), clock }, of)
  expect(nonsense.reasons[0]).toMatchObject({ _tag: 'ChainUnknown', error: expect.stringContaining('netuid: missing') as unknown })
  expect(clock.sleeping()).toBe(0)
})

test('a clock that fails is no reason to reject', async () => {
  const clock = {
    now: () => {
      throw new Error('no time')
    },
    sleep: () => Promise.reject(new Error('tired')),
  }
  const { facts } = await readHealth({ chain: chainAt(1, 1), storage: memoryStorage(), clock }, of)
  expect(facts.at).toBe('1970-01-01T00:00:00Z')
})
