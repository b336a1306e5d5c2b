import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { neuron, result, snapshotOf, ago } from '../arbitraries/snapshot.js'
import { hotkeyOf } from '../arbitraries/hotkey.js'
import { runProgram } from '../../src/cli/program.js'
import { systemClock } from '../../src/adapters/run/system-clock.js'
import { run } from './terminal.js'

const config = '[emission]\nburn_percentage = 5.0\nburn_uid = 0\n[emission.gpu_allocations]\nH100 = 40.0\nH200 = 60.0\n'
const neurons = [neuron(0), neuron(1), neuron(2), neuron(3)]
const rows = [
  result(1, { gpu_count: 8 }),
  result(2, { gpu_model: 'NVIDIA H200', gpu_memory_gb: 141 }),
  result(3),
  result(3, { executor_id: 'x', gpu_model: 'what' }),
  result(3, { validation_timestamp: ago(-39) }),
]
const owner = { hotkey: hotkeyOf(0), coldkey: hotkeyOf(70_000) }
const files = { 'c.toml': config, 's.json': JSON.stringify(snapshotOf(neurons, rows, { owner })) }
const allocate = ['allocate', '--config', 'c.toml', '--snapshot', 's.json']

describe('steelyard allocate', () => {
  test('json is the contract, key for key', async () => {
    const { code, out, err } = await run(files, [...allocate, '--format', 'json'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(JSON.parse(out)).toEqual({
      rules: 2,
      total: 65_535,
      scale: 'sum',
      block: 5_400_000,
      weights: [
        { uid: 0, hotkey: hotkeyOf(0), weight: 3277 },
        { uid: 1, hotkey: hotkeyOf(1), weight: 22_136 },
        { uid: 2, hotkey: hotkeyOf(2), weight: 37_355 },
        { uid: 3, hotkey: hotkeyOf(3), weight: 2767 },
      ],
      burn: { uid: 0, hotkey: hotkeyOf(0), weight: 3277, configured_percentage: '5', unpaid_pools: [] },
      pools: [
        {
          category: 'H100',
          percentage: '40',
          weight: 24_903,
          total_score: 9,
          miners: [
            { uid: 1, score: 8, weight: 22_136, share: '0.337777777778' },
            { uid: 3, score: 1, weight: 2767, share: '0.042222222222' },
          ],
        },
        {
          category: 'H200',
          percentage: '60',
          weight: 37_355,
          total_score: 1,
          miners: [{ uid: 2, score: 1, weight: 37_355, share: '0.570000000000' }],
        },
      ],
      excluded: [
        { uid: 3, hotkey: hotkeyOf(3), category: null, reason: 'UnknownGpu' },
        { uid: 3, hotkey: hotkeyOf(3), category: null, reason: 'FutureResult' },
      ],
      next: [
        { hotkey: hotkeyOf(1), category: 'H100', score: 1, updated_at: '2026-11-20T06:00:00Z' },
        { hotkey: hotkeyOf(2), category: 'H200', score: 1, updated_at: '2026-11-20T06:00:00Z' },
        { hotkey: hotkeyOf(3), category: 'H100', score: 1, updated_at: '2026-11-20T06:00:00Z' },
      ].sort((a, b) => (a.hotkey < b.hotkey ? -1 : 1)),
      realised: { burn: '0.050003044193', total_variation: '0.000006436294', zeroed_uids: [] },
    })
  })

  test('csv has one line for each weight, at either scale', async () => {
    const { out } = await run(files, [...allocate, '--format', 'csv', '--scale', 'max'])
    expect(out).toBe(`uid,hotkey,weight\n0,${hotkeyOf(0)},5749\n1,${hotkeyOf(1)},38836\n2,${hotkeyOf(2)},65535\n3,${hotkeyOf(3)},4854\n`)
  })

  test('the table has pools, burn, totals, weights and exclusions by reason, and is plain without a terminal', async () => {
    const { code, out } = await run(files, allocate)
    expect(code).toBe(0)
    expect(out).toMatchInlineSnapshot(`
      "steelyard  netuid 39, block 5 400 000, 2026-11-20T06:00:00Z
      4 neurons, 5 results, next weights at block 5 400 360

      Pools (ledger of 65 535 units)
        pool             config  weight   of total  miners  total score
        H100   40 % of the rest  24 903   38.000 %       2            9
        H200   60 % of the rest  37 355   57.000 %       1            1
        burn         5 % of all   3 277    5.000 %                       to uid 0
        total                    65 535  100.000 %       3               miners paid

      Weights (the ledger: they sum to 65 535)
        uid  hotkey                                            weight      share  from
          0  5Fw8VYJ7JVHLC3GECLt3cYDhsuPBXdRMxjgMBEUUYnQVMdy7   3 277    5.000 %  burn
          1  5E6oYdzkYijhZnXPYzja17936YfFYg8tFTcqGhKbbRzqULzm  22 136   33.777 %  H100
          2  5HGECWjsf7aFzUs9f1oyKciuVF72Ep9RRocuvfK3PCPAhYjg  37 355   57.000 %  H200
          3  5Fte7hVBtZHHuxacGstgpWEgW7g6ybNTMCQqvrE4dyDQKJhk   2 767    4.222 %  H100
             total                                             65 535  100.000 %

      On chain (after the chain has scaled and normalised these weights)
        0.0006 % of the whole goes to somebody else than meant; nobody falls to zero
        the burn comes to 5.0003 %

      Excluded
        reason        entries  miners
        FutureResult        1       1
        UnknownGpu          1       1
      "
    `)
  })

  test('colour is for terminals, and everything else stays the same', async () => {
    const escapes = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g')
    const { out } = await run(files, allocate, true)
    expect(escapes.test(out)).toBe(true)
    expect(out.replace(escapes, '')).toBe((await run(files, allocate)).out)
  })

  test('an unpaid pool is marked, and without exclusions there is no section for them', async () => {
    const { out } = await run({ ...files, 's.json': JSON.stringify(snapshotOf(neurons, [result(1)])) }, allocate)
    expect(out).toMatch(/H200 +60 % of the rest +0 +0\.000 % +0 +0 +unpaid/)
    expect(out).not.toContain('Excluded')
  })

  test('without a burn target none is mentioned', async () => {
    const { out } = await run(
      { 'c.toml': '[emission.gpu_allocations]\nH100 = 100', 's.json': JSON.stringify(snapshotOf(neurons, [result(1)])) },
      allocate,
    )
    expect(out).toMatch(/burn +0 % of all +0 +0\.000 %\n/)
  })

  test('a JSON config is recognised by its file name', async () => {
    const { out } = await run({ ...files, 'c.json': '{"emission":{"burn_percentage":5,"burn_uid":0}}' }, [
      'allocate',
      '--config',
      'c.json',
      '--snapshot',
      's.json',
    ])
    expect(out).toBe((await run(files, allocate)).out)
  })
})

describe('what is refused', () => {
  const refused = async (changes: Readonly<Record<string, string>>, ...more: string[]): Promise<readonly string[]> => {
    const { code, out, err } = await run({ ...files, ...changes }, [...allocate, ...more])
    expect({ code, out }).toEqual({ code: 1, out: '' })
    return err.trimEnd().split('\n')
  }
  test('every reason is on standard error with its file and path, and standard output is empty', async () => {
    expect(
      await refused({
        'c.toml': '[emission]\nburn_uid = -1\nburn_precentage = 5',
        's.json': '{"netuid":39,"block":1,"at":"now","neurons":[],"results":[]}',
      }),
    ).toEqual([
      'error: c.toml: emission.burn_precentage: no such key; did you mean burn_percentage?',
      'error: c.toml: emission.burn_uid: expected an integer from 0 to 65535, found -1',
      'error: s.json: at: expected an RFC 3339 instant with an offset or Z, from 1970 to 9999, found "now"',
    ])
    expect(await refused({ 's.json': '{' })).toEqual([expect.stringMatching('error: s.json: line 1, column 2: unexpected end of the text')])
    expect(await refused({ 'c.toml': '[emission' })).toEqual([expect.stringMatching(/^error: c\.toml: line 1, column 2: /)])
    expect(await refused({ 's.json': JSON.stringify(snapshotOf([neuron(1)], [])) })).toEqual([
      'error: c.toml: emission.burn_uid: uid 0 is not on the metagraph, and 100 % of the whole is to burn',
    ])
  })
  test('missing files, and a malformed JSON config', async () => {
    const missing = await run({}, allocate)
    expect(missing).toEqual({
      code: 1,
      out: '',
      err: 'error: c.toml: cannot be read: there is no such file\nerror: s.json: cannot be read: there is no such file\n',
    })
    const json = ['allocate', '--config', 'c.json', '--snapshot', 's.json']
    expect((await run({ ...files, 'c.json': '{' }, json)).err).toMatch(/^error: c\.json: line 1/)
    expect((await run({ ...files, 'c.json': '{"emission":{"burn_uid":null}}' }, json)).err).toBe(
      'error: c.json: emission.burn_uid: expected an integer from 0 to 65535, found null\n',
    )
  })
  test('malformed results warn, and refuse with --strict', async () => {
    const snapshot = JSON.stringify(snapshotOf(neurons, [result(1), { ...result(2), gpu_count: -1 }], { owner }))
    const lenient = await run({ ...files, 's.json': snapshot }, allocate)
    expect([lenient.code, lenient.err]).toEqual([
      0,
      'warning: set aside a malformed result: results[1].gpu_count: expected an integer from 0 to 1000000, found -1\n',
    ])
    expect(await refused({ 's.json': snapshot }, '--strict')).toEqual([
      'error: s.json: results[1].gpu_count: expected an integer from 0 to 1000000, found -1',
    ])
  })
})

describe('usage', () => {
  test('wrong usage exits with 2 and nothing on standard output', async () => {
    for (const args of [
      [],
      ['alocate'],
      ['allocate'],
      [...allocate, '--scale', 'sun'],
      [...allocate, '--format', 'xml'],
      [...allocate, '--wat'],
      ['allocate', '--config'],
    ]) {
      const { code, out, err } = await run(files, args)
      expect({ args, code, out }).toEqual({ args, code: 2, out: '' })
      expect(err).not.toBe('')
    }
  })
  test('help and version are answers', async () => {
    expect(await run({}, ['--version'])).toEqual({ code: 0, out: '1.2.3\n', err: '' })
    const help = await run({}, ['allocate', '--help'])
    expect([help.code, help.err]).toEqual([0, ''])
    expect(help.out).toContain('--snapshot <file>')
    expect((await run({}, ['--help'])).out).toContain('Exit codes')
  })
  test('other failures are not hidden', async () => {
    const broken = {
      readBytes: () => Promise.reject(new Error('unused')),
      out: () => {
        throw new Error('pipe closed')
      },
      err: () => undefined,
      colour: false,
      interactive: false,
      clock: systemClock(),
      stop: new AbortController().signal,
      takeVariable: () => undefined,
      onReload: () => undefined,
    }
    await expect(runProgram('1.2.3', ['--version'], broken)).rejects.toThrow('pipe closed')
    await expect(
      run(
        {
          'c.toml': config,
          get 's.json'(): string {
            throw new Error('disk on fire')
          },
        },
        allocate,
      ),
    ).resolves.toMatchObject({ code: 1, err: 'error: s.json: cannot be read: Error: disk on fire\n' })
  })
})

describe('where the burn goes', () => {
  const world = (more: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> => ({
    ...files,
    's.json': JSON.stringify(snapshotOf(neurons, rows, { ...more })),
  })
  const stranger = { hotkey: hotkeyOf(3), coldkey: hotkeyOf(70_003) }
  test('a foreign target is an error that says who would be paid, unless it is allowed', async () => {
    const { code, out, err } = await run(world({ owner: stranger }), allocate)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toBe(
      `error: c.toml: emission.burn_uid: uid 0 (${hotkeyOf(0)} of ${hotkeyOf(70_000)}) is not the owner's (${stranger.hotkey}, ${stranger.coldkey}): what is to burn would be paid to it (--allow-foreign-burn if that is meant)\n`,
    )
    const meant = await run(world({ owner: stranger }), [...allocate, '--allow-foreign-burn'])
    expect([meant.code, meant.err]).toEqual([0, expect.stringMatching(/^warning: uid 0 .* would be paid to it\n$/)])
  })
  test("a hotkey of the owner's coldkey burns, and an unknown owner is a warning", async () => {
    expect((await run(world({ owner: { hotkey: hotkeyOf(3), coldkey: hotkeyOf(70_000) } }), allocate)).err).toBe('')
    expect((await run(world({}), allocate)).err).toMatch(/^warning: the snapshot names no owner: /)
  })
  test('when nothing burns there is no warning', async () => {
    const config_ = { 'c.toml': '[emission]\nburn_uid = 0\n[emission.gpu_allocations]\nH100 = 100' }
    expect((await run({ ...world({ owner: stranger }), ...config_ }, allocate)).err).toBe('')
  })
})

test('the bundled example is allocated', async () => {
  const read = (path: string): string => readFileSync(`docs/examples/${path}`, 'utf8')
  const { code, out, err } = await run({ 'c.toml': read('emission.toml'), 's.json': read('subnet-256.json') }, allocate)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toContain('to uid 204')
})
