import { getEventListeners } from 'node:events'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Machine } from '../../../src/adapters/run/running-validator.js'
import { interpret } from '../../../src/adapters/run/interpret.js'
import { memoryStorage } from '../../../src/adapters/memory-storage.js'
import { StorageError } from '../../../src/adapters/storage/storage-error.js'
import type { Command } from '../../../src/validator/command.js'
import type { Ports, SetWeights } from '../../../src/validator/ports.js'
import type { Storage } from '../../../src/storage/port.js'
import type { ConfigChangeRecord, WeightSubmissionRecord } from '../../../src/storage/tables.js'
import { fakeClock, quiet } from './fake-clock.js'
import { HOTKEY, NETUID, atStart, portsOn, scripted } from './scripted.js'
import { UNCOMMITTED } from '../../storage/uncommitted.js'

const SINCE = '2026-11-20T05:00:00.000000000Z'
const AT = '2026-11-20T05:30:00.000000000Z'
const call: SetWeights = { _tag: 'Set', netuid: NETUID, uids: [1], weights: [65535], version_key: '0' }

const unhandled: unknown[] = []
const note = (error: unknown): unknown => unhandled.push(error)
beforeEach(() => {
  unhandled.length = 0
  process.on('unhandledRejection', note)
})
afterEach(async () => {
  await quiet()
  process.off('unhandledRejection', note)
  expect(unhandled).toEqual([])
})

const started = (machine: Machine, over: Partial<Ports> = {}, clock = fakeClock()) => {
  const stop = new AbortController()
  const validator = interpret(machine, portsOn(clock, over), { signal: stop.signal, netuid: NETUID, hotkey: HOTKEY })
  let isDone = false
  validator.done.then(
    () => (isDone = true),
    () => undefined,
  )
  const leaks = () => ({ sleeping: clock.sleeping(), listeners: getEventListeners(stop.signal, 'abort').length })
  return { validator, clock, stop, isDone: () => isDone, leaks }
}
const NO_LEAKS = { sleeping: 0, listeners: 0 }

const never = (): Promise<never> => new Promise(() => undefined)

const report = (tag: 'Log' | 'Alert' | 'Measurement'): Command => {
  switch (tag) {
    case 'Log':
      return { _tag: 'Report', report: { _tag: tag, log: { _tag: 'Stopped', open: null } } }
    case 'Alert':
      return { _tag: 'Report', report: { _tag: tag, alert: { _tag: 'WeightsRefused', errors: ['X'] } } }
    case 'Measurement':
      return { _tag: 'Report', report: { _tag: tag, measurement: { _tag: 'ConfigChanged', accepted: true } } }
  }
}

const asking = (id: number): readonly Command[] => [
  { _tag: 'Restore', id },
  { _tag: 'Collect', id, since: SINCE },
  { _tag: 'Read', id, since: SINCE },
  { _tag: 'Inquire', id },
  { _tag: 'Store', id, writes: [] },
  { _tag: 'Submit', id, call, valid_until: 116 },
]

type Behaviour = 'answers' | 'nonsense' | 'rejects' | 'rejects with nothing' | 'throws' | 'hangs' | 'answers late' | 'rejects late'
const BEHAVIOURS: readonly Behaviour[] = [
  'answers',
  'nonsense',
  'rejects',
  'rejects with nothing',
  'throws',
  'hangs',
  'answers late',
  'rejects late',
]

/** A call as it should be, behaving otherwise; late is after every limit of time. */
const behaving = <A>(behaviour: Behaviour, late: () => Promise<void>, call: () => Promise<A>): Promise<A> => {
  switch (behaviour) {
    case 'answers':
      return call()
    case 'nonsense':
      return Promise.resolve(undefined as A)
    case 'rejects':
      return Promise.reject(new RangeError('no'))
    case 'rejects with nothing':
      return Promise.reject(undefined)
    case 'throws':
      throw new RangeError('at once')
    case 'hangs':
      return never()
    case 'answers late':
      return late().then(call)
    case 'rejects late':
      return late().then(() => Promise.reject(new Error('late')))
  }
}

const behaviours = fc.infiniteStream(fc.constantFrom(...BEHAVIOURS))
const commandsAsking = fc.array(fc.nat(5), { maxLength: 12 }).map((kinds) => kinds.map((kind, id) => asking(id)[kind]!))

