/** Stories of answers that are not true: what is in force is read from the stored row, and one process works on a store. */
import { describe, expect, test } from 'vitest'
import { gpuPools } from '../../src/policies/index.js'
import { secondsLater } from '../../src/units/time/timestamp.js'
import type { Command } from '../../src/validator/command.js'
import { initialState } from '../../src/validator/initial-state.js'
import type { Alert } from '../../src/validator/alert.js'
import type { ValidatorState } from '../../src/validator/state.js'
import { step } from '../../src/validator/step.js'
import type { ValidatorLeaseRecord } from '../../src/storage/tables.js'
import { expectRight } from '../either.js'
import { NETUID, SIGNER } from './chain-model.js'
import { run, tell, well } from './machine.js'
import type { Action, World } from './world.js'
import { INTERVAL, SETTINGS, configOf } from './world.js'

const publish: Action = { do: 'publish' }
const OTHERS = [[2, 65_535]] as const
const tagsOf = (world: World): readonly Alert['_tag'][] => world.alerts().map(({ _tag }) => _tag)
const journal = (world: World) => world.store.all('weight_submissions').map(({ status }) => status)
/** The block of the last weights. */
const setAt = (world: World): number => world.chain.included().at(-1)!.block
const submitting = (): World => {
  const world = tell(well(7))
  expect(world.state().stage._tag).toBe('Submitting')
  return world
}
const idOf = ({ stage }: ValidatorState): number => ('id' in stage && stage.id !== null ? stage.id : -1)

describe('weights of another process with the same key', () => {
  test('are not journalled as ours: the submission is superseded, with an alert, and no metrics, history or scores', () => {
    const world = submitting()
    // Ours is on its way, and theirs comes after it.
    world.act({ do: 'answer', which: 0, manner: 'unheard' })
    world.act({ do: 'mine' })
    world.act({ do: 'mine' })
    world.act({ do: 'mine' })
    world.chain.setElsewhere(OTHERS)
    world.act({ do: 'mine' })
    world.act(run(14))
    expect(journal(world)[0]).toBe('superseded')
    expect(tagsOf(world)).toContain('Superseded')
    expect([world.store.all('emission_metrics').length, world.store.all('weight_allocation_history').length]).toEqual([0, 0])
    expect(world.store.all('validator_state').some(({ name }) => name === 'next')).toBe(false)
  })
  test('and the next ones are set an interval after theirs', () => {
    const world = submitting()
    world.act({ do: 'answer', which: 0, manner: 'unheard' })
    for (let i = 0; i < 3; i++) world.act({ do: 'mine' })
    world.chain.setElsewhere(OTHERS)
    world.act(run(INTERVAL + 30))
    expect(journal(world).slice(0, 2)).toEqual(['superseded', 'confirmed'])
  })
  test('between two of ours they move the next ones, and nothing is superseded', () => {
    const world = tell([run(6)])
    world.chain.setElsewhere(OTHERS)
    world.act(run(2 * INTERVAL))
    expect(journal(world)).toEqual(['confirmed', 'confirmed'])
  })
})

