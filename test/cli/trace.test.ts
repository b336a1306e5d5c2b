import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStorage } from '../../src/cli/input/open-storage.js'
import type { MinerPerformanceRecord } from '../../src/storage/tables.js'
import { expectRight } from '../either.js'
import { run } from './terminal.js'

const folder = mkdtempSync(join(tmpdir(), 'steelyard-trace-'))
const store = `sqlite:${join(folder, 'validator.db')}`
const files = {
  'p.toml': '[pathways]\nburn_uid = 0\nburn_percentage = 5\nweight_set_interval_blocks = 20\ntrace = { most_seconds = 60 }\n',
  'e.toml': '[event_shares]\nburn_uid = 0\n',
}
const running = (config: string, storage: string, blocks: number): readonly string[] => [
  'run',
  '--config',
  config,
  '--storage',
  storage,
  '--chain',
  'simulated',
  '--block-seconds',
  '0.02',
  '--blocks',
  `${blocks}`,
]

/** The output of the command for a uid. */
const trace = async (uid: number, ...more: readonly string[]): Promise<string> => {
  const { code, out, err } = await run({}, ['trace', '--uid', `${uid}`, '--storage', store, ...more])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return out
}
const recordsOf = async (uid: number): Promise<readonly MinerPerformanceRecord[]> =>
  JSON.parse(await trace(uid, '--format', 'json', '--limit', '10')) as readonly MinerPerformanceRecord[]

/** Writes a changed record into the store. */
const tamper = async (uid: number, changes: Partial<MinerPerformanceRecord>): Promise<void> => {
  const [newest] = await recordsOf(uid)
  const { storage, close } = expectRight(await openStorage(store, true))
  await storage.write([{ _tag: 'Put', table: 'miner_performance_stats', records: [{ ...newest!, ...changes }] }])
  await close()
}

beforeAll(async () => {
  // Weights in block 1001, an epoch in 1042, and weights again in 1103, before which the first traces are completed.
  expect((await run(files, running('p.toml', store, 112))).code).toBe(0)
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

describe('steelyard trace', () => {
  test('shows every step of the newest weight of a miner, and that the record is confirmed', async () => {
    const out = await trace(11)
    const [{ miner_hotkey, submitted_weight, weight_submission_block, weight_contributions }] = (await recordsOf(11)) as readonly [
      MinerPerformanceRecord,
    ]
    const lines = out.split('\n')
    expect(lines[0]).toMatch(new RegExp(`^uid 11, ${miner_hotkey}, .*Z to .*Z$`))
    expect(lines[2]).toMatch(
      /^ {2}task +weight +samples +mean +complete +score +excellent from +counts as +rank +multiplier +contribution$/,
    )
    expect(lines.slice(3, 6).map((line) => line.trim().split(' ')[0])).toEqual(Object.keys(weight_contributions as object))
    expect(out).toContain(`\n  submitted   ${submitted_weight} of 65535, for `)
    expect(out).toContain(` of the whole, in block ${weight_submission_block}\n`)
    expect(out).toContain('\n  consensus   not known yet\n')
    expect(out).toMatch(/\n {2}checked {5}works out again from this record to the last digit\n$/)
  })
  test('shows what the chain made of it after an epoch, the newest first', async () => {
    const [newest, first] = (await trace(11, '--limit', '2')).split('\n\nuid ')
    expect(newest).toContain('not known yet')
    expect(first).toMatch(/\n {2}consensus {3}incentive [\d.e-]+ % of all, rank \d+, in the epoch of block 1042, \d+ blocks later\n/)
    const records = await recordsOf(11)
    expect(records.map(({ consensus_block }) => consensus_block)).toEqual([null, 1042])
    expect(Math.abs(records[1]!.incentive! - records[1]!.submitted_share)).toBeLessThan(2e-4)
  })
  test('shows a task without a sample, and excellence in a task', async () => {
    const all: string[] = []
    for (let uid = 2; uid < 18; uid++) all.push(await trace(uid))
    expect(all.some((out) => /\n {2}(geomagnetic|soil|weather) +0 +0 +no sample\n/.test(out))).toBe(true)
    expect(all.some((out) => out.includes('  excellent\n'))).toBe(true)
  })
  test('for an unknown uid, or a validator without traces, says that there are none', async () => {
    expect(await trace(99)).toBe('uid 99: no trace is kept\n')
    expect(await trace(99, '--format', 'json')).toBe('[]\n')
    const other = `sqlite:${join(folder, 'events.db')}`
    expect((await run(files, running('e.toml', other, 10))).code).toBe(0)
    const { code, out } = await run({}, ['trace', '--uid', '3', '--storage', other])
    expect([code, out]).toEqual([
      0,
      'uid 3: no trace is kept, nor of any other miner: only [pathways] keeps them, once its weights are set\n',
    ])
    expect((await run({}, ['trace', '--uid', '70000', '--storage', store])).code).toBe(2)
  })
})

describe('a record that was changed', () => {
  test('says which figure does not follow from the others, and still shows the steps', async () => {
    const [{ submitted_weight }] = (await recordsOf(12)) as readonly [MinerPerformanceRecord]
    await tamper(12, { submitted_weight: submitted_weight + 1 })
    const out = await trace(12)
    expect(out).toContain(
      `\n  checked     DOES NOT WORK OUT: submitted_weight is recorded as ${submitted_weight + 1}, and comes to ${submitted_weight}\n`,
    )
    expect(out).toContain('  multiplier')
    await tamper(12, { submitted_weight })
    expect(await trace(12)).toContain('works out again')
  })
  test('without its steps, or with malformed ones, is shown as far as possible', async () => {
    await tamper(13, { pathway_details: null })
    expect(await trace(13)).toMatch(/^uid 13, .*\n {2}pathways [^]*\n {2}checked {5}cannot be: it was kept without its steps\n$/)
    await tamper(13, { pathway_details: { tasks: 7 } })
    expect(await trace(13)).toMatch(/\n {2}checked {5}DOES NOT WORK OUT: pathway_details/)
  })
})
