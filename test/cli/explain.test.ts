import { describe, expect, test } from 'vitest'
import { retrace } from '../../src/allocation/explain/retrace.js'
import type { Trace } from '../../src/allocation/explain/trace.js'
import { ago, neuron, result, snapshotOf } from '../arbitraries/snapshot.js'
import { hotkeyOf } from '../arbitraries/hotkey.js'
import { run } from './terminal.js'

const config =
  '[emission]\nburn_percentage = 10\nburn_uid = 0\nema_alpha = 0.25\n[emission.gpu_allocations]\nH100 = 60.0\nH200 = { weight = 40, min_gpu_count = 2 }\nA100 = 0\n'
const rows = [
  result(1, { gpu_count: 8 }),
  result(1, { executor_id: 'old', is_valid: false }),
  result(1, { executor_id: 'small', gpu_model: 'NVIDIA H200', gpu_memory_gb: 141 }),
  result(1, { executor_id: 'mig', gpu_model: 'NVIDIA H100 80GB HBM3 MIG 1g.10gb' }),
  result(2, { gpu_count: 4 }),
  result(3, { is_valid: false }),
  { ...result(3), gpu_count: -1 },
  result(3, { validation_timestamp: ago(-39) }),
  result(4, { validation_timestamp: ago(99_999) }),
  result(5, { gpu_model: 'A100 80GB' }),
  result(0),
]
const neurons = [0, 1, 2, 3, 4, 5, 6].map((uid) => neuron(uid))
const previous = [{ hotkey: hotkeyOf(1), category: 'H100', score: 1, updated_at: ago(3600) }]
const files = { 'c.toml': config, 's.json': JSON.stringify(snapshotOf(neurons, rows, { previous })) }
const explain = async (uid: number, ...more: string[]) =>
  run(files, ['explain', '--uid', `${uid}`, '--config', 'c.toml', '--snapshot', 's.json', ...more])