/** Ports whose every call behaves as the next of a stream says, counting the calls. */
const faulty = (stream: fc.Stream<Behaviour>, clock: ReturnType<typeof fakeClock>) => {
  const calls = { begun: 0, late: 0 }
  const late = (): Promise<void> => {
    calls.late++
    return clock.sleep(500, new AbortController().signal).finally(() => calls.late--)
  }
  const next = <A>(call: () => Promise<A>): Promise<A> => {
    calls.begun++
    return behaving(stream.next().value!, late, call)
  }
  const good = portsOn(clock)
  const storage: Storage = {
    ...good.storage,
    read: (query) => next(() => good.storage.read(query)),
    write: (batch) => next(() => good.storage.write(batch)),
  }
  const ports: Partial<Ports> = {
    storage,
    prover: { results: (since) => next(() => good.prover.results(since)) },
    chain: {
      signer: HOTKEY,
      block: () => next(good.chain.block),
      look: () => next(good.chain.look),
      submit: (...args) => next(() => good.chain.submit(...args)),
    },
  }
  return { ports, calls }
}

test('each command with an id is answered by one event with that id, whatever the ports do', async () => {
  await fc.assert(
    fc.asyncProperty(commandsAsking, behaviours, async (commands, stream) => {
      const clock = fakeClock()
      const { machine, events } = atStart(...commands)
      const { stop, validator, leaks } = started(machine, faulty(stream, clock).ports, clock)
      await clock.advance(121)
      const ids = events.flatMap((event) => ('id' in event && event.id !== null ? [event.id] : []))
      expect([...ids].sort((a, b) => a - b)).toEqual(commands.map((_, id) => id))
      await clock.advance(1000)
      expect(events.length).toBe(1 + commands.length)
      stop.abort()
      await validator.done
      expect(leaks()).toEqual(NO_LEAKS)
    }),
    { numRuns: 100 },
  )
})

test('an abort at any time: nothing is begun after it, and `done` waits for the store, but no longer than its limit', async () => {
  await fc.assert(
    fc.asyncProperty(commandsAsking, behaviours, fc.constantFrom(0, 1, 29, 30, 31, 119, 121), async (commands, stream, seconds) => {
      const clock = fakeClock()
      // Each answer asks for more, so there is always something to begin.
      const { machine, events } = scripted((event) => {
        if (event._tag === 'Started')
          return [...commands, { _tag: 'WaitUntilBlock', block: 200 }, { _tag: 'RetryAt', lane: 'cycle', at: '2026-11-20T06:00:29Z' }]
        return event._tag === 'Woke' || event._tag === 'Stopped' ? asking(99) : []
      })
      const { ports, calls } = faulty(stream, clock)
      const { stop, isDone } = started(machine, ports, clock)
      await clock.advance(seconds)
      stop.abort()
      const [begun, last] = [calls.begun, events.length]
      await quiet()
      if (isDone()) expect(clock.sleeping() - calls.late).toBe(0)
      await clock.advance(30)
      expect([isDone(), clock.sleeping() - calls.late]).toEqual([true, 0])
      await clock.advance(1000)
      expect([calls.begun, events.length]).toEqual([begun, last])
      expect(events.at(-1)?._tag).toBe('Stopped')
    }),
    { numRuns: 100 },
  )
})

test('events are taken one at a time, in their order: where a port calls back, all that a step wants done comes first', async () => {
  const done: string[] = []
  const { machine, tags } = scripted((event) => {
    if (event._tag === 'ResultsArrived') return [report('Measurement')]
    if (event._tag !== 'PublishRequested') return []
    return [report('Log'), report('Log'), { _tag: 'OpenGate', requests: [event.request], outcome: { _tag: 'Published', block: 7 } }]
  })
  const silent = (): void => undefined
  const info = (): void => {
    done.push('said')
    validator.deliver([])
  }
  const { validator, stop } = started(machine, {
    logger: { debug: silent, info, warn: silent, error: silent },
    metrics: { record: () => void done.push('measured') },
  })
  expect(await validator.publish()).toEqual({ _tag: 'Published', block: 7 })
  expect(done).toEqual(['said', 'said', 'measured', 'measured'])
  stop.abort()
  await validator.done
  expect(tags()).toEqual(['Started', 'PublishRequested', 'ResultsArrived', 'ResultsArrived', 'Stopped'])
})

const failing = async (command: Command, over: (ports: Ports) => Partial<Ports>) => {
  const clock = fakeClock()
  const { machine, events } = atStart(command)
  const { stop, validator } = started(machine, over(portsOn(clock)), clock)
  await clock.advance(200)
  stop.abort()
  await validator.done
  return events[1]
}

