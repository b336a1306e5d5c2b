import { describe, expect, test } from 'vitest'
import { systemClock } from '../../src/adapters/run/system-clock.js'
import type { ForecastOptions } from '../../src/cli/commands/forecast.js'
import { forecastCommand } from '../../src/cli/commands/forecast.js'
import { hotkeyOf } from '../arbitraries/hotkey.js'
import { neuron, result, snapshotOf } from '../arbitraries/snapshot.js'
import { small } from '../chain/yuma/small.js'

const hotkeys = [0, 1, 2, 3, 4].map(hotkeyOf)
const weights = (entries: readonly (readonly [number, number])[]): string =>
  JSON.stringify({ total: 65_535, weights: entries.map(([uid, weight]) => ({ uid, hotkey: hotkeys[uid], weight })) })
const config = '[emission]\nburn_percentage = 0\nburn_uid = 0\n[emission.gpu_allocations]\nH100 = 100\n'
const rows = [result(3), result(4, { gpu_count: 3 })]
const files = {
  'network.json': JSON.stringify({ ...small, hotkeys }),
  'weights.json': weights([
    [3, 20_000],
    [4, 20_000],
  ]),
  'emission.toml': config,
  'snapshot.json': JSON.stringify(
    snapshotOf(
      [0, 1, 2, 3, 4].map((uid) => neuron(uid)),
      rows,
      { owner: { hotkey: hotkeyOf(0), coldkey: hotkeyOf(70_000) } },
    ),
  ),
}

const base = {
  network: 'network.json',
  hotkey: hotkeys[1]!,
  weights: 'weights.json',
  mechanism: 0,
  format: 'table',
  strict: false,
} as const

const runOptions = async (
  options: ForecastOptions,
  changes: { readonly [path: string]: string } = {},
): Promise<{ code: number; out: string; err: string }> => {
  const there: { readonly [path: string]: string } = { ...files, ...changes }
  const streams = { out: '', err: '' }
  const code = await forecastCommand(
    {
      readBytes: (path) =>
        there[path] === undefined
          ? Promise.reject(Object.assign(new Error('no such file'), { code: 'ENOENT' }))
          : Promise.resolve(new TextEncoder().encode(there[path])),
      out: (text) => {
        streams.out += text
      },
      err: (text) => {
        streams.err += text
      },
      colour: false,
      interactive: false,
      clock: systemClock(),
      stop: new AbortController().signal,
      takeVariable: () => undefined,
      onReload: () => undefined,
    },
    options,
  )
  return { code, ...streams }
}

const run = (options: Partial<ForecastOptions>, changes: { readonly [path: string]: string } = {}) => {
  const { weights: _, ...rest } = base
  return runOptions({ ...rest, spec: 293, ...options }, changes)
}

