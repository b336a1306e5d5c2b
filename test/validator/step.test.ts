import { left, right } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gpuPools } from '../../src/policies/index.js'
import type { ValidatorEvent } from '../../src/validator/event.js'
import type { ValidatorState } from '../../src/validator/state.js'
import { secondsLater } from '../../src/units/time/timestamp.js'
import { step } from '../../src/validator/step.js'
import { chains, stories } from './stories.js'
import { run, tell, well } from './machine.js'
import { NETUID } from './chain-model.js'
import type { Action } from './world.js'
import { INTERVAL, simulate } from './world.js'

const PATIENCE = 60_000
const publish: Action = { do: 'publish' }
const hold = (on: boolean): Action => ({ do: 'hold', on })

describe('any event in any state', () => {
  const machine = step(gpuPools())
  const states: ValidatorState[] = []
  const events: ValidatorEvent[] = []
  for (const [chain, story] of fc.sample(fc.tuple(chains, stories), 8)) {
    const world = simulate((state, event) => {
      states.push(state)
      events.push(event)
      return machine(state, event)
    }, chain)
    for (const action of story) world.act(action)
  }
  const ids = fc.integer({ min: 0, max: 60 })
  const block = fc.oneof(fc.constantFrom(NaN, Infinity, -Infinity, -1, 0.5, 0, 2 ** 53, 1e300), fc.integer())
  const at = fc.oneof(
    fc.constantFrom('', 'yesterday', '1969-12-31T23:59:59Z', '9999-12-31T23:59:59.999999999999Z', '2026-11-20T06:00:00Z'),
    fc.string(),
  )
  const port = fc.constantFrom('chain', 'storage', 'prover', 'publishing', 'policy')
  const garbage = fc.oneof(
    fc.record({ _tag: fc.constant('BlockSeen'), at, block }),
    fc.record({ _tag: fc.constant('ResultsArrived'), id: fc.option(ids), at, rows: fc.array(fc.anything()) }),
    fc.record({ _tag: fc.constant('ChainRead'), id: ids, at, network: fc.anything() }),
    fc.record({
      _tag: fc.constant('WorldRead'),
      id: ids,
      at,
      network: fc.anything(),
      results: fc.array(fc.anything()),
      previous: fc.array(fc.jsonValue()),
      profiles: fc.constant([]),
      hold: fc.boolean(),
    }),
    fc.record({ _tag: fc.constant('Stored'), id: ids, at }),
    fc.record({ _tag: fc.constant('SubmissionConfirmed'), id: ids, at, block }),
    fc.record({ _tag: fc.constant('SubmissionRefused'), id: ids, at, block: fc.option(block), error: fc.string() }),
    fc.record({ _tag: fc.constant('Failed'), id: ids, at, port, error: fc.string(), message: fc.string() }),
    fc.record({ _tag: fc.constant('ConfigUpdateRequested'), request: fc.string(), at, changes: fc.jsonValue() }),
    fc.record({ _tag: fc.constantFrom('Started', 'Stopped'), at }),
    fc.record({ _tag: fc.constant('PublishRequested'), request: fc.string(), at }),
    fc.record({ _tag: fc.constant('Woke'), lane: fc.constantFrom('cycle', 'changes'), at }),
    fc.constantFrom(...events),
  ) as fc.Arbitrary<ValidatorEvent>
  /** The answer that the state waits for, now and then. */
  const addressed = ({ stage }: ValidatorState, event: ValidatorEvent): ValidatorEvent =>
    'id' in event && 'id' in stage && event.id !== null && event.id % 2 === 0 && stage.id !== null
      ? ({ ...event, id: stage.id } as ValidatorEvent)
      : event

  test(
    'has a next state, which JSON holds and which goes on as its copy does',
    () => {
      fc.assert(
        fc.property(fc.constantFrom(...states), fc.array(garbage, { minLength: 1, maxLength: 4 }), (from, told) => {
          let state = from
          for (const event of told) {
            const copy = JSON.parse(JSON.stringify(state)) as ValidatorState
            const [next, commands] = machine(state, addressed(state, event))
            expect(JSON.stringify(machine(copy, addressed(copy, event)))).toBe(JSON.stringify([next, commands]))
            state = next
          }
        }),
        { numRuns: 5 * fc.readConfigureGlobal().numRuns! },
      )
    },
    PATIENCE,
  )
  test('a height that is none is no news, and the next is waited for', () => {
    const world = tell([run(8)])
    world.feed({ _tag: 'BlockSeen', at: world.now(), block: NaN })
    expect(world.state().head).toBe(1005)
  })
  test('a block in an answer that cannot be is not waited for', () => {
    for (const block of [NaN, 1e15, -5]) {
      const world = tell(well(7))
      const { stage } = world.state()
      if (stage._tag !== 'Submitting') throw new Error(stage._tag)
      world.feed({ _tag: 'SubmissionConfirmed', id: stage.id, at: world.now(), block })
      expect(world.state().stage).toMatchObject({ _tag: 'Inquiring', from: 1001, included: null })
      expect(world.alerts().at(-1)).toMatchObject({ _tag: 'ImplausibleAnswer', port: 'chain' })
    }
  })
})

