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

const run = async (
  options: Partial<ForecastOptions>,
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
      onReload: () => undefined,
    },
    { network: 'network.json', hotkey: hotkeys[1]!, spec: 293, mechanism: 0, format: 'table', strict: false, ...options },
  )
  return { code, ...streams }
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
})
