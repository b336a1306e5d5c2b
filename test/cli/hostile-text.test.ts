/**
 * Texts from outside reach a terminal only escaped, and no line of the output is theirs: whatever stands in a config, a snapshot, a
 * store, an argument, the name of a file or the string of a driver, and whichever command prints it.
 */
import fc from 'fast-check'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStorage } from '../../src/cli/input/open-storage.js'
import type { Write } from '../../src/storage/port.js'
import { FORGED, hostileTexts, storableHostileTexts } from '../arbitraries/hostile-texts.js'
import { hotkeyOf } from '../arbitraries/hotkey.js'
import { neuron, result, snapshotOf } from '../arbitraries/snapshot.js'
import { small } from '../chain/yuma/small.js'
import { isDangerous } from '../dangerous.js'
import { expectRight } from '../either.js'
import { run } from './terminal.js'

type Files = Readonly<Record<string, string>>
type Output = Awaited<ReturnType<typeof run>>

/** The end of a line that the program made is the only control character, and no line begins as a hostile text wants it. */
const expectClean = ({ out, err }: Output): void => {
  const lines = `${out}\n${err}`.split('\n')
  expect(lines.filter(isDangerous)).toEqual([])
  expect(lines.filter((line) => line.trimStart().startsWith(FORGED) || /^\s*(error|warning): forged/.test(line))).toEqual([])
  // The help is ours.
  if (!err.startsWith('Usage: steelyard'))
    expect(err.split('\n').filter((line) => !/^(error: .*|warning: .*|\(Did you mean .*|)$/.test(line))).toEqual([])
}

const EMISSION = { burn_percentage: 5, burn_uid: 0, min_miners_per_category: 1, gpu_allocations: { H100: 100 } }
const owner = { hotkey: hotkeyOf(0), coldkey: hotkeyOf(70_000) }
const sane = {
  'c.json': JSON.stringify({ emission: EMISSION }),
  'p.json': JSON.stringify({ pathways: { burn_uid: 0, tasks: { soil: { weight: 1, window_hours: 168 } } } }),
  'e.json': JSON.stringify({ event_shares: { burn_uid: 0 } }),
  's.json': JSON.stringify(
    snapshotOf(
      [0, 1, 2].map((uid) => neuron(uid)),
      [result(1)],
      { owner },
    ),
  ),
}

/** Hostile texts as the keys and values of a config, valid ones and others. */
const configs = (a: string, b: string): readonly object[] => [
  { emission: { ...EMISSION, gpu_allocations: { H100: 50, [a]: 50 } } },
  { emission: { ...EMISSION, gpu_allocations: { [a]: 50, [`${a}${b}`]: 50 }, categories: { 'H100 SXM': a, [b]: a, H100: b } } },
  { emission: { ...EMISSION, gpu_allocations: { [a]: { weight: b } } } },
  { emission: { ...EMISSION, gpu_allocations: { [a]: { weight: 100, [b]: 1 } } } },
  { emission: { ...EMISSION, burn_uid: a, [b]: a, burn_hotkey: b, verification: a } },
  { emission: { ...EMISSION, burn_percentage: a, version_key: b } },
  { [a]: EMISSION },
  { pathways: { burn_uid: 0, tasks: { [a]: { weight: 1, window_hours: 168 } } } },
  { pathways: { burn_uid: 0, tasks: { [a]: { weight: b, window_hours: a, [a]: b } }, [b]: a } },
  { event_shares: { burn_uid: 0, designated_hotkey: a, designated_weight: 1, [b]: a } },
]

const second = '2026-11-20T05:59:00Z'
const snapshots = (a: string, b: string): readonly object[] => {
  const neurons = [0, 1, 2].map((uid) => neuron(uid))
  const rows = [
    result(1, { executor_id: a, gpu_model: b }),
    result(1, { executor_id: b, gpu_model: `NVIDIA H100${a}` }),
    result(2, { executor_id: a, gpu_uuids: ['GPU-1'] }),
    result(1, { executor_id: b, gpu_uuids: ['GPU-1'], gpu_memory_gb: 77 }),
    result(2, { executor_id: b, gpu_model: 'NVIDIA H100 MIG 1g.10gb' }),
    result(2, { executor_id: a, validation_timestamp: '2026-11-20T07:00:00Z' }),
    result(1, { miner_hotkey: a }),
    result(1, { [a]: b, gpu_count: b, gpu_uuids: [a, b], validation_timestamp: a }),
    a,
    { miner_hotkey: a, task: b, scored_at: second, score: 1 },
    { miner_hotkey: a, task: b, scored_at: a, score: b },
    { miner_hotkey: a, task: 'soil', scored_at: '2026-11-20T07:00:00Z', score: b },
    { event_id: a, curated_by: b, source: a, created_at: second },
    { event_id: a, curated_by: a, source: b, created_at: second },
    { event_id: b, curated_by: b, created_at: '2026-11-21T00:00:00Z' },
    { event_id: a, curated_by: b, source: { [a]: b }, created_at: b },
  ]
  const previous = { hotkey: hotkeyOf(1), category: a, score: 0.5, updated_at: second }
  return [
    snapshotOf(neurons, rows, { owner }),
    snapshotOf(neurons, rows.slice(0, 6), { owner, previous: [previous, { ...previous, category: b }] }),
    snapshotOf(neurons, rows, { owner, previous: [previous, previous, { ...previous, [b]: a, updated_at: b }] }),
    snapshotOf([...neurons, { ...neuron(3), hotkey: a, coldkey: b, axon: { ip: a, port: b } }, neuron(1)], rows, { owner }),
    snapshotOf(neurons, [], { owner: { hotkey: a, coldkey: b }, at: a, netuid: b, [a]: b }),
  ]
}

/** Texts that are no documents, or only just. */
const malformed = (a: string, b: string): readonly string[] => [
  a,
  `[emission]\nburn_uid = "${a}\n`,
  `["${a}"]\n${b} = 1`,
  `[emission]\n"${a.replace(/[\\"\n\r]/g, '')}" = '''${b}`,
  `{"emission":{"${a}":1}}`,
  `{${JSON.stringify(a)}: {${JSON.stringify(b)}: 1, ${JSON.stringify(b)}: 2}, "emission": {${JSON.stringify(a)}: 1, ${JSON.stringify(a)}: 2}}`,
  `{"neurons": [${JSON.stringify(a)}${b}]}`,
  `{${JSON.stringify(a)}: ${'['.repeat(70)}`,
]

const COMMANDS: readonly ((format: string) => readonly string[])[] = [
  (format) => ['allocate', '--config', 'c.json', '--snapshot', 's.json', '--format', format, '--allow-empty'],
  (format) => ['allocate', '--config', 'c.json', '--snapshot', 's.json', '--format', format, '--strict'],
  (format) => ['explain', '--config', 'c.json', '--snapshot', 's.json', '--uid', '1', '--format', format === 'json' ? 'json' : 'text'],
  (format) => ['explain', '--config', 'c.json', '--snapshot', 's.json', '--uid', '2', '--format', format === 'json' ? 'json' : 'text'],
  () => ['preflight', '--config', 'c.json', '--snapshot', 's.json', '--allow-foreign-burn'],
  (format) => ['compare', '--config', 'c.json', '--with', 'p.json', '--snapshot', 's.json', '--format', format],
  (format) => ['compare', '--config', 'e.json', '--with', 'c.json', '--snapshot', 's.json', '--format', format, '--strict'],
  (format) => ['compare', '--config', 'p.json', '--with', 'e.json', '--snapshot', 's.json', '--format', format],
  () => ['check', '--config', 'c.json'],
]
const commands = fc.constantFrom(...COMMANDS)
const formats = fc.constantFrom('table', 'json', 'csv')

const expectJson = (args: readonly string[], { code, out }: Output): void => {
  if (code === 0 && args.includes('json')) for (const line of out.startsWith('{"raw"') ? out.trimEnd().split('\n') : [out]) JSON.parse(line)
}

const all = fc.tuple(hostileTexts, hostileTexts)

describe('no text from outside acts on a terminal or begins a line', () => {
  test('in a config', async () => {
    const picked = fc.nat(configs('', '').length - 1)
    await fc.assert(
      fc.asyncProperty(all, picked, commands, formats, async ([a, b], i, command, format) => {
        const config = JSON.stringify(configs(a, b)[i])
        const args = command(format)
        const output = await run({ ...sane, 'c.json': config }, args)
        expectClean(output)
        expectJson(args, output)
      }),
      { numRuns: 600 },
    )
  })
  test('in a snapshot', async () => {
    const picked = fc.nat(snapshots('', '').length - 1)
    await fc.assert(
      fc.asyncProperty(all, picked, commands, formats, async ([a, b], i, command, format) => {
        const args = command(format)
        const output = await run({ ...sane, 's.json': JSON.stringify(snapshots(a, b)[i]) }, args)
        expectClean(output)
        expectJson(args, output)
      }),
      { numRuns: 600 },
    )
  })
  test('in a document that can not be read, and in the network of a forecast', async () => {
    const picked = fc.nat(malformed('', '').length - 1)
    const places = fc.constantFrom<readonly [string, readonly string[]]>(
      ['c.json', ['check', '--config', 'c.json']],
      ['c.toml', ['check', '--config', 'c.toml']],
      ['s.json', ['explain', '--config', 'c.json', '--snapshot', 's.json', '--uid', '1']],
      ['s.json', ['compare', '--config', 'c.json', '--with', 'p.json', '--snapshot', 's.json']],
      ['n.json', ['forecast', '--network', 'n.json', '--hotkey', 'x', '--weights', 'n.json']],
    )
    await fc.assert(
      fc.asyncProperty(all, picked, places, async ([a, b], i, [file, args]) => {
        expectClean(await run({ ...sane, [file]: malformed(a, b)[i]! }, args))
      }),
      { numRuns: 300 },
    )
    await fc.assert(
      fc.asyncProperty(all, async ([a, b]) => {
        const hotkeys = [0, 1, 2, 3, 4].map(hotkeyOf)
        const network = { ...small, hotkeys }
        for (const changed of [{ ...network, hotkeys: [a, b] }, { ...network, uids: [a], [b]: a, last_update: b }, network])
          expectClean(await run({ 'n.json': JSON.stringify(changed) }, ['forecast', '--network', 'n.json', '--hotkey', a, '--weights', b]))
      }),
    )
  })
  test('in the string of a driver', async () => {
    const names = fc.array(
      fc.oneof(
        hostileTexts,
        hostileTexts.map((text) => `NVIDIA H100${text} 80GB HBM3`),
      ),
      { minLength: 1, maxLength: 5 },
    )
    await fc.assert(
      fc.asyncProperty(names, fc.constantFrom('table', 'json'), async (raw, format) => {
        const args = ['gpu', '--format', format]
        const output = await run({ '-': raw.join('\n') }, args)
        expectClean(output)
        expectJson(args, output)
      }),
    )
  })
  test('in an argument or the name of a file', async () => {
    const places = fc.constantFrom<(text: string) => readonly string[]>(
      (t) => [t],
      (t) => [`--${t}`],
      (t) => [`-${t}`],
      (t) => ['help', t],
      (t) => ['status', '--storage', t],
      (t) => ['status', '--storage', `sqlite:/none/${t}`],
      (t) => ['status', '--storage', `postgres://127.0.0.1:1/${t}?password=${t}`],
      (t) => ['status', '--storage', 'memory', '--netuid', t],
      (t) => ['status', '--storage', 'memory', `--format=${t}`],
      (t) => ['status', '--storage', 'memory', `--${t}=${t}`],
      (t) => ['status', '--storage', 'memory', t, t],
      (t) => ['hold', t, '--storage', 'memory'],
      (t) => ['check', '--config', t],
      (t) => ['check', '--config', `there${t}`],
      (t) => ['check', '--config', `wrong${t}`],
      (t) => ['allocate', '--config', `wrong${t}`, '--snapshot', t],
      (t) => ['allocate', '--config', `there${t}`, '--snapshot', `wrong${t}`],
      (t) => ['explain', '--uid', '9', '--config', `there${t}`, '--snapshot', `s${t}`],
      (t) => ['preflight', '--config', 'c.json', '--snapshot', 's.json', '--hotkey', t],
      (t) => ['compare', '--config', `there${t}`, '--with', 'p.json', '--snapshot', `s${t}`],
      (t) => ['run', '--config', `there${t}`, '--storage', t, '--chain', 'simulated'],
      (t) => ['run', '--config', 'c.json', '--storage', 'memory', '--chain', t],
    )
    const texts = hostileTexts.filter((text) => !text.includes('\0'))
    await fc.assert(
      fc.asyncProperty(texts, places, async (text, place) => {
        const files: Files = {
          ...sane,
          [`there${text}`]: '[emission]\nburn_uid = 0\ngpu_allocations = { H1O0 = 100 }',
          [`wrong${text}`]: '[emission]\nburn_uid = -1',
          [`s${text}`]: sane['s.json'],
        }
        expectClean(await run(files, place(text)))
      }),
      { numRuns: 600 },
    )
  })
})

describe('no text from a store acts on a terminal or begins a line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'steelyard-hostile-'))
  const made = join(folder, 'made.db')
  let copies = 0
  const running = (config: string, blocks: string, ...more: readonly string[]): readonly string[] => [
    ...['run', '--config', config, '--chain', 'simulated', '--block-seconds', '0.02', '--blocks', blocks, '--miners', '6'],
    ...more,
  ]
  beforeAll(async () => {
    const pathways = { burn_uid: 0, burn_percentage: 5, weight_set_interval_blocks: 20, trace: { most_seconds: 60 } }
    const config = JSON.stringify({ pathways })
    expect((await run({ 'p.json': config }, running('p.json', '30', '--storage', `sqlite:${made}`))).code).toBe(0)
  })
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  /** A copy of the store with hostile texts in it. */
  const plant = async (a: string, b: string): Promise<string> => {
    const used = join(folder, `used-${copies++}.db`)
    // The driver leaves the log of writes beside the file.
    for (const suffix of ['', '-wal']) copyFileSync(`${made}${suffix}`, `${used}${suffix}`)
    const { storage, close } = expectRight(await openStorage(`sqlite:${used}`, true))
    const [submissions, history, traces, given] = [
      await storage.read({ table: 'weight_submissions' }),
      await storage.read({ table: 'weight_allocation_history' }),
      await storage.read({ table: 'miner_performance_stats' }),
      await storage.read({ table: 'validator_state', where: { name: 'given' } }),
    ]
    expect([submissions, history, traces, given].map((rows) => rows.length > 0)).toEqual([true, true, true, true])
    const batch: readonly Write[] = [
      { _tag: 'Put', table: 'validator_state', records: [...given, ...given.map((row) => ({ ...row, validator_hotkey: b }))] },
      ...['refused', 'lost', 'open'].map(
        (status, i): Write => ({
          _tag: 'Put',
          table: 'weight_submissions',
          records: submissions.slice(0, 1).map((row) => ({
            ...row,
            ...{ id: `${i}${a}`, status: status as 'open', error: a, validator_hotkey: i === 0 ? b : row.validator_hotkey },
            ...{ decided_at: `2027-01-0${i + 1}T00:00:00.000000000Z`, consequences: { [a]: b } },
          })),
        }),
      ),
      {
        _tag: 'Put',
        table: 'weight_allocation_history',
        records: history.map((row) => ({ ...row, gpu_category: a, miner_hotkey: b })),
      },
      {
        _tag: 'Put',
        table: 'miner_performance_stats',
        records: traces.map((row, i) => ({
          ...row,
          miner_hotkey: b,
          ...(i % 3 === 0
            ? { scoring_pathway: a as 'none' }
            : i % 3 === 1
              ? { weight_contributions: { [a]: 1, [b]: 0 } }
              : { pathway_details: { [a]: [b] } as unknown as typeof row.pathway_details }),
        })),
      },
    ]
    for (const write of batch) await storage.write([write])
    await close()
    return used
  }

  test('in any of its columns, by any command that reads it', async () => {
    const signer = expectRight(await openStorage(`sqlite:${made}`, true))
    const [given] = await signer.storage.read({ table: 'validator_state', where: { name: 'given' } })
    await signer.close()
    await fc.assert(
      fc.asyncProperty(storableHostileTexts, storableHostileTexts, async (a, b) => {
        const storage = ['--storage', `sqlite:${await plant(a, b)}`]
        expectClean(await run({}, ['status', ...storage]))
        for (const hotkey of [given!.validator_hotkey, b])
          for (const command of [
            ['status'],
            ['status', '--format', 'json'],
            ...['table', 'csv', 'json'].map((format) => ['history', '--uid', '3', '--format', format]),
            ...['2', '3', '4', '5'].map((uid) => ['trace', '--uid', uid, '--limit', '5']),
            ['trace', '--uid', '3', '--format', 'json'],
            ['hold', 'off'],
          ]) {
            const args = [...command, ...storage, '--hotkey', hotkey]
            const output = await run({}, args)
            expectClean(output)
            expectJson(args, output)
            expect(output.code, output.err).toBe(0)
          }
      }),
      { numRuns: 25 },
    )
  })
  test('in what a running validator logs', async () => {
    await fc.assert(
      fc.asyncProperty(hostileTexts, async (a) => {
        const config = JSON.stringify({ emission: { ...EMISSION, weight_set_interval_blocks: 4, gpu_allocations: { H100: 50, [a]: 50 } } })
        const output = await run({ [`c${a}.json`]: config }, running(`c${a}.json`, '8', '--storage', 'memory'))
        expectClean(output)
        expect(output.code).toBe(0)
      }),
      { numRuns: 6 },
    )
  })
})