describe('requests to publish', () => {
  test('are answered as published, and as unchanged where nothing is new', () => {
    const world = tell([publish, run(6), publish, run(8)])
    expect(world.answers().map((command) => (command._tag === 'OpenGate' ? command.outcome._tag : ''))).toEqual(['Published', 'Unchanged'])
    expect(world.chain.included().length).toBe(1)
  })
  test('are answered where the last vector is held and there is none', () => {
    const world = tell([hold(true), publish, run(3)])
    expect(world.answers()).toMatchObject([
      { outcome: { _tag: 'NotPublished', reason: 'the switch holds the last weights, but no weights were set yet' } },
    ])
    expect(world.logs()).toContainEqual({ _tag: 'NothingToHold', reason: 'the switch holds the last weights' })
  })
  test('a held vector is sent again when it is due, and is not a decision', () => {
    const world = tell([run(5), hold(true), run(INTERVAL + 8)])
    expect(world.store.all('weight_submissions').map(({ status, held }) => [status, held])).toEqual([
      ['confirmed', false],
      ['confirmed', true],
    ])
    expect(world.store.all('emission_metrics').length).toBe(1)
  })
  test('a thousand may wait', () => {
    const world = tell(Array.from({ length: 1001 }, () => publish))
    expect(world.state().gates.length).toBe(1000)
    expect(world.answers()).toMatchObject([{ requests: ['publish-1003'], outcome: { _tag: 'NotPublished' } }])
  })
  test('nobody is left waiting when it stops, and who comes later is told', () => {
    const world = tell([run(4), publish])
    world.feed({ _tag: 'Stopped', at: world.now() })
    world.feed({ _tag: 'PublishRequested', request: 'late', at: world.now() })
    world.feed({ _tag: 'ConfigUpdateRequested', request: 'late', at: world.now(), changes: {} })
    world.feed({ _tag: 'BlockSeen', block: 2000, at: world.now() })
    expect(world.state().stage).toEqual({ _tag: 'Stopped' })
    expect(world.answers()).toMatchObject([
      { requests: ['publish-3'], outcome: { _tag: 'NotPublished', reason: 'the validator has stopped' } },
      { requests: ['late'], outcome: { _tag: 'NotPublished' } },
      { request: 'late', outcome: { _tag: 'Refused', reasons: [{ _tag: 'Stopped' }] } },
    ])
    expect(world.logs().at(-1)).toMatchObject({ _tag: 'Stopped' })
  })
})

