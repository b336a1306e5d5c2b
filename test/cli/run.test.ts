import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { DatabaseSync } from '@photostructure/sqlite'
import { systemClock } from '../../src/adapters/run/system-clock.js'
import { sqliteStorage } from '../../src/adapters/sqlite.js'
import type { ValidatorLeaseRecord } from '../../src/storage/tables.js'
import { run } from './terminal.js'

const config = `[emission]
burn_percentage = 5
burn_uid = 0
gpu_allocations = { H100 = 40, H200 = 60 }
weight_set_interval_blocks = 20
`
const files = { 'c.toml': config }
const folder = mkdtempSync(join(tmpdir(), 'steelyard-run-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})
const store = `sqlite:${join(folder, 'validator.db')}`
/** Puts a lease of another process into the store, or takes it away. */
const planted = async (changes: Partial<ValidatorLeaseRecord> | null): Promise<void> => {
  const handle = new DatabaseSync(store.slice('sqlite:'.length))
  const storage = await sqliteStorage(handle)
  const [given] = await storage.read({ table: 'validator_state', where: { name: 'given', netuid: 39 } })
  const { netuid, validator_hotkey } = given!
  const lease = {
    netuid,
    validator_hotkey,
    holder: 'a',
    counter: 1,
    beat_seconds: 20,
    head: null,
    head_at: null,
    next_block: null,
    limited_by: 'interval',
  }
  const beaten_at = '2026-11-27T06:00:00.000000000Z'
  await storage.write([
    { _tag: 'Remove', table: 'validator_leases' },
    ...(changes === null ? [] : [{ _tag: 'Add', table: 'validator_leases', records: [{ ...lease, beaten_at, ...changes }] } as const]),
  ])
  await storage.close()
  handle.close()
}
const running = (storage: string, blocks: number): readonly string[] => [
  'run',
  '--config',
  'c.toml',
  '--storage',
  storage,
  '--chain',
  'simulated',
  '--block-seconds',
  '0.02',
  '--blocks',
  `${blocks}`,
  '--miners',
  '6',
]

describe('steelyard run', () => {
  test('sets weights on a simulated subnet and stops after the given number of blocks', async () => {
    const { code, out, err } = await run(files, running('memory', 30))
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/info {2}Published new weights:\n/)
    expect(out).toMatch(/info {2}Confirmed at block 100\d /)
    expect(out.trimEnd().split('\n').at(-1)).toMatch(/info {2}Stopped/)
  })
  test('an interactive terminal shows a status line that is overwritten', async () => {
    const { out } = await run(files, running('memory', 30), false, { interactive: true })
    expect(out).toContain('\r\u001b[2K')
    expect(out).toMatch(/block 10\d\d · weights \d+ blocks? old · waiting for block \d+/)
    expect(out.endsWith('\r\u001b[2K')).toBe(true)
  })
  test('with a wrong config or an unknown store nothing is started', async () => {
    expect(await run({ 'c.toml': '[emission]\nburn_uid = -1\n' }, running('memory', 1))).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('burn_uid') as string,
    })
    expect(await run(files, running('mysql://x', 1))).toMatchObject({
      code: 2,
      out: '',
      err: 'error: --storage: a store is memory, sqlite:<file>, or postgres://…\n',
    })
    const unreachable = await run(files, running('postgres://u:secret@127.0.0.1:1/x', 1))
    expect([unreachable.code, unreachable.out]).toEqual([1, ''])
    expect(unreachable.err).toMatch(/^error: postgres:\/\/…@127\.0\.0\.1:1\/x: Unavailable: /)
    expect(
      (await run(files, ['run', '--config', 'c.toml', '--storage', 'memory', '--chain', 'simulated', '--block-seconds', '0'])).code,
    ).toBe(2)
    expect((await run(files, ['run', '--config', 'c.toml', '--storage', 'memory', '--chain', 'simulated', '--blocks', '-1'])).code).toBe(2)
  })
  test('stops immediately on request, and reads the config again on request', async () => {
    const stop = new AbortController()
    let reload = (): void => undefined
    const changing = { 'c.toml': config }
    const whole = run(changing, running('memory', 10_000), false, {
      stop: stop.signal,
      onReload: (listener) => {
        reload = listener
      },
    })
    await new Promise((resolve) => setTimeout(resolve, 300))
    changing['c.toml'] = config.replace('= 5', '= 7')
    reload()
    await new Promise((resolve) => setTimeout(resolve, 100))
    changing['c.toml'] = 'not toml'
    reload()
    await new Promise((resolve) => setTimeout(resolve, 100))
    stop.abort()
    const { code, out } = await whole
    expect(code).toBe(0)
    expect(out).toContain('is stored; it counts from the next epoch on')
    expect(out).toMatch(/error c\.toml/)
  })
})