describe('an answer of the chain', () => {
  test('that names a block which does not have the submission is a contradiction, told at once and once', () => {
    const world = submitting()
    world.forget()
    world.feed({ _tag: 'SubmissionConfirmed', id: idOf(world.state()), at: world.now(), block: 1002 })
    world.act(run(6))
    expect(world.alerts().filter(({ _tag }) => _tag === 'ChainContradictsItself')).toMatchObject([
      { block: 1002, last_update: 0, head: 1004 },
    ])
    world.act(run(12))
    expect(tagsOf(world).filter((tag) => tag === 'ChainContradictsItself').length).toBe(1)
    expect(journal(world)[0]).toBe('lost')
  })
  test('that is found to be untrue only when its life is over is a contradiction too', () => {
    const world = submitting()
    const { stage } = world.state()
    if (stage._tag !== 'Submitting') throw new Error(stage._tag)
    world.forget()
    world.feed({ _tag: 'SubmissionConfirmed', id: stage.id, at: world.now(), block: stage.submission.valid_until })
    world.act(run(14))
    expect(tagsOf(world)).toContain('ChainContradictsItself')
    expect(journal(world)[0]).toBe('lost')
  })
  test('that shows no subnet once gives nothing up', () => {
    const world = submitting()
    world.act({ do: 'answer', which: 0, manner: 'unheard' })
    for (let i = 0; i < 14; i++) world.act({ do: 'mine' })
    const { stage } = world.state()
    if (stage._tag !== 'Inquiring') throw new Error(stage._tag)
    world.feed({ _tag: 'BlockSeen', at: world.now(), block: world.chain.height() })
    world.feed({ _tag: 'ChainRead', id: idOf(world.state()), at: world.now(), network: null })
    world.act(run(8))
    expect(journal(world)).toEqual(['confirmed'])
  })
  test('that leaves out the row which it always showed is a failure of the chain', () => {
    const world = tell([run(6)])
    const { row: _, ...rowless } = world.chain.document() as { readonly row: unknown }
    world.act(publish)
    world.feed({ _tag: 'BlockSeen', at: world.now(), block: world.chain.height() })
    world.feed({ _tag: 'ChainRead', id: idOf(world.state()), at: world.now(), network: rowless })
    expect(world.logs().at(-1)).toMatchObject({ _tag: 'Retrying', error: 'RowMissing' })
  })
  test('that the pool refuses it, though a block takes it: it is recorded as confirmed', () => {
    const world = submitting()
    const { stage } = world.state()
    if (stage._tag !== 'Submitting') throw new Error(stage._tag)
    const { uids, weights } = stage.submission
    world.forget()
    world.feed({ _tag: 'SubmissionRefused', id: stage.id, at: world.now(), block: null, error: 'Invalid.Custom(6)' })
    world.chain.setElsewhere(uids.map((uid, i) => [uid, weights[i]!] as const))
    world.act(run(6))
    expect(world.store.all('weight_submissions')).toMatchObject([{ status: 'confirmed', error: null }])
    expect(world.store.all('emission_metrics').length).toBe(1)
  })
  test('that the pool refuses it is believed when no block may take it any more', () => {
    const world = submitting()
    world.forget()
    world.feed({ _tag: 'SubmissionRefused', id: idOf(world.state()), at: world.now(), block: null, error: 'Invalid.Custom(6)' })
    world.act(run(4))
    expect(journal(world)).toEqual(['open'])
    world.act(run(10))
    expect(world.store.all('weight_submissions')).toMatchObject([{ status: 'refused', error: 'Invalid.Custom(6)' }])
  })
})

describe('a signer', () => {
  const looked = (network: unknown): World => {
    const world = tell(well(2))
    world.feed({ _tag: 'ChainRead', id: idOf(world.state()), at: world.now(), network })
    return world
  }
  test('without a place on the subnet is a state with its own alert, and no failure of the chain; the alert ends with it', () => {
    const { neurons, ...rest } = tell([]).chain.document() as { readonly neurons: readonly { readonly hotkey: string }[] }
    const world = looked({ ...rest, neurons: neurons.filter(({ hotkey }) => hotkey !== SIGNER) })
    expect(world.alerts()).toEqual([{ _tag: 'NotRegistered', netuid: NETUID, hotkey: SIGNER, over: false }])
    expect([world.state().failures.chain, world.state().stage._tag]).toEqual([0, 'Idle'])
    world.act(run(8))
    expect(world.alerts()[1]).toEqual({ _tag: 'NotRegistered', netuid: NETUID, hotkey: SIGNER, over: true })
    world.act(run(6))
    expect(journal(world)).toEqual(['confirmed'])
  })
  test('on a subnet that is not there: the same', () => {
    const world = looked(null)
    expect(world.alerts()).toEqual([{ _tag: 'SubnetUnknown', netuid: NETUID, over: false }])
    world.act(publish)
    world.act(run(14))
    expect(tagsOf(world)).toEqual(['SubnetUnknown', 'SubnetUnknown'])
    expect(journal(world)).toEqual(['confirmed'])
  })
  test('heights that contradict each other are a failure of the chain, and nothing is journalled of them', () => {
    const document = tell([]).chain.document() as { readonly block: number; readonly neurons: readonly object[] }
    const world = looked({ ...document, neurons: document.neurons.map((neuron) => ({ ...neuron, last_update: 9_000_000 })) })
    expect(world.logs().at(-1)).toMatchObject({ _tag: 'Retrying', port: 'chain', error: 'Implausible' })
    const ahead = looked({ ...document, block: 9_000_000 })
    // The first height is taken as it is; the next look shows the truth.
    ahead.act(run(12))
    expect(journal(ahead).every((status) => status !== 'open')).toBe(true)
    expect(journal(ahead)).toContain('confirmed')
  })
})