describe('changes of config', () => {
  const ask = (changes: { readonly [key: string]: number }) => (world: ReturnType<typeof tell>) =>
    world.feed({ _tag: 'ConfigUpdateRequested', request: 'c', at: world.now(), changes })
  test('one asked for before the store was read changes what the store holds', () => {
    const world = tell([run(6), { do: 'change', valid: true }, run(2), { do: 'crash', anew: false }])
    ask({ cutoff_hours: 2 })(world)
    world.act(run(4))
    expect(world.state().pending?.document).toMatchObject({ burn_percentage: 1, cutoff_hours: 2 })
  })
  test('a hundred may wait to be stored', () => {
    const world = tell([])
    for (let i = 0; i < 101; i++) ask({ burn_percentage: 2 })(world)
    expect(world.answers()).toMatchObject([{ outcome: { _tag: 'Refused', reasons: [{ _tag: 'TooManyChanges' }] } }])
  })
  test('the config that it is started with anew is in force from the next epoch on, once', () => {
    const world = tell([run(6), { do: 'crash', anew: true }, run(6)])
    expect([world.state().config?.document, world.state().pending?.document]).toMatchObject([
      { burn_percentage: 0 },
      { burn_percentage: 1 },
    ])
    world.calm(false)
    expect(world.state().config?.document).toMatchObject({ burn_percentage: 1 })
    expect(world.store.all('config_changes').map(({ status }) => status)).toEqual(['superseded', 'in_force'])
  })
  test('one that nothing can be decided by is refused after all, and nobody is answered twice', () => {
    const { decide } = gpuPools()
    const picky = {
      decide: (config: Parameters<typeof decide>[0]) =>
        config.burn_percentage.eq(1) ? () => left([{ _tag: 'No', path: '', message: 'no' }]) : decide(config),
    }
    const world = tell([run(6), { do: 'change', valid: true }, run(INTERVAL + 8)], {}, picky)
    expect(world.answers()).toMatchObject([{ outcome: { _tag: 'Accepted' } }])
    expect(world.alerts()).toMatchObject([{ _tag: 'InvalidConfigAttempt', reasons: [{ _tag: 'No' }] }])
    expect(
      world.store
        .all('config_changes')
        .map(({ status }) => status)
        .sort(),
    ).toEqual(['in_force', 'refused'])
    expect(world.chain.included().length).toBe(2)
  })
  test('a world by which nothing can be decided says nothing against one', () => {
    const { decide } = gpuPools()
    let broken = false
    const world = tell(
      [run(6), { do: 'change', valid: true }, run(4)],
      {},
      { decide: (config) => (broken ? () => left([{ _tag: 'No', path: '', message: 'no' }]) : decide(config)) },
    )
    broken = true
    world.act(run(INTERVAL - 4))
    expect(world.alerts()).toMatchObject([{ _tag: 'CalculationFailed' }])
    expect(world.state().pending?.document).toMatchObject({ burn_percentage: 1 })
  })
})