describe('steelyard forecast', () => {
  test('the table has the validator, its miners and what would be clipped', async () => {
    const { code, out, err } = await run({ weights: 'weights.json' })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatchInlineSnapshot(`
      "  this validator          now       then
        validator trust  100.0000 %  50.0000 %
        dividends         25.0000 %  11.7647 %
        emission, rao     125000000   58823529

        uid  hotkey                                               weight       then  consensus       then  incentive       then  emission, rao       then
          2  5HGECWjsf7aFzUs9f1oyKciuVF72Ep9RRocuvfK3PCPAhYjg  50.0000 %   0.0000 %  50.0000 %  50.0000 %  50.0000 %  42.8571 %      250000000  214285714
          3  5Fte7hVBtZHHuxacGstgpWEgW7g6ybNTMCQqvrE4dyDQKJhk  50.0000 %  50.0000 %  50.0000 %  50.0000 %  50.0000 %  57.1429 %      250000000  285714285
          4  5HJJ2VVoTkgUh1WRhAgthyx8UWohZLYo3BJwXHNJBMryLwse   0.0000 %  50.0000 %   0.0000 %   0.0000 %   0.0000 %   0.0000 %              0          0

      Clipped would be one weight, held down by the validators named last:
        validator  miner     weight    cut to  by
                1      4  50.0000 %  0.0000 %  0
      "
    `)
  })

  test('json has both sides of every figure, amounts as decimals', async () => {
    const { out } = await run({ weights: 'weights.json', format: 'json' })
    expect(JSON.parse(out)).toMatchObject({
      uid: 1,
      permit: true,
      validator: { now: { validator_trust: 1, emission: '125000000' }, then: { validator_trust: 0.5 } },
      clipped: [{ validator: 1, miner: 4, by: [0] }],
    })
  })

  test('weights may be computed from a config and a snapshot', async () => {
    const { code, out } = await run({ config: 'emission.toml', snapshot: 'snapshot.json', format: 'json' })
    const { miners } = JSON.parse(out) as { miners: readonly { uid: number; then: { weight: number } }[] }
    expect(code).toBe(0)
    expect(miners.map(({ uid, then }) => [uid, then.weight > 0])).toEqual([
      [2, false],
      [3, true],
      [4, true],
    ])
  })

  test('a weight for a hotkey that no longer has the uid is refused', async () => {
    const { code, out, err } = await run(
      { weights: 'w.json' },
      {
        'w.json': JSON.stringify({
          weights: [
            { uid: 3, hotkey: hotkeys[2], weight: 1 },
            { uid: 9, hotkey: hotkeys[2], weight: 1 },
          ],
        }),
      },
    )
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toBe(
      `error: uid 3 is meant for ${hotkeys[2]}, but ${hotkeys[3]} sits there\nerror: uid 9 is meant for ${hotkeys[2]}, but nobody sits there\n`,
    )
  })

  test('every mistake of the network is reported with its file', async () => {
    const { code, err } = await run({ weights: 'weights.json' }, { 'network.json': JSON.stringify({ ...small, kappa: -1 }) })
    expect({ code, err }).toEqual({
      code: 1,
      err: 'error: network.json: hotkeys: missing: expected a list of hotkeys\nerror: network.json: kappa: expected an integer from 0 to 65535, found -1\n',
    })
    expect((await run({ weights: 'weights.json' }, { 'network.json': JSON.stringify({ ...small, hotkeys: [] }) })).err).toBe(
      'error: network.json: hotkeys: 0 entries for 5 neurons\n',
    )
    expect((await run({ weights: 'weights.json' }, { 'network.json': '{' })).code).toBe(1)
    expect((await run({ weights: 'weights.json' }, { 'network.json': '{"n": 1, "n": 2}' })).err).toBe(
      'error: network.json: n: this key is given twice\n',
    )
    expect((await run({ weights: 'none.json' })).err).toBe('error: none.json: cannot be read: there is no such file\n')
    expect((await run({ weights: 'weights.json' }, { 'weights.json': '{"weights": [{"uid": 1}]}' })).code).toBe(1)
    expect((await run({ weights: 'weights.json', hotkey: hotkeyOf(9) })).err).toBe(
      `error: --hotkey: ${hotkeyOf(9)} is not on the subnet of network.json\n`,
    )
  })

  test('needs either weights, or a config and a snapshot', async () => {
    for (const options of [
      {},
      { config: 'emission.toml' },
      { weights: 'weights.json', config: 'emission.toml', snapshot: 'snapshot.json' },
    ])
      expect((await run(options)).code).toBe(2)
  })

  test('a validator without permit, and rules that were never run, give warnings', async () => {
    const { code, err } = await run({ weights: 'weights.json', hotkey: hotkeys[4]!, spec: 425 })
    expect({ code, err }).toEqual({
      code: 0,
      err: 'warning: the rules of spec 425 were read from its source, and never compared to a runtime\nwarning: uid 4 has no validator permit, so its weights count for nothing\n',
    })
  })

  test('weights may be for another mechanism, with its rows and its part of the emission', async () => {
    const other = { last_update: [9995, 9995], weights: [[0, [[4, 1]]]], bonds: [] }
    const network = JSON.stringify({ ...small, hotkeys, other_mechanisms: [other], mechanism_emission_split: [60_000, 5535] })
    const forecastOf = (mechanism: number) =>
      run({ weights: 'weights.json', mechanism, spec: 425, format: 'json' }, { 'network.json': network })
    const [first, second] = await Promise.all([forecastOf(0), forecastOf(1)])
    const emissionOf = ({ out }: { out: string }) =>
      (JSON.parse(out) as { validator: { now: { emission: string } } }).validator.now.emission
    expect([first, second].map((found) => Number(emissionOf(found)))).toEqual([114_442_664, 0])
    expect(await forecastOf(2)).toMatchObject({
      code: 1,
      out: '',
      err: 'error: --mechanism: the subnet of network.json has no mechanism 2\n',
    })
    expect((await run({ weights: 'weights.json' }, { 'network.json': network })).err).toBe(
      'error: other_mechanisms: the runtime of spec 293 has no mechanisms\n',
    )
  })

  test('the spec is that of the option, or of the network file, or the newest known; another one is refused', async () => {
    const network = (changes: object) => ({ 'network.json': JSON.stringify({ ...small, hotkeys, ...changes }) })
    const { spec: _, ...options } = { ...base, spec: 0 }
    const warned = async (changes: object, more: object = {}) => (await runOptions({ ...options, ...more }, network(changes))).err
    expect(await warned({})).toContain('the rules of spec 459')
    expect(await warned({ spec: 423 })).toContain('the rules of spec 423')
    expect(await warned({ spec: 423 }, { spec: 293 })).toBe('')
    expect(await warned({ spec: 475 })).toBe('error: spec: the rules of spec 475 are not known: they are for 293 to 459\n')
  })

  test('with a block to count from, the forecast is for the first epoch from it on, and says so', async () => {
    const counters = { last_epoch_block: 9993, pending_epoch_at: 0, subnet_epoch_index: 3, tempo: 10, blocks_since_last_step: 7 }
    const network = { ...small, hotkeys, schedule: { ...counters, current_block: 10_000 } }
    const lineOf = async (countsFrom: number) =>
      (await run({ weights: 'weights.json', spec: 425, countsFrom }, { 'network.json': JSON.stringify(network) })).out.split('\n')[0]
    expect(await lineOf(10_001)).toBe(
      'The weights count from block 10001, so this is the epoch of block 10003. No epoch before it reads the weights that are on chain.',
    )
    expect(await lineOf(10_004)).toBe(
      'The weights count from block 10004, so this is the epoch of block 10013. Before it, one epoch still reads the weights that are on chain.',
    )
    expect(await lineOf(10_014)).toBe(
      'The weights count from block 10014, so this is the epoch of block 10023. Before it, 2 epochs still read the weights that are on chain.',
    )
    expect((await run({ weights: 'weights.json', spec: 425, countsFrom: 10_001 })).err).toContain('error: schedule: missing')
    const broken = JSON.stringify({ ...network, schedule: { ...counters } })
    expect((await run({ weights: 'weights.json' }, { 'network.json': broken })).err).toContain(
      'network.json: schedule.current_block: missing',
    )
  })

  test('two uids with the same hotkey: a warning that the chain skips the epoch', async () => {
    const repeated = [hotkeys[0], hotkeys[1], hotkeys[0], hotkeys[3], hotkeys[4]]
    const { code, err } = await run(
      { weights: 'weights.json', spec: 425 },
      { 'network.json': JSON.stringify({ ...small, hotkeys: repeated }) },
    )
    expect(code).toBe(0)
    expect(err).toContain(`the chain skips this epoch while ${hotkeys[0]} has the uids 0, 2; the figures are of an epoch that runs`)
  })
})