describe('a request to publish', () => {
  test('the same vector is answered as unchanged at once, inside the rate limit', () => {
    const world = tell([run(6), publish], { rate_limit: 20 })
    world.act(run(2))
    expect(world.answers()).toMatchObject([{ outcome: { _tag: 'Unchanged', block: setAt(world) } }])
    expect(world.chain.height()).toBeLessThan(setAt(world) + 20)
  })
  test('a new vector waits until the chain takes it', () => {
    const world = tell([run(6)], { rate_limit: 20 })
    world.act({ do: 'takeOver', uid: 4 })
    world.act(publish)
    world.act(run(4))
    expect(world.answers()).toEqual([])
    world.act(run(24))
    expect(world.answers()).toMatchObject([{ outcome: { _tag: 'Published' } }])
  })
  test('what comes next is told: the block, the minutes, and what limits it', () => {
    const upcoming = (world: World) => world.logs().filter(({ _tag }) => _tag === 'Upcoming')
    const paced = tell([run(6)])
    expect(upcoming(paced)).toEqual([{ _tag: 'Upcoming', block: setAt(paced) + INTERVAL, minutes: 5, limited_by: 'interval' }])
    const limited = tell([run(6)], { rate_limit: 100 })
    expect(upcoming(limited)).toMatchObject([{ block: setAt(limited) + 102, limited_by: 'rate limit' }])
  })
  test('where the last weights are held, it is said who is paid', () => {
    const world = tell([run(6), { do: 'hold', on: true }, run(INTERVAL + 4)])
    const [held] = world.logs().filter(({ _tag }) => _tag === 'Holding')
    expect(held?._tag === 'Holding' ? [held.shares.length > 0, held.reason] : []).toEqual([true, 'the switch holds the last weights'])
  })
})

describe('what only time shows', () => {
  const later = (world: World, seconds: number) => world.feed({ _tag: 'Woke', lane: 'beat', at: secondsLater(seconds)(world.now()) })
  test('a chain that stands still is an alert, and so is that it grows again', () => {
    const world = tell([run(6)])
    later(world, 500)
    expect(tagsOf(world)).not.toContain('ChainStalled')
    later(world, 700)
    later(world, 800)
    expect(world.alerts()).toMatchObject([{ _tag: 'ChainStalled', head: 1005, over: false }])
    world.act(run(8))
    expect(world.alerts().at(-1)).toMatchObject({ _tag: 'ChainStalled', over: true })
  })
  test('an outcome that is not known long after the life of the submission is an alert', () => {
    const world = submitting()
    world.act({ do: 'answer', which: 0, manner: 'unheard' })
    later(world, 200)
    expect(tagsOf(world)).toEqual([])
    later(world, 400)
    later(world, 420)
    expect(world.alerts()).toMatchObject([{ _tag: 'SubmissionOverdue', over: false }])
    world.act(run(8))
    later(world, 0)
    expect(world.alerts().at(-1)).toMatchObject({ _tag: 'SubmissionOverdue', over: true })
  })
})

