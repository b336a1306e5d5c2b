/** Snapshots and configs in the form of files. Every case of the rules occurs in them; `test/gates/arbitraries.test.ts` checks it. */
import fc from 'fast-check'
import { hotkeyOf } from './hotkey.js'

export const AT = '2026-11-20T06:00:00Z'
const AT_SECONDS = Date.parse(AT) / 1000

export type Json = Record<string, unknown>

/** The instant `age` seconds before AT, in one of several spellings. */
export const ago = (age: number, spelling: 'Z' | 'offset' | 'decimals' = 'Z'): string => {
  const text = new Date((AT_SECONDS - age) * 1000).toISOString()
  if (spelling === 'Z') return text.replace('.000Z', 'Z')
  return spelling === 'decimals'
    ? text.replace('Z', '000000001Z')
    : new Date((AT_SECONDS - age + 3600) * 1000).toISOString().replace('Z', '+01:00')
}

const MODELS = [
  'NVIDIA H100 80GB HBM3',
  'NVIDIA H100 PCIe',
  'NVIDIA H200 NVL',
  'NVIDIA A100-SXM4-80GB',
  'NVIDIA B200',
  'NVIDIA A100-SXM4',
  'NVIDIA Corporation GA100 [A100 PCIe 40GB / A100 SXM4 40GB]',
  'NVIDIA GeForce RTX 4090',
  'NVIDIA A100-SXM4-40GB MIG 1g.5gb',
  'NVIDIA H1000',
  '',
]

export const neuron = (uid: number, axon: unknown = { ip: '203.0.113.7', port: 8091 }): Json => ({
  uid,
  hotkey: hotkeyOf(uid),
  coldkey: hotkeyOf(70_000 + uid),
  ...(axon === undefined ? {} : { axon }),
  registered_at_block: 5_000_000 + uid,
})

export const result = (uid: number, changes: Json = {}): Json => ({
  miner_hotkey: hotkeyOf(uid),
  executor_id: `rig-${uid}`,
  is_valid: true,
  attestation_valid: true,
  gpu_model: 'NVIDIA H100 80GB HBM3',
  gpu_count: 1,
  gpu_memory_gb: 80,
  validation_timestamp: ago(60),
  ...changes,
})

export const snapshotOf = (neurons: readonly Json[], results: readonly unknown[], changes: Json = {}): Json => ({
  netuid: 39,
  block: 5_400_000,
  at: AT,
  neurons,
  results,
  ...changes,
})

const score = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1, 0.5, 5e-324, 1e-300, 0.1, 1 - 2 ** -53))
const axon = fc.oneof(
  { weight: 8, arbitrary: fc.constant({ ip: '203.0.113.7', port: 8091 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      undefined,
      { ip: '0.0.0.0', port: 1 },
      { ip: '::', port: 1 },
      { ip: '', port: 1 },
      { ip: '0', port: 1 },
      { ip: '203.0.113.7', port: 0 },
      ...['127.0.0.1', '10.0.0.1', '::1', '::', '2001:db8::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '010.0.0.1', 'localhost'].map(
        (ip) => ({
          ip,
          port: 1,
        }),
      ),
      ...['1:2:3:4:5:6:7::', '1::2::3', 'fe80::1%eth0', '::ffff:0:0', '1:2:3:4:5:6:1.2.3.4', '256.1.1.1', '1.2.3', ':::'].map((ip) => ({
        ip,
        port: 1,
      })),
    ),
  },
)

const row = (uids: readonly number[]): fc.Arbitrary<Json> =>
  fc
    .record({
      uid: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...uids) }, { weight: 1, arbitrary: fc.integer({ min: 300, max: 303 }) }),
      executor: fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.constant('shared')),
      valid: fc.boolean(),
      attested: fc.oneof(fc.constant(true), fc.boolean()),
      model: fc.constantFrom(...MODELS),
      count: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.constantFrom(0, 1, 1_000_000)),
      memory: fc.constantFrom(24, 40, 80, 141, 179.5, 79.65, 81_559, 81_920, 85.9, 85_899, 183, 192, 36, 35.9, 81.6, 81.7, 60),
      uuids: fc.option(
        fc.uniqueArray(fc.constantFrom('GPU-a', 'gpu-A', 'GPU-b', 'GPU-c', 'd'), { maxLength: 2, selector: (u) => u.toLowerCase() }),
        {
          nil: undefined,
          freq: 2,
        },
      ),
      hardware: fc.option(score, { nil: undefined }),
      age: fc.oneof(
        { weight: 8, arbitrary: fc.integer({ min: 0, max: 10_800 }) },
        { weight: 1, arbitrary: fc.constantFrom(-1, -30, -31, -60, 10_800, 10_801, 100_000) },
      ),
      spelling: fc.constantFrom('Z', 'offset', 'decimals'),
      // One card that others name too, so that it often counts for another executor.
      card: fc.constantFrom(undefined, undefined, undefined, undefined, undefined, 'GPU-a', 'gpu-B'),
    })
    .map(({ card, ...drawn }) => (card === undefined ? drawn : { ...drawn, valid: true, count: 1, uuids: [card] }))
    .map(({ uid, executor, valid, attested, model, count, memory, uuids, hardware, age, spelling }) => ({
      miner_hotkey: hotkeyOf(uid),
      executor_id: executor === 'shared' ? executor : `${uid}-${executor}`,
      is_valid: valid,
      attestation_valid: attested,
      gpu_model: model,
      gpu_count: count,
      gpu_memory_gb: memory,
      ...(hardware === undefined ? {} : { hardware_score: hardware }),
      ...(uuids === undefined ? {} : { gpu_uuids: uuids.slice(0, count) }),
      validation_timestamp: ago(age, spelling),
    }))

