import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allocate } from '../../../src/allocation/allocate.js'
import type { Allocation } from '../../../src/allocation/allocation.js'
import type { EmissionConfig } from '../../../src/allocation/config/emission-config.js'
import type { EmissionKeys } from '../../../src/allocation/config/emission-table.js'
import { mergeWithDefaults } from '../../../src/allocation/config/emission-config.js'
import type { PoolRule } from '../../../src/allocation/config/pool-rule.js'
import { readSnapshot } from '../../../src/allocation/snapshot/read-snapshot.js'
import type { Snapshot } from '../../../src/allocation/snapshot/snapshot.js'
import { asSet, canonicalJson } from '../../../src/units/json/canonical-json.js'
import { canonicalAllocation, canonicalConfig, canonicalSnapshot } from '../../../src/allocation/fingerprint/canonical-form.js'
import { fingerprintAllocation, fingerprintConfig, fingerprintSnapshot } from '../../../src/allocation/fingerprint/fingerprint.js'
import type { Json } from '../../arbitraries/snapshot.js'
import { ago, configs, neuron, result, snapshotOf, snapshots, worlds } from '../../arbitraries/snapshot.js'
import { entriesOf, SNAPSHOT_KEYS } from '../../document-keys.js'
import { hotkeyOf } from '../../arbitraries/hotkey.js'
import { expectRight } from '../../either.js'

const config = (table: Json): EmissionConfig => expectRight(mergeWithDefaults(table))
const snapshot = (document: Json): Snapshot => expectRight(readSnapshot(document))
const allocation = (table: Json, document: Json): Allocation => expectRight(allocate(config(table))(snapshot(document)))

