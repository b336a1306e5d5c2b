/** Six ways to burn everything by mistake: each is told in words before anything is printed that could be published. */
import { describe, expect, test } from 'vitest'
import { neuron, result, snapshotOf, type Json } from '../arbitraries/snapshot.js'
import { run } from './terminal.js'

const emission = (pools: string, more = ''): string =>
  `[emission]\nburn_percentage = 5\nburn_uid = 0\n${more}[emission.gpu_allocations]\n${pools}\n`
const world = (config: string, snapshot: Json) => ({ 'c.toml': config, 's.json': JSON.stringify(snapshot) })
const neurons = [neuron(0), neuron(1), neuron(2)]
const rows = [result(1), result(2)]
const paths = ['--config', 'c.toml', '--snapshot', 's.json']

const WAYS: readonly (readonly [name: string, files: ReturnType<typeof world>, says: readonly string[]])[] = [
  ['a pool in small letters', world(emission('h100 = 100'), snapshotOf(neurons, rows)), ['NotRewarded 2', 'did you mean H100?']],
  [
    'a pool by the name of the driver',
    world(emission('"NVIDIA H100 PCIe" = 100'), snapshotOf(neurons, rows)),
    ['NotRewarded 2', 'no board that steelyard knows'],
  ],
  [
    'every row of another form',
    world(
      emission('H100 = 100'),
      snapshotOf(
        neurons,
        rows.map((row) => ({ ...row, gpu_count: String(row['gpu_count']) })),
      ),
    ),
    ['InvalidResult 2'],
  ],
  [
    'an old file of results',
    world(emission('H100 = 100'), { ...snapshotOf(neurons, rows), at: '2026-11-21T06:00:00Z' }),
    ['StaleResults 2'],
  ],
  [
    'no neuron that serves',
    world(
      emission('H100 = 100'),
      snapshotOf(
        neurons.map((n) => ({ ...n, axon: { ip: '0.0.0.0', port: 0 } })),
        rows,
      ),
    ),
    ['NoAxon 2', 'require_axon'],
  ],
  [
    'hardware scores that are not there',
    world(emission('H100 = 100', 'verification = "hardware"\n'), snapshotOf(neurons, rows)),
    ['NoHardwareScore 2'],
  ],
  [
    'rows that are all malformed',
    world(
      emission('H100 = 100'),
      snapshotOf(
        neurons,
        rows.map((row) => ({ ...row, gpu_count: -1 })),
      ),
    ),
    ['InvalidResult 2', 'results[0].gpu_count: expected an integer'],
  ],
]

describe('results are there, and none of them can be paid', () => {
  test.each(WAYS)('%s', async (_, files, says) => {
    for (const command of ['allocate', 'preflight']) {
      const refused = await run(files, [command, ...paths])
      expect([refused.code, refused.out]).toEqual([1, ''])
      expect(refused.err).toMatch(
        /^error: s\.json: there are results, but no miner has a claim above 0.*\(--allow-empty if that is meant\)$/m,
      )
      for (const words of says) expect(refused.err).toContain(words)
      const meant = await run(files, [command, ...paths, '--allow-empty'])
      expect(meant.code).toBe(0)
      expect(meant.err).toMatch(/^warning: there are results, but no miner has a claim above 0/m)
    }
    const explained = await run(files, ['explain', '--uid', '1', ...paths])
    expect(explained.code).toBe(0)
    expect(explained.err).toMatch(/^warning: there are results, but no miner has a claim above 0/m)
  })
  test('no axon key at all pays without one, with a warning', async () => {
    const bare = neurons.map(({ axon: _, ...rest }) => rest)
    const { code, err } = await run(world(emission('H100 = 100'), snapshotOf(bare, rows)), ['allocate', ...paths, '--format', 'json'])
    expect([code, err.split('\n')[0]]).toEqual([
      0,
      'warning: no neuron of the snapshot has an axon, so miners are paid without one; require_axon = "always" asks for it, "never" makes this silent',
    ])
  })
  test('no results, or a config that burns everything, are meant', async () => {
    for (const files of [
      world(emission('H100 = 100'), snapshotOf(neurons, [])),
      world(emission('h100 = 100').replace('= 5', '= 100'), snapshotOf(neurons, rows)),
    ])
      expect((await run(files, ['allocate', ...paths])).code).toBe(0)
  })
})