/** A row again, as a prover delivers it: its instant and its uuids spelt in another way, or with one thing that differs. */
const again = (row: Json): fc.Arbitrary<Json> => {
  const { validation_timestamp: made, gpu_uuids: uuids } = row as {
    readonly validation_timestamp: string
    readonly gpu_uuids?: readonly string[]
  }
  const spelt = made.includes('+')
    ? made
    : made.replace(/(\.\d+)?Z$/, (decimals) => (decimals === 'Z' ? '.00Z' : decimals.replace('Z', '0Z')))
  const shuffled = uuids === undefined ? {} : { gpu_uuids: [...uuids].reverse().map((uuid) => uuid.toUpperCase()) }
  return fc.constantFrom<Json>(
    { ...row, ...shuffled, validation_timestamp: spelt },
    { ...row, extra: 1 },
    { ...row, network_bandwidth_mbps: 1 },
    { ...row, is_valid: row['is_valid'] !== true },
  )
}

const malformed = (good: Json): fc.Arbitrary<unknown> =>
  fc.constantFrom<unknown>(
    { ...good, gpu_count: -1 },
    { ...good, hardware_score: null },
    { ...good, miner_hotkey: '' },
    { ...good, validation_timestamp: 'yesterday' },
    { ...good, gpu_memory_gb: 0 },
    null,
    7,
    'row',
    [],
  )

/** Uid 0 exists and serves, so that it can be the burn target. */
export const snapshots: fc.Arbitrary<Json> = fc
  .uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 })
  .chain((others) => {
    const uids = [0, ...others]
    return fc
      .record({
        axons: fc.tuple(...uids.map(() => axon)),
        rows: fc.array(
          fc.oneof({ weight: 12, arbitrary: row(uids) as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: row(uids).chain(malformed) }),
          { maxLength: 60 },
        ),
        without: fc.constantFrom('none', 'none', 'none', 'axons'),
        registered: fc.array(fc.constantFrom(1, 2, 3), { minLength: uids.length, maxLength: uids.length }),
        states: fc.uniqueArray(
          fc.record({
            uid: fc.constantFrom(...uids, 300),
            category: fc.constantFrom('H100', 'H200', 'A100', 'B200', 'K80'),
            score,
            age: fc.integer({ min: -600, max: 20_000 }),
          }),
          { selector: ({ uid, category }) => `${uid} ${category}`, maxLength: 12 },
        ),
        withPrevious: fc.boolean(),
        subnet: fc.record(
          {
            netuid: fc.constantFrom(39, 1),
            block: fc.constantFrom(5_400_000, 5_400_361),
            at: fc.constantFrom(AT, AT.replace('Z', '.000+00:00')),
            owner: fc.constantFrom(
              { hotkey: hotkeyOf(0), coldkey: hotkeyOf(70_000) },
              { hotkey: hotkeyOf(0), coldkey: hotkeyOf(71_000) },
              { hotkey: hotkeyOf(71_000), coldkey: hotkeyOf(70_000) },
            ),
          },
          { requiredKeys: ['netuid', 'block', 'at'] },
        ),
      })
      .chain((drawn) => {
        const good = drawn.rows.filter((row): row is Json => typeof row === 'object' && row !== null && 'gpu_uuids' in row)
        return (good.length === 0 ? fc.constant([]) : fc.array(fc.constantFrom(...good).chain(again), { maxLength: 4 })).map((more) => ({
          ...drawn,
          more,
        }))
      })
      .map(({ axons, rows, more, states, withPrevious, without, registered, subnet }) =>
        snapshotOf(
          uids.map((uid, i) => ({
            ...neuron(uid, without === 'axons' ? undefined : axons[i]),
            registered_at_block: registered[i],
          })),
          [...rows, ...more],
          {
            ...subnet,
            ...(withPrevious
              ? {
                  previous: states.map(({ uid, category, score: s, age }) => ({
                    hotkey: hotkeyOf(uid),
                    category,
                    score: s,
                    updated_at: ago(age, 'offset'),
                  })),
                }
              : {}),
          },
        ),
      )
  })

const CATEGORIES = ['A100', 'B200', 'H100', 'H200', 'RTX4090', 'K80']