describe('alarms', () => {
  test('a port is reported at the third failure in a row, and when it works again, once each', () => {
    const world = tell([...well(2)])
    for (let i = 0; i < 5; i++)
      for (const action of [
        { do: 'answer', which: 0, manner: 'fails' },
        { do: 'wake', lane: 'cycle' },
      ] as const)
        world.act(action)
    expect(world.alerts()).toMatchObject([{ _tag: 'PortFailing', port: 'chain', failures: 3, over: false }])
    world.act(run(1))
    expect(world.alerts().slice(1)).toMatchObject([{ _tag: 'PortFailing', port: 'chain', failures: 5, over: true }])
  })
  test('the policy too, and what was decided ends it', () => {
    const { decide } = gpuPools()
    let broken = true
    const world = tell(
      [run(3 * INTERVAL + 10)],
      {},
      { decide: (config) => (broken ? () => left([{ _tag: 'No', path: '', message: 'no' }]) : decide(config)) },
    )
    const failing = () => world.alerts().filter(({ _tag }) => _tag === 'PortFailing')
    expect(failing()).toMatchObject([{ port: 'policy', over: false }])
    broken = false
    world.act(run(INTERVAL + 4))
    expect(failing()).toMatchObject([{ over: false }, { over: true }])
  })
  test('stale weights are reported once, and when they are no longer', () => {
    const world = tell([run(8), run(12)], { tempo: 4 })
    const stale = () => world.alerts().filter(({ _tag }) => _tag === 'WeightsStale')
    expect(stale()).toMatchObject([{ over: false }])
    world.act(run(INTERVAL - 8))
    expect(stale()).toMatchObject([{ over: false }, { over: true }])
  })
  test('an allocation that is far from the last one', () => {
    const world = tell([run(4), ...[2, 3].map((uid): Action => ({ do: 'takeOver', uid })), run(INTERVAL + 4)], {
      min_allowed_weights: 6,
    })
    expect(world.alerts()).toMatchObject([{ _tag: 'UnusualAllocation', miners: 1, miners_before: 3 }])
  })
  test('every miner of the last weights is gone: nothing is sent, and an alert says why', () => {
    const world = tell([run(4), ...[2, 3, 4].map((uid): Action => ({ do: 'takeOver', uid })), run(INTERVAL + 4)])
    const tags = world.alerts().map(({ _tag }) => _tag)
    expect(new Set(tags)).toEqual(new Set(['EvidenceUnusable', 'CalculationFailed']))
    expect(world.alerts()[0]).toMatchObject({ reason: expect.stringContaining('NotRegistered 3') as string })
    expect(world.store.all('weight_submissions').map(({ status, held }) => [status, held])).toEqual([['confirmed', false]])
  })
  test('results that are all too old hold the last weights, with an alert', () => {
    const silent: readonly Action[] = Array.from({ length: 400 }, (): Action => ({ do: 'mine' }))
    const world = tell([run(4), ...silent, run(INTERVAL + 4)])
    const alerts = world.alerts().filter(({ _tag }) => _tag === 'EvidenceUnusable')
    expect(alerts.length).toBeGreaterThan(0)
    expect(world.store.all('weight_submissions').map(({ held }) => held)).toContain(true)
    expect(world.store.all('weight_submissions').map(({ rules }) => rules)).not.toContain(null)
  })
  test('a cycle that is slow', () => {
    const slow = tell([...well(5), ...Array.from({ length: 4 }, (): Action => ({ do: 'mine' })), ...well(3)])
    expect(slow.alerts()).toMatchObject([{ _tag: 'PerformanceDegraded', limit: 30 }])
    expect(tell(well(8)).alerts()).toEqual([])
  })
})

describe('what cannot be sent', () => {
  const nextMove = (network: object) => {
    const world = tell(well(5))
    const { stage } = world.state()
    if (stage._tag !== 'Reading') throw new Error(stage._tag)
    world.act(publish)
    world.feed({
      _tag: 'WorldRead',
      id: stage.id,
      at: world.now(),
      network: { ...world.chain.document(), ...network },
      results: [],
      previous: [],
      profiles: [],
      hold: false,
    })
    return world
  }
  const changed = (key: string, value: unknown) => {
    const { hyperparameters } = tell([]).chain.document() as { readonly hyperparameters: object }
    return { hyperparameters: { ...hyperparameters, [key]: value } }
  }
  test('what the chain would refuse is not tried: it is reported, and tried again later', () => {
    const world = nextMove(changed('commit_reveal_weights_enabled', true))
    expect(world.alerts()).toMatchObject([{ _tag: 'WeightsRefused' }])
    expect(world.state().stage).toMatchObject({ _tag: 'Waiting', again: { _tag: 'Look' } })
  })
  test('another subnet counts as a chain that cannot be read', () => {
    expect(
      nextMove({ netuid: NETUID + 1 })
        .logs()
        .at(-1),
    ).toMatchObject({ _tag: 'Retrying', port: 'chain', error: 'WrongNetuid' })
  })
  test('where the last vector is held and all of it has left, nobody is paid', () => {
    const world = tell([run(5), hold(true), ...[2, 3, 4].map((uid): Action => ({ do: 'takeOver', uid })), run(INTERVAL + 4)])
    expect(world.alerts()).toMatchObject([{ _tag: 'CalculationFailed', reasons: [{ _tag: 'NothingToPay' }] }])
  })
  test('what was never sent is settled at once, with an alert of its own', () => {
    const world = tell(well(7))
    const { stage } = world.state()
    if (stage._tag !== 'Submitting') throw new Error(stage._tag)
    world.feed({ _tag: 'SubmissionNotSent', id: stage.id, at: world.now(), error: 'WalletLocked' })
    expect(world.state().stage).toMatchObject({ _tag: 'Settling', submission: { status: 'not_sent', error: 'WalletLocked' } })
    world.act(run(1))
    expect(world.alerts()).toContainEqual({ _tag: 'WeightsNotSent', error: 'WalletLocked' })
    expect(world.store.all('weight_submissions').map(({ status }) => status)).toEqual(['not_sent'])
  })
  test('what a block refused is waited out, since a fork may yet take it', () => {
    const world = tell(well(7))
    const { stage } = world.state()
    if (stage._tag !== 'Submitting') throw new Error(stage._tag)
    world.feed({ _tag: 'SubmissionRefused', id: stage.id, at: world.now(), block: 1001, error: 'NeuronNoValidatorPermit' })
    for (let i = 0; i < 14; i++) {
      world.act({ do: 'mine' })
      const now = world.state().stage
      if (now._tag === 'Inquiring' && now.id !== null)
        world.feed({ _tag: 'ChainRead', id: now.id, at: world.now(), network: world.chain.document() })
    }
    expect(world.state().stage).toMatchObject({
      _tag: 'Settling',
      submission: { status: 'refused', error: 'NeuronNoValidatorPermit', block: null },
    })
  })
})