test('a failure tells its port, its tag and what it says', async () => {
  const [restore, collect, read, inquire, store, submit] = asking(7) as [Command, Command, Command, Command, Command, Command]
  const error = (): Promise<never> => Promise.reject(new RangeError('no'))
  const full = (): Promise<never> => Promise.reject(new StorageError({ _tag: 'Full', message: 'no room' }))
  const at = '2026-11-20T06:00:00.000Z'
  expect(await failing(restore, ({ storage }) => ({ storage: { ...storage, read: full } }))).toEqual({
    _tag: 'Failed',
    id: 7,
    at,
    port: 'storage',
    error: 'Full',
    message: 'no room',
  })
  expect(await failing(store, ({ storage }) => ({ storage: { ...storage, write: error } }))).toMatchObject({
    port: 'storage',
    error: 'Failed',
    message: 'no',
  })
  expect(await failing(store, ({ storage }) => ({ storage: { ...storage, write: never } }))).toMatchObject({
    port: 'storage',
    error: 'Timeout',
    message: 'no answer within 30 s',
    at: '2026-11-20T06:00:30.000Z',
  })
  expect(await failing(collect, () => ({ prover: { results: error } }))).toMatchObject({
    port: 'prover',
    error: 'RangeError',
    message: 'no',
  })
  expect(await failing(collect, () => ({ prover: { results: never } }))).toMatchObject({
    port: 'prover',
    error: 'Timeout',
    at: '2026-11-20T06:02:00.000Z',
  })
  expect(await failing(inquire, ({ chain }) => ({ chain: { ...chain, look: error } }))).toMatchObject({
    port: 'chain',
    error: 'RangeError',
  })
  // Of several failures, the chain's is told: it is the one that is waited for longest.
  expect(
    await failing(read, ({ chain, storage }) => ({ chain: { ...chain, look: error }, storage: { ...storage, read: full } })),
  ).toMatchObject({ port: 'chain' })
  expect(await failing(read, ({ storage }) => ({ storage: { ...storage, read: full } }))).toMatchObject({ port: 'storage', error: 'Full' })
  expect(await failing(inquire, ({ chain }) => ({ chain: { ...chain, look: () => Promise.reject('gone') } }))).toMatchObject({
    error: 'Error',
    message: 'gone',
  })
  expect(await failing(inquire, ({ chain }) => ({ chain: { ...chain, look: () => Promise.reject(Object.create(null)) } }))).toMatchObject({
    error: 'Error',
    message: 'something was thrown that is no error',
  })
  expect(await failing(submit, ({ chain }) => ({ chain: { ...chain, submit: error } }))).toEqual({
    _tag: 'SubmissionUnknown',
    id: 7,
    at,
    error: 'RangeError: no',
  })
  expect(await failing(submit, ({ chain }) => ({ chain: { ...chain, submit: never } }))).toMatchObject({
    _tag: 'SubmissionUnknown',
    error: 'Timeout: no answer within 120 s',
    at: '2026-11-20T06:02:00.000Z',
  })
})

test('the answer of the chain to a submission is told, and it is sent as it stands with its last block', async () => {
  const sent: unknown[] = []
  const answering = (answer: Awaited<ReturnType<Ports['chain']['submit']>>) =>
    failing(asking(7)[5]!, ({ chain }) => ({ chain: { ...chain, submit: async (...args) => (sent.push(args), answer) } }))
  expect(await answering({ _tag: 'Included', block: 101 })).toMatchObject({ _tag: 'SubmissionConfirmed', id: 7, block: 101 })
  expect(await answering({ _tag: 'Refused', error: 'SettingWeightsTooFast', block: null })).toMatchObject({
    _tag: 'SubmissionRefused',
    id: 7,
    error: 'SettingWeightsTooFast',
    block: null,
  })
  expect(sent).toEqual([
    [call, 116],
    [call, 116],
  ])
})

const journal = (id: string, over: Partial<WeightSubmissionRecord>): WeightSubmissionRecord => ({
  id,
  netuid: NETUID,
  validator_hotkey: HOTKEY,
  status: 'confirmed',
  uids: [1],
  hotkeys: ['5B'],
  weights: [65535],
  version_key: '0',
  rules: null,
  burn_hotkey: null,
  decided_block: 90,
  decided_at: AT,
  last_update: 0,
  valid_until: 106,
  held: false,
  block: 91,
  error: null,
  settled_at: AT,
  consequences: null,
  ...UNCOMMITTED,
  ...over,
})

const change = (id: string, over: Partial<ConfigChangeRecord>): ConfigChangeRecord => ({
  id,
  netuid: NETUID,
  validator_hotkey: HOTKEY,
  policy: 'p',
  requested_at: AT,
  status: 'in_force',
  changes: {},
  document: {},
  reasons: [],
  applied_block: 1,
  ...over,
})

const answered = async (command: Command, storage: Storage, over: Partial<Ports> = {}) => {
  const { machine, events } = atStart(command)
  const { stop, validator } = started(machine, { storage, ...over })
  await quiet()
  stop.abort()
  await validator.done
  return events[1]
}