/** Percentages that sum to exactly 100, as decimals with up to four places, zeros among them. */
const allocations = fc
  .tuple(
    fc.shuffledSubarray(CATEGORIES, { minLength: 1 }),
    fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 500_000 })), { minLength: 6, maxLength: 6 }),
  )
  .chain(([categories, cuts]) => {
    const total = 1_000_000n
    let left = total
    const weights = categories.map((_, i) => {
      const weight = i === categories.length - 1 ? left : BigInt(cuts[i]!) < left ? BigInt(cuts[i]!) : left
      left -= weight
      return weight
    })
    const spell = (w: bigint): string => `${w / 10_000n}.${(w % 10_000n).toString().padStart(4, '0')}`
    return fc
      .tuple(
        ...weights.map((w) =>
          fc
            .tuple(fc.boolean(), fc.integer({ min: 1, max: 3 }), fc.option(fc.constantFrom(40, 79.5, 80), { nil: undefined }))
            .map(([asText, min_gpu_count, vram]) => {
              const weight = asText ? spell(w) : Number(spell(w))
              return min_gpu_count === 1 && vram === undefined
                ? weight
                : { weight, min_gpu_count, ...(vram === undefined ? {} : { min_gpu_vram: vram }) }
            }),
        ),
      )
      .map((rules) => Object.fromEntries(categories.map((category, i) => [category, rules[i]])))
  })

const percentage = fc.oneof(fc.constantFrom(0, 100, 5, 0.1, 33.33, '12.3456789', 99.999), fc.integer({ min: 0, max: 100 }))

/** Whole configs whose burn target is uid 0, named by uid, by hotkey or by both. */
export const configs: fc.Arbitrary<Json> = fc
  .record({
    burn_percentage: percentage,
    target: fc.constantFrom({ burn_uid: 0 }, { burn_hotkey: hotkeyOf(0) }, { burn_uid: 0, burn_hotkey: hotkeyOf(0) }),
    gpu_allocations: allocations,
    categories: fc.constantFrom(undefined, { 'RTX 4090': 'H100' }),
    min_miners_per_category: fc.integer({ min: 0, max: 3 }),
    min_score_threshold: fc.constantFrom(0, 0, 0.25, 1),
    unpaid_pool: fc.constantFrom('burn', 'redistribute'),
    zero_scores: fc.constantFrom('unpaid', 'equal'),
    verification: fc.constantFrom('ratio', 'hardware'),
    smoothing: fc.constantFrom({}, { ema_alpha: 1 }, { ema_alpha: 0.1 }, { ema_half_life_seconds: 3600 }),
    on_gpu_change: fc.constantFrom('reset', 'carry'),
    verification_scope: fc.constantFrom('miner', 'category'),
    clock_skew_seconds: fc.constantFrom(0, 30, 0.5, 3600),
    require_axon: fc.constantFrom('known', 'always', 'never'),
    cutoff_hours: fc.constantFrom(3, 1.5, 0.7, 24),
    weight_set_interval_blocks: fc.constantFrom(360, 1, 100),
    weight_version_key: fc.constantFrom(0, 7, '18446744073709551615'),
  })
  .map(({ target, smoothing, categories, ...rest }) => ({
    ...rest,
    ...target,
    ...smoothing,
    ...(categories === undefined ? {} : { categories }),
  }))

/** Full pools: all miners serve, most results are valid and of two categories, and ties and scores of 0 are common. */
const crowdedSnapshots: fc.Arbitrary<Json> = fc
  .uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 3, maxLength: 14 })
  .chain((others) =>
    fc
      .array(
        fc
          .record({
            uid: fc.constantFrom(...others),
            executor: fc.constantFrom('a', 'b'),
            valid: fc.oneof({ weight: 7, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
            model: fc.constantFrom('NVIDIA H100 PCIe', 'NVIDIA H100 PCIe', 'NVIDIA H200 NVL'),
            count: fc.constantFrom(1, 1, 2, 3, 8),
            hardware: fc.constantFrom(0, 1, 0.5, 0.97, 0.004),
          })
          .map(({ uid, executor, valid, model, count, hardware }) =>
            result(uid, {
              executor_id: `${uid}-${executor}`,
              is_valid: valid,
              gpu_model: model,
              gpu_count: count,
              hardware_score: hardware,
            }),
          ),
        { minLength: others.length, maxLength: 4 * others.length },
      )
      .map((rows) => snapshotOf([neuron(0), ...others.map((uid) => neuron(uid))], rows)),
  )

const plainConfigs: fc.Arbitrary<Json> = fc.record({
  burn_percentage: fc.constantFrom(0, 5, 80, 99.97, '33.3333'),
  burn_uid: fc.constant(0),
  gpu_allocations: fc.constantFrom<Json>(
    { H100: 40, H200: 60 },
    { H100: 100 },
    { H100: 33.33, H200: 33.33, A100: 33.34 },
    { H200: 99.9, H100: '0.1' },
  ),
  verification: fc.constantFrom('ratio', 'hardware'),
  zero_scores: fc.constantFrom('unpaid', 'equal'),
  unpaid_pool: fc.constantFrom('burn', 'redistribute'),
})

/**
 * A config and a snapshot that fit together: one half of them arbitrary, the other half with pools so full that rounding
 * matters.
 */
export const worlds: fc.Arbitrary<readonly [Json, Json]> = fc.oneof(fc.tuple(configs, snapshots), fc.tuple(plainConfigs, crowdedSnapshots))