describe('the lease on a store', () => {
  const machine = step(gpuPools())
  const AT = '2026-11-20T06:00:00.000000000Z'
  const begun = (holder: string): ValidatorState =>
    machine(expectRight(initialState(gpuPools(), SETTINGS)(configOf(0))), { _tag: 'Started', at: AT, holder })[0]
  const lease = (holder: string, counter: number): ValidatorLeaseRecord => ({
    netuid: NETUID,
    validator_hotkey: SIGNER,
    holder,
    counter,
    beat_seconds: 2,
    beaten_at: AT,
    head: null,
    head_at: null,
    next_block: null,
    limited_by: null,
  })
  const restored = (state: ValidatorState, found: ValidatorLeaseRecord | null) =>
    machine(state, { _tag: 'Restored', id: idOf(state), at: AT, open: [], last: null, configs: [], given: null, lease: found })
  const woken = (state: ValidatorState) => machine(state, { _tag: 'Woke', lane: 'cycle', at: AT })[0]
  const writes = (commands: readonly Command[]) => commands.flatMap((command) => (command._tag === 'Store' ? command.writes : []))

  test('is taken where nobody holds it, and the store is read again', () => {
    const [taking, commands] = restored(begun('a'), null)
    expect(taking.stage).toMatchObject({ _tag: 'Leasing' })
    expect(writes(commands)).toMatchObject([{ _tag: 'Add', table: 'validator_leases', records: [{ holder: 'a', counter: 1 }] }])
    const [again] = machine(taking, { _tag: 'Stored', id: idOf(taking), at: AT })
    expect([again.stage._tag, again.lease]).toEqual(['Restoring', 1])
    expect(restored(again, lease('a', 1))[0].stage._tag).toBe('Founding')
  })
  test('is left to a process that renews it: the second stops, and names the holder', () => {
    const [waiting] = restored(begun('b'), lease('a', 7))
    expect(waiting.stage).toMatchObject({ _tag: 'Waiting', again: { _tag: 'Restore' } })
    const [stopped, commands] = restored(woken(waiting), lease('a', 8))
    expect([stopped.stage._tag, stopped.ended]).toEqual(['Stopped', { _tag: 'LeaseHeld', holder: 'a' }])
    expect(JSON.stringify(commands)).toContain('"LeaseHeld","holder":"a"')
    expect(writes(commands)).toEqual([])
  })
  test('of its own renewals one may come late and conflict; else a conflict is another process, and so are three in a row', () => {
    const fails = (from: ValidatorState, error: string): ValidatorState => {
      const [beating] = machine(from, { _tag: 'Woke', lane: 'beat', at: AT })
      return machine(beating, { _tag: 'Failed', id: beating.beating!, at: AT, port: 'storage', error, message: '' })[0]
    }
    expect(fails({ ...begun('a'), lease: 3 }, 'Conflict').ended).toEqual({ _tag: 'LeaseLost', holder: null })
    // A renewal that took too long may still come.
    let state = fails({ ...begun('a'), lease: 3 }, 'Timeout')
    for (let conflicts = 1; conflicts <= 3; conflicts++) {
      state = fails(state, 'Conflict')
      expect(state.ended).toEqual(conflicts < 3 ? null : { _tag: 'LeaseLost', holder: null })
    }
  })
  test('whose holder names a wait or a counter that can not be is taken over all the same', () => {
    const odd = { ...lease('a', Number.MAX_SAFE_INTEGER), beat_seconds: 1e12 }
    let state = begun('b')
    for (let beats = 0; beats < 3; beats++) {
      const [waiting, commands] = restored(state, odd)
      expect(commands.find(({ _tag }) => _tag === 'RetryAt')).toMatchObject({ at: '2026-11-20T07:00:00.000000000Z' })
      state = woken(waiting)
    }
    expect(restored(state, odd)[0].stage).toMatchObject({ _tag: 'Leasing', counter: 1 })
  })
  test('is taken over when it has stood still for three heartbeats, as it was seen', () => {
    let state = begun('b')
    for (let beats = 0; beats < 3; beats++) state = woken(restored(state, lease('a', 7))[0])
    const [taking, commands] = restored(state, lease('a', 7))
    expect(taking.stage).toMatchObject({ _tag: 'Leasing', counter: 8 })
    expect(writes(commands)).toMatchObject([
      { _tag: 'Remove', where: { holder: 'a', counter: 7 } },
      { _tag: 'Add', records: [{ holder: 'b', counter: 8 }] },
    ])
  })
  test('that changes hands while it is watched is watched anew', () => {
    const [once] = restored(begun('b'), lease('a', 7))
    expect(restored(woken(once), lease('c', 9))[0]).toMatchObject({ rival: { holder: 'c', still: 0 }, ended: null })
  })
  test('that another process has taken stops the one that had it, which sends nothing more', () => {
    const world = tell([run(6)])
    world.act({ do: 'mine' })
    const { settings } = world.state()
    const where = { netuid: settings.netuid, validator_hotkey: settings.hotkey }
    world.store.write([
      { _tag: 'Remove', table: 'validator_leases', where },
      { _tag: 'Add', table: 'validator_leases', records: [lease('other', 99)] },
    ])
    const before = world.store.all('weight_submissions').length
    world.act(run(INTERVAL + 6))
    expect(world.state()).toMatchObject({ stage: { _tag: 'Stopped' }, ended: { _tag: 'LeaseLost' } })
    expect(tagsOf(world)).toContain('LeaseLost')
    expect(world.store.all('weight_submissions').length).toBe(before)
    expect(world.store.all('validator_leases')).toMatchObject([{ holder: 'other', counter: 99 }])
  })
  test('is renewed with every heartbeat, and given back at the stop', () => {
    const world = tell([run(6)])
    const counter = () => world.store.all('validator_leases')[0]?.counter ?? 0
    const before = counter()
    world.act(run(3))
    expect(counter()).toBeGreaterThan(before)
    expect(world.store.all('validator_leases')[0]).toMatchObject({ next_block: setAt(world) + INTERVAL, limited_by: 'interval' })
    world.feed({ _tag: 'Stopped', at: world.now() })
    expect(world.store.all('validator_leases')).toEqual([])
  })
  test('an intent is written by the holder alone: the batch renews the lease', () => {
    const world = tell(well(6))
    expect(world.state().stage._tag).toBe('Recording')
    const intent = world.issued.filter((command) => command._tag === 'Store').at(-1)
    expect(
      writes(intent === undefined ? [] : [intent])
        .map(({ _tag, table }) => `${_tag} ${table}`)
        .slice(0, 3),
    ).toEqual(['Remove validator_leases', 'Add validator_leases', 'Add weight_submissions'])
  })
})