describe('what runs beside', () => {
  test('a clean-up that failed is tried again soon, one that is done only when it is time', () => {
    const world = tell([run(8)])
    const laterBy = (seconds: number): string => secondsLater(seconds)(world.now())
    expect(world.state().clean_at > world.now()).toBe(true)
    while (world.state().cleaning === null) world.act({ do: 'mine' })
    world.feed({ _tag: 'Failed', id: world.state().cleaning!, at: world.now(), port: 'storage', error: 'Busy', message: 'locked' })
    expect(world.state()).toMatchObject({ cleaning: null, failures: { storage: 1 } })
    expect(world.state().clean_at > world.now() && world.state().clean_at < laterBy(10)).toBe(true)
  })
  test('a change that could not be stored is stored again later, and answered then', () => {
    const world = tell([run(5), { do: 'change', valid: true }, { do: 'answer', which: 0, manner: 'fails' }])
    expect(world.answers()).toEqual([])
    world.act({ do: 'wake', lane: 'changes' })
    world.act(run(1))
    expect(world.answers()).toMatchObject([{ outcome: { _tag: 'Accepted' } }])
  })
  test('results that nobody asked for are kept; where none is usable nothing is written', () => {
    const world = tell([run(1)])
    const before = world.store.all('miner_prover_results').length
    world.act({ do: 'deliver', uid: 5 })
    world.act(run(1))
    expect(world.store.all('miner_prover_results').length).toBe(before + 1)
    const { next_id } = world.state()
    world.feed({ _tag: 'ResultsArrived', id: null, at: world.now(), rows: [null, {}] })
    expect(world.state().next_id).toBe(next_id)
  })
  test('rows of a policy without GPUs are kept without their columns, and with the hotkey of nobody without a uid', () => {
    const readEvidence = () => right({ hotkey: 'nobody', subject: 'event-1', at: '2026-11-20T06:00:00Z', document: { event: 1 } })
    const world = tell([run(1)], {}, { readEvidence })
    expect(world.store.all('miner_prover_results')).toMatchObject([
      {
        miner_uid: null,
        executor_id: 'event-1',
        gpu_model: null,
        gpu_count: null,
        attestation_valid: null,
        verification_timestamp: '2026-11-20T06:00:00.000000000Z',
        document: { event: 1 },
      },
    ])
  })
  test('of many malformed rows some are said in words', () => {
    const world = tell([])
    world.feed({ _tag: 'ResultsArrived', id: null, at: world.now(), rows: Array.from({ length: 100 }, () => null) })
    const [line] = world.logs().filter(({ _tag }) => _tag === 'Collected')
    expect(line?._tag === 'Collected' ? [line.rows, line.malformed.length, line.malformed[0]?.path] : []).toEqual([100, 21, 'results[0]'])
  })
})