test('restoring: what is open, the last confirmed, configs in force and pending, of this signer and subnet alone', async () => {
  const storage = memoryStorage()
  const empty = await answered({ _tag: 'Restore', id: 1 }, storage)
  expect(empty).toEqual({
    _tag: 'Restored',
    id: 1,
    at: '2026-11-20T06:00:00.000Z',
    open: [],
    first: null,
    last: null,
    awaited: [],
    configs: [],
    given: null,
    revealed: null,
    lease: null,
  })
  const later = '2026-11-20T05:30:00.000000001Z'
  const open = journal('open', { status: 'open', decided_at: later, block: null, settled_at: null })
  // A clock that was set back makes the newest by block look old.
  const newest = journal('newest', { decided_block: 95, decided_at: '2026-11-19T05:30:00.000000000Z' })
  await storage.write([
    {
      _tag: 'Put',
      table: 'weight_submissions',
      records: [
        newest,
        open,
        journal('older', {}),
        journal('refused', { status: 'refused', decided_at: '2026-11-20T05:31:00.000000000Z' }),
        journal('another', { validator_hotkey: '5B', decided_at: '2026-11-20T05:31:00.000000000Z' }),
        journal('elsewhere', { netuid: 1, status: 'open' }),
        journal('awaited', { decided_block: 90, commit: '0x01', reveal: 'awaited' }),
        journal('revealed', { decided_block: 91, commit: '0x02', reveal: 'in_force' }),
        journal('of another', { validator_hotkey: '5B', commit: '0x03', reveal: 'awaited' }),
      ],
    },
    {
      _tag: 'Put',
      table: 'config_changes',
      records: [
        change('a', {}),
        change('b', { status: 'pending' }),
        change('c', { status: 'superseded' }),
        change('d', { netuid: 1 }),
        change('e', { validator_hotkey: '5B', status: 'pending' }),
      ],
    },
    {
      _tag: 'Put',
      table: 'validator_state',
      records: [{ netuid: NETUID, validator_hotkey: HOTKEY, name: 'given', document: { burn_uid: 0 }, updated_at: AT }],
    },
  ])
  expect(await answered({ _tag: 'Restore', id: 1 }, storage)).toMatchObject({
    open: [open],
    last: newest,
    awaited: [{ id: 'awaited' }],
    configs: [{ id: 'a' }, { id: 'b' }],
    given: { burn_uid: 0 },
  })
})

test('reading: the chain with its hyperparameters, results since an instant, and what was kept', async () => {
  const storage = memoryStorage()
  const read: Command = { _tag: 'Read', id: 1, since: SINCE }
  const network = { netuid: NETUID, block: 100, neurons: [], hyperparameters: { tempo: 360 } }
  expect(await answered(read, storage)).toEqual({
    _tag: 'WorldRead',
    id: 1,
    at: '2026-11-20T06:00:00.000Z',
    network,
    results: [],
    previous: [],
    profiles: [],
    hold: false,
    traces: [],
  })
  expect(await answered({ _tag: 'Inquire', id: 1 }, storage)).toEqual({ _tag: 'ChainRead', id: 1, at: '2026-11-20T06:00:00.000Z', network })
  const result = (id: string, netuid: number, verification_timestamp: string) => ({
    netuid,
    id,
    miner_uid: 1,
    miner_hotkey: '5B',
    executor_id: 'e',
    gpu_model: null,
    gpu_count: null,
    gpu_memory_gb: null,
    attestation_valid: null,
    verification_timestamp,
    document: { row: id },
  })
  const profile = {
    miner_hotkey: '5B',
    miner_uid: 1,
    primary_gpu_model: 'H100',
    gpu_counts: { H100: 8 },
    total_score: 0.5,
    verification_count: 3,
    last_updated: AT,
  }
  const kept = { netuid: NETUID, validator_hotkey: HOTKEY, updated_at: AT }
  await storage.write([
    {
      _tag: 'Put',
      table: 'miner_prover_results',
      records: [
        result('at', NETUID, SINCE),
        result('before', NETUID, '2026-11-20T04:59:59.999999999Z'),
        result('elsewhere', 1, AT),
        result('after', NETUID, AT),
      ],
    },
    {
      _tag: 'Put',
      table: 'miner_gpu_profiles',
      records: [
        { netuid: NETUID, ...profile },
        { netuid: 1, ...profile },
      ],
    },
    {
      _tag: 'Put',
      table: 'validator_state',
      records: [
        { ...kept, name: 'next', document: [{ score: 1 }] },
        { ...kept, name: 'hold', document: true },
        { ...kept, name: 'hold', netuid: 1, document: false },
        { ...kept, name: 'next', validator_hotkey: '5B', document: [] },
      ],
    },
  ])
  expect(await answered(read, storage)).toMatchObject({
    results: [{ row: 'at' }, { row: 'after' }],
    previous: [{ score: 1 }],
    profiles: [profile],
    hold: true,
  })
  await storage.write([{ _tag: 'Put', table: 'validator_state', records: [{ ...kept, name: 'next', document: { score: 1 } }] }])
  expect(await answered(read, storage)).toMatchObject({
    _tag: 'Failed',
    port: 'storage',
    error: 'Invalid',
    message: 'validator_state next: expected a list',
  })
})

