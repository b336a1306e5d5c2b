import { describe, expect, test } from 'vitest'
import { systemClock } from '../../src/adapters/run/system-clock.js'
import type { CompareOptions } from '../../src/cli/commands/compare.js'
import { compareCommand } from '../../src/cli/commands/compare.js'
import type { Terminal } from '../../src/cli/output/terminal.js'
import { hotkeyOf } from '../arbitraries/hotkey.js'
import { neuron, result, snapshotOf } from '../arbitraries/snapshot.js'

const config = (burn: number, h100: number): string =>
  `[emission]\nburn_percentage = ${burn}\nburn_uid = 0\n[emission.gpu_allocations]\nH100 = ${h100}\nH200 = ${100 - h100}\n`
const owner = { hotkey: hotkeyOf(0), coldkey: hotkeyOf(70_000) }
const rows = [result(1, { gpu_count: 3 }), result(2), result(3, { gpu_model: 'NVIDIA H200', gpu_memory_gb: 141 })]
const snapshot = snapshotOf(
  [0, 1, 2, 3].map((uid) => neuron(uid)),
  rows,
  { owner },
)
const files = { 'a.toml': config(0, 50), 'b.toml': config(5, 50), 's.json': JSON.stringify(snapshot) }

const compare = async (
  changes: Readonly<Record<string, string>> = {},
  options: Partial<CompareOptions> = {},
): Promise<{ code: number; out: string; err: string }> => {
  const there: Readonly<Record<string, string>> = { ...files, ...changes }
  const streams = { out: '', err: '' }
  const terminal: Terminal = {
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
  }
  const code = await compareCommand(terminal, {
    config: 'a.toml',
    with: 'b.toml',
    snapshot: 's.json',
    format: 'table',
    strict: false,
    allowForeignBurn: false,
    ...options,
  })
  return { code, ...streams }
}

describe('steelyard compare', () => {
  test('the table says who gains, who loses and by how much, the largest difference first', async () => {
    const { code, out, err } = await compare()
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatchInlineSnapshot(`
      "a: a.toml
      b: b.toml
      From a to b: 1 up, 3 down, 0 unchanged; 5.0000 % of the whole changes hands

        uid  hotkey                                               share in a     share in b  difference  weight in a  weight in b
          0  5Fw8VYJ7JVHLC3GECLt3cYDhsuPBXdRMxjgMBEUUYnQVMdy7  burn 0.0000 %  burn 5.0000 %   +5.0000 %            0         6898  gains
          3  5Fte7hVBtZHHuxacGstgpWEgW7g6ybNTMCQqvrE4dyDQKJhk      50.0000 %      47.5000 %   -2.5000 %        65535        65535  loses
          1  5E6oYdzkYijhZnXPYzja17936YfFYg8tFTcqGhKbbRzqULzm      37.5000 %      35.6250 %   -1.8750 %        49151        49151  loses
          2  5HGECWjsf7aFzUs9f1oyKciuVF72Ep9RRocuvfK3PCPAhYjg      12.5000 %      11.8750 %   -0.6250 %        16384        16384  loses
      "
    `)
  })
  test('csv has one line for each hotkey', async () => {
    const { out } = await compare({}, { format: 'csv' })
    expect(out.split('\n').slice(0, 3)).toEqual([
      'uid,hotkey,share_a,share_b,difference,weight_a,weight_b,change',
      `0,${hotkeyOf(0)},0.000000000000,0.050000000000,0.050000000000,0,6898,gains`,
      `3,${hotkeyOf(3)},0.500000000000,0.475000000000,-0.025000000000,65535,65535,loses`,
    ])
  })
  test('json is the comparison, exactly', async () => {
    const { out } = await compare({}, { format: 'json' })
    const found = JSON.parse(out) as Record<string, unknown>
    expect(Object.keys(found)).toEqual(['miners', 'total_variation', 'gain', 'lose', 'stay'])
    expect(found).toMatchObject({ total_variation: { exact: '1/20', decimal: '0.050000000000' }, gain: 1, lose: 3, stay: 0 })
    expect((found['miners'] as unknown[])[0]).toEqual({
      uid: 0,
      hotkey: hotkeyOf(0),
      a: { exact: '0/1', decimal: '0.000000000000', weight: 0, burn: true },
      b: { exact: '1/20', decimal: '0.050000000000', weight: 6898, burn: true },
      difference: { exact: '1/20', decimal: '0.050000000000' },
      change: 'gains',
    })
  })
  test('a config compared with itself has no differences', async () => {
    const { out } = await compare({}, { with: 'a.toml' })
    expect(out).toContain('From a to b: 0 up, 0 down, 4 unchanged; 0.0000 % of the whole changes hands')
  })
})