describe('any policy', () => {
  const running = (config: string, blocks: number): readonly string[] => [
    'run',
    '--config',
    config,
    '--storage',
    'memory',
    '--chain',
    'simulated',
    '--block-seconds',
    '0.02',
    '--blocks',
    `${blocks}`,
    '--miners',
    '12',
  ]
  test('is chosen by its table, and gets evidence of its own kind', async () => {
    const policies = { 'p.toml': '[pathways]\nburn_uid = 0\n', 'e.json': '{"event_shares":{"burn_uid":0}}' }
    const [pathways, events] = [await run(policies, running('p.toml', 30)), await run(policies, running('e.json', 30))]
    expect([pathways.code, pathways.err, events.code, events.err]).toEqual([0, '', 0, ''])
    expect(pathways.out).toMatch(
      /with the policy pathways\n[^]*Will calculate shares for last 14 days\n[^]*Final shares calculated for \d+ miners\n[^]*Published new weights:\n/,
    )
    expect(events.out).toMatch(
      /with the policy eventShares\n[^]*Will calculate shares for last 30 days\n[^]*Final shares calculated for 12 miners\n[^]*Published new weights:\n/,
    )
  })
  test('can be changed while it runs, but not to another policy', async () => {
    const stop = new AbortController()
    let reload = (): void => undefined
    const changing = { 'p.toml': '[pathways]\nburn_uid = 0\n' }
    const whole = run(changing, running('p.toml', 10_000), false, {
      stop: stop.signal,
      onReload: (listener) => {
        reload = listener
      },
    })
    await new Promise((resolve) => setTimeout(resolve, 300))
    changing['p.toml'] = '[event_shares]\nburn_uid = 0\n'
    reload()
    await new Promise((resolve) => setTimeout(resolve, 50))
    changing['p.toml'] = '[pathways]\nburn_uid = 0\nburn_percentage = 7\n'
    reload()
    await new Promise((resolve) => setTimeout(resolve, 100))
    stop.abort()
    const { code, out } = await whole
    expect(code).toBe(0)
    expect(out).toContain('error p.toml: it is for another policy now, [event_shares] in place of [pathways]; that takes a new start')
    expect(out.match(/is stored; it counts from the next epoch on/g)).toHaveLength(1)
  })
})