test('collecting and storing: what the prover has since an instant is told, what is to be written is written', async () => {
  const asked: string[] = []
  const collected = await answered({ _tag: 'Collect', id: 1, since: SINCE }, memoryStorage(), {
    prover: { results: async (since) => (asked.push(since), [1, 2]) },
  })
  expect([collected, asked]).toMatchObject([{ _tag: 'ResultsArrived', id: 1, rows: [1, 2] }, [SINCE]])
  const storage = memoryStorage()
  expect(
    await answered({ _tag: 'Store', id: 1, writes: [{ _tag: 'Put', table: 'config_changes', records: [change('a', {})] }] }, storage),
  ).toMatchObject({ _tag: 'Stored', id: 1 })
  expect(await storage.read({ table: 'config_changes' })).toHaveLength(1)
})

test('waiting for a block: asked every six seconds, one question at a time, told once; the newest wait counts', async () => {
  const clock = fakeClock()
  let [height, asked, waiting] = [100, 0, 0]
  const block = async (): Promise<number> => {
    asked++
    expect(waiting++).toBe(0)
    await clock.sleep(2, new AbortController().signal)
    waiting--
    return height
  }
  const waits = [110, 105, 120]
  const { machine, events } = scripted((event) =>
    event._tag === 'ResultsArrived' ? [{ _tag: 'WaitUntilBlock', block: waits.shift()! }] : [],
  )
  const { validator, stop, leaks } = started(machine, { chain: { ...portsOn(clock).chain, block } }, clock)
  validator.deliver([])
  validator.deliver([])
  await clock.advance(71)
  expect(asked).toBe(9)
  height = 105
  await clock.advance(8)
  expect(events.filter(({ _tag }) => _tag === 'BlockSeen')).toMatchObject([{ block: 105 }])
  await clock.advance(100)
  expect(asked).toBe(10)
  height = 121
  validator.deliver([])
  await clock.advance(2)
  expect(events.filter(({ _tag }) => _tag === 'BlockSeen')).toMatchObject([{ block: 105 }, { block: 121 }])
  stop.abort()
  await validator.done
  expect(leaks()).toEqual(NO_LEAKS)
})

test('waiting for a block that never comes: a height that is too low is told after ten questions', async () => {
  const clock = fakeClock()
  const { machine, events } = scripted((event) =>
    event._tag === 'Started' || event._tag === 'BlockSeen' ? [{ _tag: 'WaitUntilBlock', block: 1_000_000 }] : [],
  )
  const { validator, stop } = started(machine, { chain: { ...portsOn(clock).chain, block: async () => 100 } }, clock)
  await clock.advance(53)
  expect(events.filter(({ _tag }) => _tag === 'BlockSeen')).toEqual([])
  await clock.advance(60)
  expect(events.filter(({ _tag }) => _tag === 'BlockSeen')).toMatchObject([{ block: 100 }])
  stop.abort()
  await validator.done
})

test('a wait that follows at once on a block seen asks no faster', async () => {
  const clock = fakeClock()
  let asked = 0
  const { machine } = scripted((event) =>
    event._tag === 'Started' || event._tag === 'BlockSeen' ? [{ _tag: 'WaitUntilBlock', block: 1 }] : [],
  )
  const { validator, stop } = started(machine, { chain: { ...portsOn(clock).chain, block: async () => (asked++, 100) } }, clock)
  await clock.advance(59)
  expect(asked).toBe(10)
  stop.abort()
  await validator.done
})

