/**
 * The rules of docs/config.md and docs/snapshot.md once more, from JSON to the ledger, as plainly as they can be written and
 * without the code under test (but for its decoders, the naming of boards and the rounding of a fraction): BigInt over one denominator, sorted lists.
 */
import { categoryOf } from '../../src/gpu/category.js'
import { normalizeGpuName } from '../../src/gpu/normalize-gpu-name.js'
import { fraction } from '../../src/units/exact/fraction.js'
import { toDouble } from '../../src/units/exact/fraction-rounding.js'
import type { Json } from '../arbitraries/snapshot.js'

interface Row {
  readonly who: string
  readonly executor: string
  readonly ok: boolean
  readonly model: string
  readonly count: number
  readonly memory: number
  readonly hardware: number | undefined
  readonly time: bigint
}

/** Nanoseconds since 1970: the generators write at most nine decimals. */
const nanos = (text: string): bigint => {
  const [, whole, decimals = '', zone] = /^(.{19})(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/.exec(text)!
  return (
    BigInt(Date.parse(`${whole!}${zone!}`)) * 1_000_000n +
    BigInt(decimals.padEnd(9, '0').slice(0, 9)) +
    (decimals.length > 9 && /[1-9]/.test(decimals.slice(9)) ? 1n : 0n)
  )
}

const decimal = (x: unknown): readonly [bigint, bigint] => {
  const [whole = '0', places = ''] = (typeof x === 'number' ? x.toFixed(10) : String(x)).split('.')
  return [BigInt(whole + places), 10n ** BigInt(places.length)]
}

/** A double over 2^1100, exactly. */
const scaled = (x: number): bigint => {
  let [value, shift] = [x, 0]
  while (!Number.isInteger(value) && shift < 1100) [value, shift] = [value * 2, shift + 1]
  return BigInt(value) << BigInt(1100 - shift)
}

const hamilton = (numerator: bigint, denominator: bigint, units: bigint, claims: readonly bigint[]): bigint[] => {
  const whole = denominator * claims.reduce((a, b) => a + b, 0n)
  if (whole === 0n) return claims.map(() => 0n)
  const parts = claims.map((c, i) => ({ i, floor: (numerator * c) / whole, rest: (numerator * c) % whole, c }))
  const given = parts.map(({ floor }) => floor)
  let left = units - given.reduce((a, b) => a + b, 0n)
  parts.sort((a, b) => (a.rest !== b.rest ? (a.rest > b.rest ? -1 : 1) : a.c !== b.c ? (a.c > b.c ? -1 : 1) : a.i - b.i))
  for (const { i } of parts) if (left-- > 0n) given[i]!++
  return given
}

const pick = <A>(value: unknown, otherwise: A): A => (value === undefined ? otherwise : (value as A))

export interface OracleLedger {
  readonly burn: number
  readonly unpaid: readonly string[]
  readonly pools: readonly {
    readonly category: string
    readonly weight: number
    readonly miners: readonly { readonly uid: number; readonly score: number; readonly weight: number }[]
  }[]
}

/** `rows` are the indices of the results that are no malformed ones. */
export const oracle = (config: Json, snapshot: Json, rows: readonly number[]): OracleLedger => {
  const at = nanos(snapshot['at'] as string)
  const cutoff = BigInt(Math.round(pick(config['cutoff_hours'], 3) * 3_600_000)) * 1_000_000n
  const results = rows
    .map((i) => (snapshot['results'] as readonly Json[])[i]!)
    .map(
      (r): Row => ({
        who: r['miner_hotkey'] as string,
        executor: r['executor_id'] as string,
        ok: r['is_valid'] === true && r['attestation_valid'] === true,
        model: r['gpu_model'] as string,
        count: r['gpu_count'] as number,
        memory: r['gpu_memory_gb'] as number,
        hardware: r['hardware_score'] as number | undefined,
        time: nanos(r['validation_timestamp'] as string),
      }),
    )
    .filter(({ time }) => time <= at && at - time <= cutoff)

  const overrides = new Map(Object.entries(pick<Json>(config['categories'], {})) as [string, string][])
  const rules = Object.entries(config['gpu_allocations'] as Json)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([category, rule]) => {
      const table = (typeof rule === 'object' ? rule : { weight: rule }) as Json
      return { category, weight: decimal(table['weight']), count: pick(table['min_gpu_count'], 1), vram: pick(table['min_gpu_vram'], 0) }
    })
  const claims = new Map(rules.map(({ category }) => [category, [] as { uid: number; score: number }[]]))
  for (const neuron of [...(snapshot['neurons'] as readonly Json[])].sort((a, b) => (a['uid'] as number) - (b['uid'] as number))) {
    const axon = neuron['axon'] as Json | undefined
    const mine = results.filter(({ who }) => who === neuron['hotkey'])
    const valid = mine.filter(({ ok }) => ok)
    const isTarget = neuron['uid'] === config['burn_uid'] || neuron['hotkey'] === config['burn_hotkey']
    if (
      isTarget ||
      axon === undefined ||
      axon['port'] === 0 ||
      ['', '0', '0.0.0.0', '::'].includes(axon['ip'] as string) ||
      valid.length === 0
    )
      continue
    const hardware = valid.flatMap(({ hardware: h }) => (h === undefined ? [] : [h]))
    const mean =
      hardware.length === 0
        ? 0
        : toDouble(
            fraction(
              hardware.reduce((a, h) => a + scaled(h), 0n),
              BigInt(hardware.length) << 1100n,
            ),
          )
    const sample = config['verification'] === 'hardware' ? mean * (valid.length / mine.length) : valid.length / mine.length
    const counted = [...new Set(valid.map(({ executor }) => executor))].map(
      (id) =>
        valid
          .filter(({ executor }) => executor === id)
          .sort((a, b) =>
            a.time !== b.time ? (a.time > b.time ? -1 : 1) : a.count - b.count || a.memory - b.memory || (a.model < b.model ? -1 : 1),
          )[0]!,
    )
    for (const { category, count, vram } of rules) {
      const gpus = counted
        .filter((e) => {
          const named = normalizeGpuName(e.model)
          return named._tag === 'Right' && categoryOf(overrides)(named.right) === category && e.count >= count && e.memory >= vram
        })
        .reduce((sum, e) => sum + e.count, 0)
      const before = pick<readonly Json[]>(snapshot['previous'], []).find(
        (s) => s['hotkey'] === neuron['hotkey'] && s['category'] === category,
      )
      const half = config['ema_half_life_seconds'] as number | undefined
      const age = before === undefined ? 0 : Math.max(0, Number(at - nanos(before['updated_at'] as string)) / 1e9)
      const alpha = half === undefined ? pick(config['ema_alpha'], 0.3) : 1 - 2 ** (-age / half)
      const old = before?.['score'] as number | undefined
      const score =
        old === undefined ? sample : Math.min(Math.max(alpha * sample + (1 - alpha) * old, Math.min(old, sample)), Math.max(old, sample))
      if (gpus > 0 && score >= pick(config['min_score_threshold'], 0))
        claims.get(category)!.push({ uid: neuron['uid'] as number, score: score * gpus })
    }
  }

  const common = 10n ** 20n
  const weights = rules.map(({ weight: [n, d] }) => (n * common) / d)
  const [burnN, burnD] = decimal(pick(config['burn_percentage'], 0))
  const burn = (burnN * common) / burnD
  const status = rules.map(({ category }, i) => {
    const own = claims.get(category)!
    const pays =
      own.length > 0 &&
      own.length >= pick(config['min_miners_per_category'], 1) &&
      (config['zero_scores'] === 'equal' || own.some(({ score }) => score > 0))
    return weights[i] === 0n ? 'idle' : pays ? 'paid' : 'unpaid'
  })
  const paid = weights.map((w, i) => (status[i] === 'paid' ? w : 0n))
  const filled = paid.reduce((a, b) => a + b, 0n)
  const hundred = 100n * common
  const spread = config['unpaid_pool'] === 'redistribute' && filled > 0n
  const parts = [spread ? burn * filled : burn * hundred + (hundred - burn) * (hundred - filled), ...paid.map((w) => (hundred - burn) * w)]
  const whole = parts.reduce((a, b) => a + b, 0n)
  const top = hamilton(65_535n, 1n, 65_535n, parts)
  return {
    burn: Number(top[0]),
    unpaid: rules.filter((_, i) => status[i] === 'unpaid').map(({ category }) => category),
    pools: rules.map(({ category }, i) => {
      const own = claims.get(category)!
      const nothing = own.every(({ score }) => score === 0)
      const units = hamilton(
        65_535n * parts[i + 1]!,
        whole,
        top[i + 1]!,
        own.map(({ score }) => (nothing ? 1n : scaled(score))),
      )
      return { category, weight: Number(top[i + 1]), miners: own.map(({ uid, score }, k) => ({ uid, score, weight: Number(units[k]) })) }
    }),
  }
}