describe('what is refused', () => {
  test('every unreadable file is named, and standard output is empty', async () => {
    expect(await compare({ 'a.toml': '[emission]\nburn_uid = -1', 'b.toml': '[emission' }, { snapshot: 'none.json' })).toEqual({
      code: 1,
      out: '',
      err: expect.stringMatching(
        /^error: a\.toml: emission\.burn_uid: .*\nerror: none\.json: cannot be read: .*\nerror: b\.toml: line 1, column 2: .*\n$/,
      ) as string,
    })
  })
  test('a side that can not decide is named', async () => {
    const { code, out, err } = await compare({ 'b.toml': config(5, 50).replace('burn_uid = 0', 'burn_uid = 9') })
    expect({ code, out, err }).toEqual({
      code: 1,
      out: '',
      err: 'error: b.toml: emission.burn_uid: uid 9 is not on the metagraph, and 5 % of the whole is to burn\n',
    })
  })
  test('a foreign burn target, unless it is allowed', async () => {
    const foreign = { 's.json': JSON.stringify({ ...snapshot, owner: { hotkey: hotkeyOf(3), coldkey: hotkeyOf(9) } }) }
    expect((await compare(foreign)).err).toMatch(
      /^error: b\.toml: uid 0 .* would be paid to it \(--allow-foreign-burn if that is meant\)\n$/,
    )
    const meant = await compare(foreign, { allowForeignBurn: true })
    expect([meant.code, meant.err]).toEqual([0, expect.stringMatching(/^warning: b\.toml: uid 0 .* would be paid to it\n$/)])
  })
  test('a malformed result is set aside once for both, also when only its text shows the fault, and is refused with --strict', async () => {
    const spoilt = { 's.json': JSON.stringify(snapshot).replace('"executor_id":"rig-1"', '"executor_id":"rig-1","executor_id":"rig-1"') }
    const { code, out, err } = await compare(spoilt)
    expect([code, err]).toEqual([0, 'warning: set aside a malformed result: results[0].executor_id: this key is given twice\n'])
    expect(out).not.toContain(hotkeyOf(1))
    expect((await compare(spoilt, { strict: true })).code).toBe(1)
  })
})

describe('different policies on one snapshot', () => {
  const at = '2026-11-20T05:00:00Z'
  const lead = (uid: number) => ({ event_id: `lead-${uid}`, curated_by: hotkeyOf(uid), source: hotkeyOf(uid), created_at: at })
  const mixed = { ...snapshot, results: [...rows, lead(2), lead(3), { ...lead(4), created_at: 'yesterday' }] }
  const policies = { 'b.toml': '[event_shares]\nburn_uid = 0\n', 's.json': JSON.stringify(mixed) }

  test('each reads the results in its own way, and reports what it can not read', async () => {
    const { code, out, err } = await compare(policies, { format: 'csv' })
    expect(code).toBe(0)
    const shares = out
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
    expect(shares.map(([uid, , a, b]) => [uid, a, b])).toEqual([
      ['1', '0.375000000000', '0.000000000000'],
      ['2', '0.125000000000', '0.500000000000'],
      ['0', '0.000000000000', '0.000000000000'],
      ['3', '0.500000000000', '0.500000000000'],
    ])
    const lines = err.trimEnd().split('\n')
    expect(lines).toHaveLength(7)
    expect(
      lines
        .slice(0, 3)
        .every((line, i) => line.startsWith(`warning: a.toml: set aside a malformed result: results[${i + 3}].miner_hotkey: missing: `)),
    ).toBe(true)
    expect(
      lines
        .slice(3, 6)
        .every((line, i) => line.startsWith(`warning: b.toml: set aside a malformed result: results[${i}]`) && line.includes('created_at')),
    ).toBe(true)
    expect(lines[6]).toMatch(/^warning: b\.toml: set aside a malformed result: results\[5\]: event "lead-4": Unexpected created_at type: /)
  })
  test('exchanging the two configs changes the sign of the differences', async () => {
    const json = async (
      options: Partial<CompareOptions>,
    ): Promise<{ total_variation: unknown; miners: readonly { a: unknown; b: unknown }[] }> =>
      JSON.parse((await compare(policies, { format: 'json', ...options })).out) as never
    const [one, other] = [await json({}), await json({ config: 'b.toml', with: 'a.toml' })]
    expect(other.total_variation).toEqual(one.total_variation)
    expect(other.miners.map(({ a, b }) => [b, a])).toEqual(one.miners.map(({ a, b }) => [a, b]))
  })
  test('two configs of another policy are compared too, and a malformed row is named once', async () => {
    const { code, out, err } = await compare({ ...policies, 'a.toml': '[event_shares]\nburn_uid = 0\nburn_percentage = 50\n' })
    expect([code, err.trimEnd().split('\n').length]).toEqual([0, 4])
    expect(err).toContain('warning: set aside a malformed result: results[5]: event "lead-4"')
    expect(out).toContain('From a to b: 2 up, 1 down, 0 unchanged; 50.0000 % of the whole changes hands')
  })
  test('with --strict a row that either can not read refuses the snapshot, and the message says for which', async () => {
    const { code, out, err } = await compare(policies, { strict: true })
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('error: s.json, as a.toml reads it: results[3].miner_hotkey: missing: ')
    expect(err).toContain('error: s.json, as b.toml reads it: results[5]: event "lead-4": ')
  })
  test('of very many malformed rows the first are named, and the others counted', async () => {
    const many = {
      ...policies,
      's.json': JSON.stringify({ ...mixed, results: [...rows, ...Array.from({ length: 30 }, () => ({})), lead(2)] }),
    }
    const lines = (await compare(many)).err.trimEnd().split('\n')
    expect(lines.filter((line) => line.startsWith('warning: a.toml: '))).toHaveLength(21)
    expect(lines).toContain('warning: a.toml: set aside a malformed result: 11 more like them')
  })
  test('pathways reads scores, and its burn target is checked as for any policy', async () => {
    const scored = [1, 2, 3].map((uid) => ({ miner_hotkey: hotkeyOf(uid), task: 'soil', score: uid / 4, scored_at: at }))
    const files = {
      'b.toml': '[pathways]\nburn_uid = 1\nburn_percentage = 5\n',
      's.json': JSON.stringify({ ...snapshot, results: [...rows, ...scored] }),
    }
    expect((await compare(files)).err).toMatch(/^error: b\.toml: uid 1 .* would be paid to it \(--allow-foreign-burn if that is meant\)\n$/)
    const { code, out } = await compare({ ...files, 'b.toml': '[pathways]\nburn_uid = 0\nburn_percentage = 5\n' })
    expect([code, out]).toEqual([0, expect.stringContaining('burn 5.0000 %') as string])
  })
})