/** The same members in another order, which depends on the seed. */
const shuffled = <A>(list: readonly A[], seed: number): readonly A[] =>
  list
    .map((item, i) => ({ item, key: Math.sin(seed + i) }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)
const isTable = (u: unknown): u is Json => typeof u === 'object' && u !== null && !Array.isArray(u)

/** The same instant, with an offset of one hour. */
const eastward = (text: string): string => {
  const [, whole, decimals = ''] = /^(.{19})(\.\d+)?Z$/.exec(text) ?? []
  const later = (): string => new Date(Date.parse(`${whole}Z`) + 3_600_000).toISOString().slice(0, 19)
  return whole === undefined ? text : `${later()}${decimals === '' ? '.0' : `${decimals}00`}+01:00`
}

/** Another spelling of the same document: keys and sets in another order, instants with another offset. */
const respelt = (document: unknown, seed: number): unknown => {
  if (Array.isArray(document))
    return shuffled(
      document.map((item: unknown) => respelt(item, seed)),
      seed,
    )
  if (typeof document === 'string') return eastward(document)
  if (!isTable(document)) return document
  return Object.fromEntries(shuffled(Object.entries(document), seed).map(([key, value]) => [key, respelt(value, seed)]))
}

/** The document with one value changed or one row left out, in every way. (A row that occurs twice means the same.) */
const changes = (document: Json): readonly Json[] =>
  Object.entries(document).flatMap(([key, value]) => {
    const change = (other: unknown): Json => ({ ...document, [key]: other })
    if (Array.isArray(value)) {
      const [first, ...others] = value as readonly unknown[]
      const changed = isTable(first) ? changes(first).map((other) => change([other, ...others])) : []
      return [change(others), ...changed]
    }
    if (isTable(value)) return changes(value).map(change)
    if (typeof value === 'boolean') return [change(!value)]
    if (typeof value === 'number') return [change(value === 0 ? 1 : value / 2), change(value + 1)]
    return typeof value === 'string' ? [change(`${value}x`), change(value.replace('06:00:00Z', '06:00:00.001Z')), change(hotkeyOf(9))] : []
  })

type Print = (snapshot: Snapshot) => string
const without =
  (field: keyof Snapshot): Print =>
  (s) =>
    fingerprintSnapshot({ ...s, [field]: snapshot(snapshotOf([], []))[field] })
const asWritten: Print = (s) => JSON.stringify(s)
const rounded: Print = (s) => fingerprintSnapshot({ ...s, at: { ...s.at, decimals: '' } })

const spellingsAgree = (print: Print): boolean =>
  !fc.check(
    fc.property(
      snapshots,
      fc.nat(1000),
      (document, seed) => print(snapshot(document)) === print(snapshot(respelt(document, seed) as Json)),
    ),
  ).failed

/** A document with every key. Each readable variant differs from it in one value, so all fingerprints are different. */
const rich = snapshotOf(
  [neuron(0), neuron(1)],
  [result(1, { hardware_score: 0.5, network_bandwidth_mbps: 9400, gpu_uuids: ['GPU-1'] }), result(0), { ...result(1), gpu_count: -1 }],
  {
    owner: { hotkey: hotkeyOf(0), coldkey: hotkeyOf(5) },
    previous: [{ hotkey: hotkeyOf(1), category: 'H100', score: 0.25, updated_at: ago(3600) }],
  },
)
const readable = (documents: readonly Json[]): readonly Snapshot[] =>
  documents.flatMap((document) => {
    const read = readSnapshot(document)
    return read._tag === 'Right' ? [read.right] : []
  })
const good = (rich['results'] as readonly Json[]).slice(0, 2)
const malformed = [{ ...result(0), gpu_count: -1 }, { ...result(1), gpu_memory_gb: 0 }, { miner_hotkey: '' }, null]
const otherRows = malformed.map((row) => ({ ...rich, results: [...good, row] }))
const variants = readable([...changes(rich), ...otherRows, { ...rich, results: good }]).filter(
  (s) => JSON.stringify(s) !== JSON.stringify(snapshot(rich)),
)
const tellsApart = (print: Print): boolean => variants.every((variant) => print(variant) !== print(snapshot(rich)))

describe('the fingerprint of a snapshot', () => {
  test('is the SHA-256 of its canonical text', () => {
    const hash = createHash('sha256')
      .update(canonicalSnapshot(snapshot(rich)), 'utf8')
      .digest('hex')
    expect(fingerprintSnapshot(snapshot(rich))).toBe(hash)
  })
  test('is the same for every spelling of a document', () => {
    expect(spellingsAgree(fingerprintSnapshot)).toBe(true)
    expect(spellingsAgree(asWritten)).toBe(false)
  })
  test('differs if any value that is read differs', () => {
    const keys = new Set(entriesOf(rich).map(([path]) => path))
    expect(SNAPSHOT_KEYS.map((path) => path.replaceAll('?', '')).filter((path) => !keys.has(path))).toEqual([])
    expect(variants.length).toBeGreaterThan(30)
    expect(tellsApart(fingerprintSnapshot)).toBe(true)
    const fields = ['netuid', 'owner', 'neurons', 'results', 'rejected', 'previous'] as const
    for (const field of fields) expect(tellsApart(without(field)), field).toBe(false)
    expect(tellsApart(rounded)).toBe(false)
  })
  test('differs if the netuid or the block differs', () => {
    expect(fingerprintSnapshot(snapshot({ ...rich, netuid: 40 }))).not.toBe(fingerprintSnapshot(snapshot(rich)))
    expect(fingerprintSnapshot(snapshot({ ...rich, block: 1 }))).not.toBe(fingerprintSnapshot(snapshot(rich)))
  })
  test('differs if the reader of the text found a fault in a row', () => {
    const spoilt = expectRight(readSnapshot(rich, [{ _tag: 'RepeatedKey', path: 'results[1].gpu_count' }]))
    const elsewhere = expectRight(readSnapshot(rich, [{ _tag: 'RepeatedKey', path: 'results[1].gpu_model' }]))
    expect(new Set([snapshot(rich), spoilt, elsewhere].map(fingerprintSnapshot)).size).toBe(3)
  })
  test('depends on the faults of a row that was set aside, but not on their order', () => {
    const twoFaults = (first: Json, second: Json): Json => ({ ...rich, results: [{ ...result(1), ...first, ...second }] })
    const base = snapshot(twoFaults({ gpu_count: -1 }, { gpu_memory_gb: 0 }))
    const [row] = base.rejected
    expect(row!.faults).toHaveLength(2)
    expect(fingerprintSnapshot({ ...base, rejected: [{ ...row!, faults: [...row!.faults].reverse() }] })).toBe(fingerprintSnapshot(base))
    const other = { ...base, rejected: [{ ...row!, faults: row!.faults.map((f) => ({ ...f, expected: 'something else' })) }] }
    expect(fingerprintSnapshot(other)).not.toBe(fingerprintSnapshot(base))
  })

  test('does not differ if a result was delivered twice, with another spelling of its instant', () => {
    const again = { ...result(0), validation_timestamp: String(result(0)['validation_timestamp']).replace('Z', '.00Z') }
    const once = { ...rich, results: [...(rich['results'] as Json[]), result(0)] }
    const twice = { ...rich, results: [...once.results, again, result(0)] }
    expect(fingerprintSnapshot(snapshot(twice))).toBe(fingerprintSnapshot(snapshot(once)))
    const other = { ...rich, results: [...once.results, { ...again, network_bandwidth_mbps: 1 }] }
    expect(fingerprintSnapshot(snapshot(other))).not.toBe(fingerprintSnapshot(snapshot(once)))
  })
  test('contains the number of the rules', () => {
    expect(JSON.parse(canonicalSnapshot(snapshot(rich)))).toMatchObject({ rules: 2 })
  })
})

describe('the fingerprint of a config', () => {
  const print = (table: Json): string => fingerprintConfig(config(table))
  test('is the same for every order of the keys, and if defaults are written out', () => {
    expect(fc.check(fc.property(configs, fc.nat(1000), (table, seed) => print(table) === print(respelt(table, seed) as Json))).failed).toBe(
      false,
    )
    expect(print({})).toBe(
      print({ burn_percentage: 0, ema_alpha: 0.3, gpu_allocations: { H200: { weight: '60.0', min_gpu_count: 1 }, H100: '40' } }),
    )
  })
  test('is the same if and only if percentages are the same decimals', () => {
    expect(print({ burn_percentage: '33.3300' })).toBe(print({ burn_percentage: 33.33 }))
    expect(print({ burn_percentage: 1e-7 })).toBe(print({ burn_percentage: '0.0000001' }))
    expect(print({ burn_percentage: -0 })).toBe(print({}))
    expect(print({ burn_percentage: '33.33000000000000000000000000000000001' })).not.toBe(print({ burn_percentage: 33.33 }))
    expect(JSON.parse(canonicalConfig(config({ burn_percentage: '12.50' })))).toMatchObject({
      burn_percentage: '12.5',
      weight_version_key: 0,
    })
  })
  test('differs with every key', () => {
    // A key of a config or of a pool that is missing here does not compile.
    const other: Readonly<Record<keyof EmissionKeys, unknown>> = {
      burn_percentage: 1,
      burn_uid: 1,
      burn_hotkey: hotkeyOf(1),
      categories: { 'RTX 4090': 'H100' },
      gpu_allocations: { H100: 100 },
      weight_set_interval_blocks: 100,
      min_miners_per_category: 2,
      min_score_threshold: 0.5,
      weight_version_key: '18446744073709551615',
      unpaid_pool: 'redistribute',
      zero_scores: 'equal',
      verification: 'hardware',
      ema_alpha: 0.5,
      ema_half_life_seconds: 0.5,
      on_gpu_change: 'reset',
      verification_scope: 'category',
      clock_skew_seconds: 0,
      require_axon: 'never',
      cutoff_hours: 1,
    }
    const pools: { readonly [K in keyof PoolRule]-?: unknown } = { weight: 50, min_gpu_count: 2, min_gpu_vram: 80 }
    const tables: readonly Json[] = [
      {},
      ...Object.entries(pools).map(([key, value]) => ({ gpu_allocations: { A100: 50, H100: { weight: 50, [key]: value } } })),
      ...Object.entries(other).map(([key, value]) => ({ [key]: value })),
    ]
    const prints = tables.map(print)
    expect(new Set(prints).size).toBe(prints.length)
  })
})

describe('the fingerprint of an allocation', () => {
  test('is the same for every spelling of its snapshot and its config', () => {
    const law = (print: (a: Allocation) => string): boolean =>
      !fc.check(
        fc.property(
          worlds,
          fc.nat(1000),
          ([table, document], seed) =>
            print(allocation(table, document)) === print(allocation(respelt(table, seed) as Json, respelt(document, seed) as Json)),
        ),
      ).failed
    expect(law(fingerprintAllocation)).toBe(true)
    expect(law((a) => JSON.stringify(a, (_, v: unknown) => (typeof v === 'bigint' ? v.toString() : v)))).toBe(false)
  })
  test('differs with a claim, a unit, a quota, an exclusion, a score to carry, a block, an instant', () => {
    const base = allocation({ burn_uid: 0, burn_percentage: 5 }, rich)
    const pool = base.pools[0]!
    const others: readonly Allocation[] = [
      base,
      { ...base, block: allocation({ burn_uid: 0 }, { ...rich, block: 1 }).block },
      { ...base, at: allocation({ burn_uid: 0 }, { ...rich, at: '2026-11-20T06:00:00.1Z' }).at },
      { ...base, burn: { ...base.burn, target: null } },
      { ...base, burn: { ...base.burn, units: 1 } },
      { ...base, pools: [{ ...pool, parts: Uint32Array.from(pool.parts, (n) => n + 1) }, ...base.pools.slice(1)] },
      { ...base, pools: [{ ...pool, quota: { numerator: 1n, denominator: 3n } }, ...base.pools.slice(1)] },
      { ...base, pools: [{ ...pool, claims: pool.claims.map((c) => ({ ...c, claim: c.claim + 1 })) }, ...base.pools.slice(1)] },
      { ...base, netuid: allocation({ burn_uid: 0 }, { ...rich, netuid: 40 }).netuid },
      { ...base, pools: [{ ...pool, status: 'idle' }, ...base.pools.slice(1)] },
      { ...base, pools: [{ ...pool, rule: { ...pool.rule, weight: base.burn.configured } }, ...base.pools.slice(1)] },
      { ...base, pools: [{ ...pool, counted: Float64Array.from(pool.counted, (c) => c + 1) }, ...base.pools.slice(1)] },
      { ...base, excluded: base.excluded.slice(1) },
      { ...base, next: [] },
    ]
    expect(pool.claims.length * base.excluded.length * base.next.length).toBeGreaterThan(0)
    expect(new Set(others.map(fingerprintAllocation)).size).toBe(others.length)
    const turned = base.pools.map((p) => ({
      ...p,
      quota: { numerator: 6n * p.quota.numerator, denominator: 6n * p.quota.denominator },
      claims: [...p.claims].reverse(),
      counted: p.counted.slice().reverse(),
      parts: p.parts.slice().reverse(),
    }))
    const backwards = {
      ...base,
      pools: turned.reverse(),
      excluded: [...base.excluded].reverse(),
      next: [...base.next].reverse(),
      warnings: [],
    }
    expect(fingerprintAllocation(backwards)).toBe(fingerprintAllocation(base))
    expect(canonicalAllocation(base)).toContain('"configured":"5"')
  })
})

describe('canonical JSON', () => {
  const values = fc.jsonValue({ depthSize: 'small' })
  test('is JSON of the same value, in ASCII, and the same for any order of keys', () => {
    fc.assert(
      fc.property(values, fc.nat(1000), (value, seed) => {
        const text = canonicalJson(value as Parameters<typeof canonicalJson>[0])
        const again = (v: unknown): unknown => {
          if (Array.isArray(v)) return v.map(again)
          return isTable(v) ? Object.fromEntries(shuffled(Object.entries(v), seed).map(([k, w]) => [k, again(w)])) : v
        }
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(again(value) as Parameters<typeof canonicalJson>[0])).toBe(text)
        return [...text].every((c) => c.charCodeAt(0) < 128)
      }),
    )
  })
  test('lone surrogates do not change, and large integers keep every digit', () => {
    expect(canonicalJson(['\ud800', '\ud801', 'é€😀'])).toBe('["\\ud800","\\ud801","\\u00e9\\u20ac\\ud83d\\ude00"]')
    expect(canonicalJson([18_446_744_073_709_551_615n, -0, 0.1, true, null])).toBe('[18446744073709551615,0,0.1,true,null]')
  })
  test('a set is in the order of its texts, and a member that occurs twice is written twice', () => {
    expect(asSet([{ b: 1 }, 'a', { a: 1 }, 'a'])).toEqual(['a', 'a', { a: 1 }, { b: 1 }])
  })
})