test('a chain that gives no height is asked again; the log hears of it as a warning once, until there is one', async () => {
  const clock = fakeClock()
  const answers: readonly (() => Promise<unknown>)[] = [
    () => Promise.reject(new Error('away')),
    never,
    async () => NaN,
    async () => undefined,
    async () => 99,
    never,
    async () => 100,
  ]
  let asked = 0
  const lines: string[] = []
  const say = (level: string) => (_: object, message: string) => void lines.push(`${level}: ${message}`)
  const { machine, tags } = atStart({ _tag: 'WaitUntilBlock', block: 100 })
  const { validator, stop } = started(
    machine,
    {
      chain: { ...portsOn(clock).chain, block: () => answers[asked++]!() as Promise<number> },
      logger: { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') },
    },
    clock,
  )
  await clock.advance(96)
  expect(tags()).toEqual(['Started', 'BlockSeen'])
  expect(lines.map((line) => line.split(':')[0])).toEqual(['warn', 'debug', 'debug', 'debug', 'warn'])
  stop.abort()
  await validator.done
})

test('alarms: one a lane, the newest counts, and lanes do not disturb each other', async () => {
  const clock = fakeClock()
  const at = (seconds: number): string => new Date(Date.parse(clock.now()) + seconds * 1000).toISOString()
  const { machine, events } = atStart(
    { _tag: 'RetryAt', lane: 'cycle', at: at(10) },
    { _tag: 'RetryAt', lane: 'changes', at: at(20) },
    { _tag: 'RetryAt', lane: 'cycle', at: at(30) },
  )
  const { validator, stop, leaks } = started(machine, {}, clock)
  await clock.advance(15)
  expect(events).toHaveLength(1)
  await clock.advance(100)
  expect(events.slice(1)).toEqual([
    { _tag: 'Woke', lane: 'changes', at: '2026-11-20T06:00:20.000Z' },
    { _tag: 'Woke', lane: 'cycle', at: '2026-11-20T06:00:30.000Z' },
  ])
  stop.abort()
  await validator.done
  expect(leaks()).toEqual(NO_LEAKS)
})

test('an instant that has passed rings at once; a clock may reject a sleep that is cut short', async () => {
  const clock = fakeClock()
  const rejecting = {
    ...clock,
    sleep: async (...[seconds, signal]: Parameters<typeof clock.sleep>) => {
      await clock.sleep(seconds, signal)
      if (signal.aborted) throw new Error('cut short')
    },
  }
  const { machine, tags } = scripted((event) =>
    event._tag === 'Started'
      ? [
          { _tag: 'RetryAt', lane: 'changes', at: '2026-11-20T05:00:00Z' },
          { _tag: 'RetryAt', lane: 'cycle', at: '2026-11-21T05:00:00Z' },
          { _tag: 'RetryAt', lane: 'cycle', at: '2026-11-22T05:00:00Z' },
          { _tag: 'WaitUntilBlock', block: 900 },
        ]
      : [],
  )
  const { validator, stop } = started(machine, { clock: rejecting }, clock)
  await clock.advance(1)
  expect(tags()).toEqual(['Started', 'Woke'])
  stop.abort()
  await validator.done
})

test('requests are answered by the machine, those that wait at the end by `stopped`, and later ones too', async () => {
  const { machine, events } = scripted((event) => {
    if (event._tag === 'PublishRequested')
      return events.length > 3 ? [] : [{ _tag: 'OpenGate', requests: ['nobody', event.request], outcome: { _tag: 'Unchanged', block: 5 } }]
    if (event._tag === 'ConfigUpdateRequested')
      return event.changes === 1 ? [{ _tag: 'AnswerConfig', request: event.request, outcome: { _tag: 'Accepted' } }] : []
    return []
  })
  const { validator, stop } = started(machine)
  expect(await validator.publish()).toEqual({ _tag: 'Unchanged', block: 5 })
  expect(await validator.updateConfig(1)).toEqual({ _tag: 'Accepted' })
  const waiting = [validator.publish(), validator.updateConfig(2)]
  stop.abort()
  const stopped = [
    { _tag: 'NotPublished', reason: 'stopped' },
    { _tag: 'Refused', reasons: [{ _tag: 'Stopped', path: '', message: 'the validator has stopped' }] },
  ]
  expect(await Promise.all(waiting)).toEqual(stopped)
  expect(await Promise.all([validator.publish(), validator.updateConfig(2)])).toEqual(stopped)
  const names = events.flatMap((event) => ('request' in event ? [event.request] : []))
  expect(new Set(names).size).toBe(4)
})

test('a thousand requests may wait; more are refused at once, until one is answered', async () => {
  const asked: string[] = []
  const { machine } = scripted((event) => {
    if (event._tag === 'PublishRequested') asked.push(event.request)
    return event._tag === 'ResultsArrived' ? [{ _tag: 'OpenGate', requests: [asked[0]!], outcome: { _tag: 'Published', block: 1 } }] : []
  })
  const { validator, stop } = started(machine)
  const waiting = Array.from({ length: 1000 }, () => validator.publish())
  const changes = Array.from({ length: 1000 }, () => validator.updateConfig({}))
  expect(await validator.publish()).toEqual({ _tag: 'NotPublished', reason: 'too many requests are waiting' })
  expect(await validator.updateConfig({})).toMatchObject({ _tag: 'Refused', reasons: [{ _tag: 'TooManyRequests' }] })
  validator.deliver([])
  expect(await waiting[0]).toEqual({ _tag: 'Published', block: 1 })
  const another = validator.publish()
  stop.abort()
  expect(
    new Set((await Promise.all([...waiting.slice(1), another])).map((outcome) => outcome._tag === 'NotPublished' && outcome.reason)),
  ).toEqual(new Set(['stopped']))
  expect((await Promise.all(changes)).every(({ _tag }) => _tag === 'Refused')).toBe(true)
})

test('`done` waits for a write under way, and no longer than its limit for one that hangs', async () => {
  const clock = fakeClock()
  let written = (): void => undefined
  const store: Command = { _tag: 'Store', id: 1, writes: [] }
  const slow = started(
    atStart(store).machine,
    { storage: { ...memoryStorage(), write: () => new Promise((resolve) => (written = () => resolve(0))) } },
    clock,
  )
  slow.stop.abort()
  await clock.advance(29)
  expect(slow.isDone()).toBe(false)
  written()
  await slow.validator.done
  expect(slow.leaks()).toEqual(NO_LEAKS)
  const hanging = started(atStart(store).machine, { storage: { ...memoryStorage(), write: never } }, clock)
  hanging.stop.abort()
  await clock.advance(29)
  expect(hanging.isDone()).toBe(false)
  await clock.advance(1)
  expect(hanging.isDone()).toBe(true)
})

test('what hangs but is no store keeps nobody from stopping', async () => {
  const { machine } = atStart(
    { _tag: 'Inquire', id: 1 },
    asking(2)[5]!,
    { _tag: 'Collect', id: 3, since: SINCE },
    { _tag: 'WaitUntilBlock', block: 999 },
  )
  const lines: string[] = []
  const say = (_: object, message: string): void => void lines.push(message)
  const { stop, validator, leaks } = started(machine, {
    chain: { signer: HOTKEY, block: never, look: never, submit: never },
    prover: { results: never },
    logger: { debug: say, info: say, warn: say, error: say },
  })
  await quiet()
  stop.abort()
  await validator.done
  await quiet()
  expect(lines).toEqual([])
  expect(leaks()).toEqual(NO_LEAKS)
})

test('a signal that has aborted before, or aborts in the middle of a step, lets nothing be begun', async () => {
  const { machine, tags } = scripted(() => asking(1))
  const stop = new AbortController()
  stop.abort()
  let begun = 0
  const storage: Storage = { ...memoryStorage(), read: async () => (begun++, []), write: async () => (begun++, 0) }
  await interpret(machine, portsOn(fakeClock(), { storage }), { signal: stop.signal, netuid: NETUID, hotkey: HOTKEY }).done
  expect([tags(), begun]).toEqual([['Stopped'], 0])

  const { machine: inTheMiddle, tags: seen } = scripted(({ _tag }) =>
    _tag === 'ResultsArrived'
      ? [
          { _tag: 'Collect', id: 1, since: SINCE },
          { _tag: 'Store', id: 2, writes: [] },
        ]
      : [],
  )
  const stopping = started(inTheMiddle, { storage, prover: { results: async () => (stopping.stop.abort(), []) } }, fakeClock())
  stopping.validator.deliver([])
  await stopping.validator.done
  expect([seen(), begun]).toEqual([['Started', 'ResultsArrived', 'Stopped'], 0])
})

test('a machine that throws stops the validator: `done` rejects with it, requests are answered, the log is told', async () => {
  const lines: unknown[] = []
  const silent = (): void => undefined
  const bug = new TypeError('a bug')
  const { machine, events } = scripted((event) => {
    if (event._tag === 'ResultsArrived') throw bug
    return event._tag === 'Started'
      ? [
          { _tag: 'WaitUntilBlock', block: 900 },
          { _tag: 'RetryAt', lane: 'cycle', at: '2026-11-21T00:00:00Z' },
        ]
      : []
  })
  const { validator, leaks } = started(machine, {
    logger: { debug: silent, info: silent, warn: silent, error: (...args) => void lines.push(args) },
  })
  await quiet()
  const open = validator.publish()
  validator.deliver([])
  expect(await open).toEqual({ _tag: 'NotPublished', reason: 'stopped' })
  await expect(validator.done).rejects.toBe(bug)
  expect(lines).toEqual([[{ error: bug }, 'the validator is broken and stops']])
  expect(leaks()).toEqual(NO_LEAKS)
  validator.deliver([])
  expect([events.length, validator.state().next_id]).toEqual([3, 2])
})

test('an alarm for no instant is a bug as well', async () => {
  const { validator } = started(atStart({ _tag: 'RetryAt', lane: 'cycle', at: 'soon' }).machine)
  await expect(validator.done).rejects.toThrow('expected instants')
})

test('reports go to their ports, and an alert is a line in the log as well', async () => {
  const told: unknown[] = []
  const say = (level: string) => (fields: object, message: string) => void told.push([level, fields, message])
  const { validator, stop } = started(atStart(report('Log'), report('Alert'), report('Measurement')).machine, {
    logger: { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') },
    alerts: { raise: async (alert) => void told.push(alert) },
    metrics: { record: (measurement) => void told.push(measurement) },
  })
  const alert = { _tag: 'WeightsRefused', errors: ['X'] }
  expect(told).toEqual([
    ['info', { _tag: 'Stopped', open: null }, 'Stopped'],
    ['error', alert, 'the chain refuses the weights: X'],
    alert,
    { _tag: 'ConfigChanged', accepted: true },
  ])
  stop.abort()
  await validator.done
})

test('without a logger, alerts and metrics nobody is told', async () => {
  const { validator, stop } = started(atStart(report('Log'), report('Alert'), report('Measurement')).machine)
  stop.abort()
  await validator.done
})

test('what fails to be told changes nothing; an alert that gets nowhere is logged', async () => {
  const clock = fakeClock()
  const warned: unknown[] = []
  const bad = [
    () => {
      throw new Error('at once')
    },
    () => Promise.reject(new Error('later')),
  ] as unknown as readonly (() => never)[]
  for (const fails of bad) {
    const { machine, tags } = scripted(({ _tag }) =>
      _tag === 'Started' || _tag === 'Stopped' ? [report('Log'), report('Alert'), report('Measurement')] : [],
    )
    const { validator, stop, leaks } = started(
      machine,
      {
        logger: { debug: fails, info: fails, error: fails, warn: (fields) => void warned.push(fields) },
        alerts: { raise: fails },
        metrics: { record: fails },
      },
      clock,
    )
    validator.deliver([])
    stop.abort()
    await validator.done
    expect(tags()).toEqual(['Started', 'ResultsArrived', 'Stopped'])
    expect(leaks()).toEqual(NO_LEAKS)
  }
  expect(warned).toMatchObject(['at once', 'at once', 'later', 'later'].map((message) => ({ called: 'alerts', error: 'Error', message })))
  const hanging = started(atStart(report('Alert')).machine, { alerts: { raise: never } }, clock)
  hanging.stop.abort()
  await clock.advance(10)
  expect(hanging.isDone()).toBe(true)
})

test("limits of time and the pause between questions are the caller's to set", async () => {
  const clock = fakeClock()
  const { machine, events } = atStart({ _tag: 'Collect', id: 1, since: SINCE }, { _tag: 'WaitUntilBlock', block: 999 })
  const stop = new AbortController()
  let asked = 0
  const ports = portsOn(clock, { prover: { results: never }, chain: { ...portsOn(clock).chain, block: async () => (asked++, 1) } })
  const validator = interpret(machine, ports, {
    signal: stop.signal,
    netuid: NETUID,
    hotkey: HOTKEY,
    timeouts: { prover: 3 },
    poll_seconds: 1,
  })
  await clock.advance(3)
  expect(events[1]).toMatchObject({ _tag: 'Failed', error: 'Timeout', message: 'no answer within 3 s' })
  expect(asked).toBe(4)
  stop.abort()
  await validator.done
})

test.each([
  undefined,
  null,
  {},
  { _tag: 'Done' },
  { _tag: 'Included' },
  { _tag: 'Included', block: '1003' },
  { _tag: 'Refused', block: null },
  { _tag: 'Refused', block: 1.5, error: 'x' },
])('an answer to a submission that is none (%j) leaves it to the chain to say what became of it', async (answer) => {
  const submit: Command = {
    _tag: 'Submit',
    id: 1,
    call: { _tag: 'Set', netuid: NETUID, uids: [1], weights: [1], version_key: '0' },
    valid_until: 116,
  }
  const chain = { ...portsOn(fakeClock()).chain, submit: async () => answer as never }
  expect(await answered(submit, memoryStorage(), { chain })).toMatchObject({ _tag: 'SubmissionUnknown', id: 1 })
})

test.each([null, {}, 'rows', 7])('results that are no list (%j) are a failure of the prover', async (rows) => {
  const prover = { results: async () => rows as never }
  expect(await answered({ _tag: 'Collect', id: 1, since: SINCE }, memoryStorage(), { prover })).toMatchObject({
    _tag: 'Failed',
    id: 1,
    port: 'prover',
  })
})

test('an answer that changes between two looks at it is read once', async () => {
  const submit: Command = { _tag: 'Submit', id: 1, call, valid_until: 116 }
  let looks = 0
  const changing = {
    _tag: 'Included',
    get block(): number {
      if (looks++ > 0) throw new Error('second look')
      return 101
    },
  }
  const chain = { ...portsOn(fakeClock()).chain, submit: async () => changing as never }
  expect(await answered(submit, memoryStorage(), { chain })).toMatchObject({ _tag: 'SubmissionConfirmed', block: 101 })
})