describe('a store on disk', () => {
  test('gives the status and the history of a run, and a second run continues after the first', async () => {
    expect((await run(files, running(store, 30))).code).toBe(0)
    const status = await run({}, ['status', '--storage', store])
    expect([status.code, status.err]).toEqual([0, ''])
    expect(status.out).toMatch(
      /^netuid 39, validator 5\w+\n {2}process {7}no process runs this validator\n {2}weights {7}set at block 100\d \(\d+ s ago\), \d+ uids paid\n/,
    )
    const history = await run({}, ['history', '--uid', '3', '--storage', store])
    expect(history.out).toMatch(/^uid 3: \d+ entr/)
    const csv = await run({}, ['history', '--uid', '3', '--storage', store, '--format', 'csv'])
    expect(csv.out.split('\n')[0]).toBe(
      'weight_set_block,timestamp,miner_hotkey,gpu_category,allocated_weight,miner_score,category_total_score,in_force',
    )
    expect((await run({}, ['history', '--uid', '1', '--storage', store])).out).toBe('uid 1: nothing yet\n')
    const json = JSON.parse((await run({}, ['status', '--storage', store, '--format', 'json'])).out) as { confirmed: { block: number } }
    const second = await run(files, running(store, 10))
    expect(second.out).toContain(`last weights published at block ${json.confirmed.block}`)
    expect(second.out).not.toContain('Published')
  })
  test('holds the last weights by its switch, until it is turned off', async () => {
    expect(await run({}, ['hold', 'on', '--storage', store])).toMatchObject({
      code: 0,
      out: 'The last weights are held from the next epoch on.\n',
    })
    expect((await run({}, ['status', '--storage', store])).out).toContain('on: the last weights are held')
    const held = await run(files, running(store, 150))
    expect(held.out).toContain('of the last vector')
    expect((await run({}, ['status', '--storage', store])).out).toContain('the last vector again')
    expect((await run({}, ['hold', 'off', '--storage', store])).out).toContain('decided again')
    expect((await run({}, ['hold', 'sideways', '--storage', store])).code).toBe(2)
  })
  test('tells by the exit code whether a process runs it: stopped, alive, dead, or not to be told', async () => {
    const check = (at = '2026-11-27T06:00:30.000Z') =>
      run({}, ['status', '--storage', store, '--check'], false, { clock: { ...systemClock(), now: () => at } })
    const stopped = await check()
    expect([stopped.code, stopped.err]).toEqual([1, 'unhealthy: no process runs this validator\n'])
    await planted({ holder: 'host pid 7', beaten_at: '2026-11-27T06:00:00.000000000Z', head: 1000, next_block: 1200 })
    const alive = await check()
    expect([alive.code, alive.err]).toEqual([0, ''])
    expect(alive.out).toContain(
      '  process       host pid 7, alive (30 s ago)\n  next weights  at block 1200, now at 1000, limited by the interval\n',
    )
    const dead = await check('2026-11-27T07:00:00Z')
    expect([dead.code, dead.err]).toEqual([1, 'unhealthy: the process host pid 7 gave its last sign of life 3600 s ago\n'])
    expect((await check('2026-11-26T06:00:00Z')).code).toBe(3)
    await planted({ holder: 'host pid 7', beaten_at: '2026-11-27T06:00:00.000000000Z', head: 9000, next_block: 1200 })
    expect((await check()).err).toBe('unhealthy: weights were due at block 1200, and at block 9000 they are not set\n')
    for (const name of ['memory', `sqlite:${join(folder, 'none.db')}`])
      expect((await run({}, ['status', '--storage', name, '--check'])).code).toBe(3)
    expect((await run({}, ['status', '--storage', 'mysql://x', '--check'])).code).toBe(2)
  })
  test('is refused to a second process, which names the one that is at work', async () => {
    await planted({ holder: 'host pid 7', counter: 1 })
    const stop = new AbortController()
    const second = run(files, running(store, 100_000), false, { stop: stop.signal })
    const beating = setInterval(() => void planted({ holder: 'host pid 7', counter: counter++ }), 300)
    let counter = 2
    const { code, err, out } = await second
    clearInterval(beating)
    expect([code, err]).toEqual([1, 'error: another process runs this validator on this store: "host pid 7"\n'])
    expect(out).not.toContain('Submitting')
    await planted(null)
  })
  test('shows what would be set now, and nothing is sent or written', async () => {
    const before = await run({}, ['history', '--uid', '3', '--storage', store])
    const dry = await run(files, [...running(store, 1), '--dry-run'])
    expect([dry.code, dry.err]).toEqual([0, ''])
    expect(dry.out).toMatch(/^at block {9}\d+, last set or committed at block \d+\nvector {11}\d+ entries, \d miners paid, 5\.00% burnt\n/)
    expect(dry.out).toMatch(/row on chain {5}(the same|\d+ entr)/)
    expect(dry.out.endsWith('nothing was sent, and nothing was written\n')).toBe(true)
    expect(await run({}, ['history', '--uid', '3', '--storage', store])).toEqual(before)
  })
  test('is not created by a command that only reads, and does not contain another validator', async () => {
    expect(await run({}, ['status', '--storage', `sqlite:${join(folder, 'none.db')}`])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/no such file\n$/) as string,
    })
    expect(await run({}, ['status', '--storage', 'memory'])).toMatchObject({ code: 1, out: '' })
    expect(await run({}, ['status', '--storage', store, '--netuid', '7'])).toMatchObject({
      code: 1,
      err: 'error: that validator has not run on this store\n',
    })
    expect((await run(files, [...running(store, 3), '--netuid', '40'])).code).toBe(0)
    expect((await run({}, ['status', '--storage', store])).err).toMatch(
      /^error: several validators share this store; name one by --netuid, --mechanism and --hotkey: /,
    )
    expect((await run({}, ['status', '--storage', store, '--netuid', '39'])).code).toBe(0)
  })
})