describe('steelyard explain', () => {
  test('shows every step to a weight', async () => {
    const { code, out } = await explain(1)
    expect(code).toBe(0)
    expect(out).toMatchInlineSnapshot(`
      "uid 1  5E6oYdzkYijhZnXPYzja17936YfFYg8tFTcqGhKbbRzqULzm  at 2026-11-20T06:00:00Z

      Left out
        executor "mig": "NVIDIA H100 80GB HBM3 MIG 1g.10gb" is a part of a GPU, not a whole one: "mig" says so
        executor "small" has 1 GPU, and the H200 pool asks for 2

      Results
        4 results in the window, 3 of them valid
        2026-11-20T05:59:00Z  valid   executor "mig", 1 x "NVIDIA H100 80GB HBM3 MIG 1g.10gb" of 80 GB, counts for the executor
        2026-11-20T05:59:00Z  failed  executor "old", 1 x "NVIDIA H100 80GB HBM3" of 80 GB
        2026-11-20T05:59:00Z  valid   executor "rig-1", 8 x "NVIDIA H100 80GB HBM3" of 80 GB, counts for the executor
        2026-11-20T05:59:00Z  valid   executor "small", 1 x "NVIDIA H200" of 141 GB, counts for the executor

      Score of this round
        3 valid of 4 results = 0.75

      Smoothed score
        H100: 0.25 x 0.75 + 0.75 x 1 = 0.9375
        H200: the first sample, 0.75

      Claim in H100 (60 % of what does not burn)
        smoothed score x GPUs = 0.9375 x 8 = 7.5
        the pool, of the whole:
          65535 x 5400 / 10000 = 35388.9 units exactly
          starts at 35388; its remainder 0.9 is number 1 of 4, and 1 unit was left, so it gets one more: 35389
        this claim, of the pool:
          35388.9 x 7.5 / 11.5 = 23079.717391… units exactly
          starts at 23079; its remainder 0.717391… is number 1 of 2, and 1 unit was left, so it gets one more: 23080

      Weight
        ledger: 23080 of 65535 units (exactly 23079.717391…)
        to submit: 50173 of 65535, where the largest share (30146.1) is 65535
      "
    `)
  })

  test('shows the reason for every miner that gets nothing', async () => {
    const why = async (uid: number): Promise<string> =>
      /Why nothing\n((?: {2}.*\n)+)/.exec((await explain(uid)).out)?.[1] ?? (await explain(uid)).out
    expect(await why(3)).toBe(
      '  there are results in the window, but none of them is valid\n' +
        '  a malformed result was set aside: results[6].gpu_count: expected an integer from 0 to 1000000, found -1\n' +
        `  a result of executor "rig-3" was made at ${ago(-39)}, after the snapshot\n`,
    )
    expect(await why(4)).toBe(`  there are results, but none from within the window; the newest before it is of ${ago(99_999)}\n`)
    expect(await why(5)).toBe('  the A100 pool has 0 % of the whole\n')
    const malformed = {
      ...files,
      's.json': JSON.stringify(
        snapshotOf(neurons, [
          { ...result(6), gpu_count: '8' },
          result(1),
          result(2, { gpu_model: 'NVIDIA H200', gpu_memory_gb: 141, gpu_count: 2 }),
        ]),
      ),
    }
    const said = (await run(malformed, ['explain', '--uid', '6', '--config', 'c.toml', '--snapshot', 's.json'])).out
    expect(said).toContain('a malformed result was set aside')
    expect(said).not.toContain('there are no results')
    expect(await why(6)).toContain('Nothing: there are no results for this neuron, so it is no miner.')
  })

  test('shows the burn target in its own way', async () => {
    const { out } = await explain(0)
    expect(out).toContain('this neuron receives the burn, so it is not paid as a miner')
    expect(out).toContain('Burn\n  65535 x 4600 / 10000 = 30146.1 units exactly\n')
  })

  test('json is the trace, and retrace confirms it', async () => {
    const { out } = await explain(2, '--format', 'json')
    const trace = JSON.parse(out) as Trace
    expect(trace.weight.sum).toBe(12_309)
    expect(retrace(trace)).toEqual([])
  })

  test('a share too small for a unit, an unpaid pool and a zero claim are mentioned', async () => {
    const many = Array.from({ length: 9 }, (_, i) => result(i + 1, { gpu_count: i === 0 ? 1 : 100_000, hardware_score: i === 8 ? 0 : 1 }))
    const world = {
      'c.toml': '[emission]\nburn_uid = 0\nverification = "hardware"\n[emission.gpu_allocations]\nH100 = 100\n',
      's.json': JSON.stringify(
        snapshotOf(
          [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((uid) => neuron(uid)),
          many,
        ),
      ),
    }
    const why = async (uid: number, files_: typeof world): Promise<string> =>
      (await run(files_, ['explain', '--uid', `${uid}`, '--config', 'c.toml', '--snapshot', 's.json'])).out
    expect(await why(1, world)).toContain('the exact share in H100 is 0.093621… units, and no whole unit was left for it')
    expect(await why(9, world)).toContain('the claim in H100 is 0')
    const unpaid = { ...world, 'c.toml': world['c.toml'].replace('burn_uid', 'min_miners_per_category = 10\nburn_uid') }
    expect(await why(1, unpaid)).toContain('the H100 pool is unpaid')
    const equal = {
      ...world,
      'c.toml': world['c.toml'].replace('burn_uid', 'zero_scores = "equal"\nburn_uid'),
      's.json': JSON.stringify(snapshotOf([neuron(0), neuron(1)], [result(1)])),
    }
    expect(await why(1, equal)).toContain('no hardware score, so 0, times 1 valid of 1 result = 0')
    expect(await why(1, equal)).toContain('as every claim is 0 each counts as 1')
  })

  test('an unknown uid and a missing uid are refused', async () => {
    expect(await explain(99)).toEqual({ code: 1, out: '', err: 'error: s.json: uid 99 is no neuron of the snapshot\n' })
    for (const uid of ['x', '-1', '65536', '1.5', '']) {
      const { code, out } = await run(files, ['explain', '--uid', uid, '--config', 'c.toml', '--snapshot', 's.json'])
      expect([uid, code, out]).toEqual([uid, 2, ''])
    }
    expect((await run({}, ['explain', '--uid', '1', '--config', 'c.toml', '--snapshot', 's.json'])).code).toBe(1)
    expect(
      (
        await run({ ...files, 'c.toml': '[emission]\nburn_uid = 9\nburn_percentage = 5' }, [
          'explain',
          '--uid',
          '1',
          '--config',
          'c.toml',
          '--snapshot',
          's.json',
        ])
      ).err,
    ).toContain('c.toml: emission.burn_uid: uid 9 is not on the metagraph')
  })
})
