/**
 * The rules of docs/config.md and docs/snapshot.md, written a second time and as simply as possible: from JSON to the ledger, the next
 * scores and the exclusions. It uses BigInt over one denominator, sorted lists, and a pass over all data for each question. Of the code
 * under test it uses only the decoders, the names of boards, the order of the reasons and the rounding of a fraction.
 */
import { Decimal } from 'decimal.js'
import type { Minimum } from '../../src/allocation/config/pool-rule.js'
import type { ExecutorReason, NeuronReason, Reason } from '../../src/allocation/miners/exclusion.js'
import { REASONS } from '../../src/allocation/miners/exclusion.js'
import { categoryOf } from '../../src/gpu/category.js'
import { nameBoard } from '../../src/gpu/normalize-gpu-name.js'
import { fraction } from '../../src/units/exact/fraction.js'
import { toDouble } from '../../src/units/exact/fraction-rounding.js'
import type { Json } from '../arbitraries/snapshot.js'

const Precise = Decimal.clone({ precision: 80, defaults: true })

interface Row {
  readonly who: string
  readonly executor: string
  readonly ok: boolean
  readonly model: string
  readonly count: number
  readonly memory: number
  readonly hardware: number | undefined
  readonly uuids: readonly string[]
  readonly time: bigint
  /** All keys of the row, in one spelling. */
  readonly same: string
}

/** Picoseconds since 1970. The generators write at most twelve decimals. */
const ticks = (text: string): bigint => {
  const [, whole, decimals = '', zone] = /^(.{19})(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/.exec(text)!
  return BigInt(Date.parse(`${whole!}${zone!}`)) * 1_000_000_000n + BigInt(decimals.padEnd(12, '0').slice(0, 12))
}

const decimal = (x: unknown): readonly [bigint, bigint] => {
  const [whole = '0', places = ''] = (typeof x === 'number' ? x.toFixed(10) : String(x)).split('.')
  return [BigInt(whole + places), 10n ** BigInt(places.length)]
}

/** The exact numerator of a double over 2^1100. */
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

/** The nominal size of a reported figure. It is read as GB, in units of 1024, in units of 1000 and as GiB; the first that fits counts. */
const nominal = (sizes: readonly number[], reported: number, strict = false): number | undefined => {
  const r = scaled(reported)
  const units: readonly (readonly [bigint, bigint])[] = [
    [r, 1n],
    [r, 1024n],
    [r, 1000n],
    [r * 1_000_000_000n, 1_073_741_824n],
  ]
  for (const [n, d] of units) {
    const fitting = sizes.filter(
      (s) => (strict ? 9n * scaled(s) * d < 10n * n : 9n * scaled(s) * d <= 10n * n) && 50n * n <= 51n * scaled(s) * d,
    )
    const off = (s: number): bigint => (n > scaled(s) * d ? n - scaled(s) * d : scaled(s) * d - n)
    if (fitting.length > 0) return [...fitting].sort((a, b) => (off(a) < off(b) ? -1 : off(a) > off(b) ? 1 : a - b))[0]
  }
  return undefined
}

/** Whether an ip serves. It is a dotted quad, or groups of hexadecimal digits. */
const serves = (ip: string): boolean => {
  const quad = (text: string): boolean =>
    /^\d{1,3}(\.\d{1,3}){3}$/.test(text) && text.split('.').every((b) => String(Number(b)) === b && Number(b) < 256)
  if (quad(ip)) return ip !== '0.0.0.0' && !ip.startsWith('127.')
  const tail = ip.slice(ip.lastIndexOf(':') + 1)
  if (tail.includes('.') && !quad(tail)) return false
  const bytes = tail.split('.').map(Number)
  const text = tail.includes('.')
    ? ip.slice(0, -tail.length) + (bytes[0]! * 256 + bytes[1]!).toString(16) + ':' + (bytes[2]! * 256 + bytes[3]!).toString(16)
    : ip
  const halves = text.split('::')
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')))
  const count = groups.flat().length
  if (halves.length > 2 || !groups.flat().every((g) => /^[0-9a-fA-F]{1,4}$/.test(g)) || (halves.length === 2 ? count > 7 : count !== 8))
    return false
  const all = [...groups[0]!, ...(halves.length === 2 ? [...Array<string>(8 - count).fill('0'), ...groups[1]!] : [])].map((g) =>
    Number.parseInt(g, 16),
  )
  if (all.slice(0, 5).every((g) => g === 0) && all[5] === 0xffff) return all[6]! >> 8 !== 127 && (all[6] !== 0 || all[7] !== 0)
  return all.slice(0, 7).some((g) => g !== 0) || all[7]! > 1
}

const pick = <A>(value: unknown, otherwise: A): A => (value === undefined ? otherwise : (value as A))
const texts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** What a pool asks of an executor: a key of the codec that is missing here does not compile. */
type PoolAsks = Readonly<Record<Minimum, number>>

/** The first reason that applies, in the order of the table in docs/snapshot.md. A reason that is missing here does not compile. */
const first = <R extends Reason['reason']>(applies: Readonly<Record<R, boolean>>): R | undefined =>
  REASONS.find((reason): reason is R => reason in applies && applies[reason as R])

export interface OracleLedger {
  readonly burn: number
  readonly unpaid: readonly string[]
  readonly pools: readonly {
    readonly category: string
    readonly weight: number
    readonly miners: readonly { readonly uid: number; readonly score: number; readonly weight: number }[]
  }[]
  readonly next: readonly { readonly hotkey: string; readonly category: string; readonly score: number; readonly at: bigint }[]
  /** `uid hotkey category reason`, sorted. */
  readonly excluded: readonly string[]
}

/** `rows` are the indices of the well-formed results. `hotkeys` are the readable hotkeys of the malformed rows. */
/** Mistakes that an engine may make with these rules; each is told apart from the right one by some world. */
export const MISTAKES = [
  'the skew counts on one side only',
  'a size fits if 9s < 10x',
  'equal rows are merged after the ratio',
  'an unknown board resets the scores',
  'the later uuid wins',
  'a state is dated back to the snapshot',
] as const
export type Mistake = (typeof MISTAKES)[number]

/** `rows` are the indices of the well-formed results, `hotkeys` what can be read of the others. `wrong` is a mistake to make. */
export const oracle = (
  config: Json,
  snapshot: Json,
  rows: readonly number[],
  hotkeys: readonly (string | null)[] = [],
  wrong?: Mistake,
): OracleLedger => {
  const at = ticks(snapshot['at'] as string)
  const cutoff = BigInt(Math.round(pick(config['cutoff_hours'], 3) * 3_600_000)) * 1_000_000_000n
  const skew = BigInt(Math.round(pick(config['clock_skew_seconds'], 30) * 1000)) * 1_000_000_000n
  const all = rows
    .map((i) => (snapshot['results'] as readonly Json[])[i]!)
    .map((r): Row => {
      const time = ticks(r['validation_timestamp'] as string)
      const uuids = pick<readonly string[]>(r['gpu_uuids'], []).map((u) => u.toLowerCase())
      const listed = [
        'miner_hotkey',
        'executor_id',
        'is_valid',
        'attestation_valid',
        'gpu_model',
        'gpu_count',
        'gpu_memory_gb',
        'hardware_score',
        'network_bandwidth_mbps',
      ]
      return {
        who: r['miner_hotkey'] as string,
        executor: r['executor_id'] as string,
        ok: r['is_valid'] === true && r['attestation_valid'] === true,
        model: r['gpu_model'] as string,
        count: r['gpu_count'] as number,
        memory: r['gpu_memory_gb'] as number,
        hardware: r['hardware_score'] as number | undefined,
        uuids,
        time,
        same: JSON.stringify([...listed.map((key) => r[key]), r['gpu_uuids'] === undefined ? null : [...uuids].sort(), `${time}`]),
      }
    })
  const distinct = all.filter((row, i) => all.findIndex((other) => other.same === row.same) === i)
  const inWindow = ({ time }: Row): boolean =>
    (wrong === 'the skew counts on one side only' ? time <= at : time - at <= skew) && at - time <= cutoff
  const results = distinct.filter(inWindow)
  const delivered = all.filter(inWindow)

  const overrides = new Map(Object.entries(pick<Json>(config['categories'], {})) as [string, string][])
  const rules = Object.entries(config['gpu_allocations'] as Json)
    .sort(([a], [b]) => texts(a, b))
    .map(([category, rule]) => {
      const table = (typeof rule === 'object' ? rule : { weight: rule }) as Json
      const asks: PoolAsks = { min_gpu_count: Math.max(1, pick(table['min_gpu_count'], 1)), min_gpu_vram: pick(table['min_gpu_vram'], 0) }
      return { category, weight: decimal(table['weight']), asks }
    })
  const hasPool = (category: string | undefined): boolean => rules.some((rule) => rule.category === category)
  const boardOf = (model: string) => {
    const named = nameBoard(model)
    return named._tag === 'Right'
      ? { category: categoryOf(overrides)(named.right.model), sizes: named.right.sizesGb }
      : { error: named.left._tag === 'FractionalGpu' ? 'FractionalGpu' : 'UnknownGpu' }
  }

  const neurons = [...(snapshot['neurons'] as readonly Json[])].sort((a, b) => (a['uid'] as number) - (b['uid'] as number))
  const newestOf = (who: string): Row[] => {
    const valid = results.filter((r) => r.who === who && r.ok)
    return [...new Set(valid.map(({ executor }) => executor))]
      .sort(texts)
      .map(
        (id) =>
          valid
            .filter(({ executor }) => executor === id)
            .sort((a, b) =>
              a.time !== b.time
                ? a.time > b.time
                  ? -1
                  : 1
                : a.count - b.count ||
                  a.memory - b.memory ||
                  texts(a.model, b.model) ||
                  Math.sign(b.uuids.length) - Math.sign(a.uuids.length) ||
                  texts(JSON.stringify([...a.uuids].sort(texts)), JSON.stringify([...b.uuids].sort(texts))),
            )[0]!,
      )
  }
  const owners = new Set<string>()
  const left = new Map<Row, number>()
  const oldestFirst = [...neurons].sort(
    (a, b) => (a['registered_at_block'] as number) - (b['registered_at_block'] as number) || (a['uid'] as number) - (b['uid'] as number),
  )
  if (wrong === 'the later uuid wins') oldestFirst.reverse()
  for (const neuron of oldestFirst)
    for (const e of newestOf(neuron['hotkey'] as string)) {
      left.set(e, e.count - e.uuids.filter((uuid) => owners.has(uuid)).length)
      for (const uuid of e.uuids) owners.add(uuid)
    }

  const asked = pick<string>(config['require_axon'], 'known')
  const needsAxon = asked === 'always' || (asked === 'known' && neurons.some((n) => n['axon'] !== undefined))
  const claims = new Map(rules.map(({ category }) => [category, [] as { uid: number; score: number }[]]))
  const next: OracleLedger['next'][number][] = []
  const excluded: string[] = []
  const exclude = (uid: unknown, hotkey: unknown, category: unknown, reason: Reason['reason']): void => {
    excluded.push(JSON.stringify([uid, hotkey, category, reason]))
  }
  const uidOf = (hotkey: unknown): unknown => neurons.find((n) => n['hotkey'] === hotkey)?.['uid'] ?? null
  for (const hotkey of hotkeys) exclude(uidOf(hotkey), hotkey, null, 'InvalidResult')
  for (const { who, time } of distinct) if (time - at > skew) exclude(uidOf(who), who, null, 'FutureResult')
  for (const who of new Set(distinct.map((r) => r.who))) if (uidOf(who) === null) exclude(null, who, null, 'NotRegistered')

  for (const neuron of neurons) {
    const [uid, hotkey] = [neuron['uid'] as number, neuron['hotkey'] as string]
    const axon = neuron['axon'] as { ip: string; port: number } | undefined
    const mine = (wrong === 'equal rows are merged after the ratio' ? delivered : results).filter(({ who }) => who === hotkey)
    const valid = mine.filter(({ ok }) => ok)
    const counted = newestOf(hotkey)
    const scoreIn = (category: string): number => {
      const homeless = new Set(mine.map((r) => r.executor))
      for (const e of counted) if (e.count > 0 && hasPool(boardOf(e.model).category)) homeless.delete(e.executor)
      const home = counted.filter((e) => e.count > 0 && boardOf(e.model).category === category).map((e) => e.executor)
      const own =
        config['verification_scope'] === 'category' ? mine.filter((r) => homeless.has(r.executor) || home.includes(r.executor)) : mine
      const good = own.filter(({ ok }) => ok)
      const hardware = good.flatMap(({ hardware: h }) => (h === undefined ? [] : [h]))
      const sum = hardware.reduce((a, h) => a + scaled(h), 0n)
      const mean = hardware.length === 0 ? 0 : toDouble(fraction(sum, BigInt(hardware.length) << 1100n))
      return config['verification'] === 'hardware' ? mean * (good.length / own.length) : good.length / own.length
    }
    const previous = pick<readonly Json[]>(snapshot['previous'], []).filter((s) => s['hotkey'] === hotkey)
    const half = config['ema_half_life_seconds'] as number | undefined
    const sampled = (category: string, sample: number): OracleLedger['next'][number] => {
      const before = previous.find((s) => s['category'] === category)
      if (before === undefined) return { hotkey, category, score: sample, at }
      const since = ticks(before['updated_at'] as string)
      const age = new Precise((at > since ? at - since : 0n).toString()).div(1e12)
      const alpha =
        half === undefined ? pick(config['ema_alpha'], 0.3) : new Precise(1).minus(new Precise(2).pow(age.div(half).neg())).toNumber()
      const old = before['score'] as number
      const score = Math.min(Math.max(alpha * sample + (1 - alpha) * old, Math.min(old, sample)), Math.max(old, sample))
      return { hotkey, category, score, at: since > at && wrong !== 'a state is dated back to the snapshot' ? since : at }
    }
    const kept = (s: Json): OracleLedger['next'][number] => ({
      hotkey,
      category: s['category'] as string,
      score: s['score'] as number,
      at: ticks(s['updated_at'] as string),
    })
    const fresh = [...new Set(counted.filter((e) => left.get(e)! > 0).map((e) => boardOf(e.model).category))].filter(hasPool) as string[]
    const others = previous.filter((s) => !fresh.includes(s['category'] as string))
    const states =
      mine.length === 0
        ? previous.map(kept)
        : valid.length === 0
          ? previous.map((s) => sampled(s['category'] as string, 0))
          : [
              ...fresh.map((category) => sampled(category, scoreIn(category))),
              ...(config['on_gpu_change'] === 'reset' && (fresh.length > 0 || wrong === 'an unknown board resets the scores')
                ? []
                : others.map(kept)),
            ]
    next.push(...states)

    if (distinct.every(({ who }) => who !== hotkey)) continue
    const reason = first<NeuronReason['reason']>({
      NotRegistered: false,
      BurnTarget: uid === config['burn_uid'] || hotkey === config['burn_hotkey'],
      NoAxon: needsAxon && (axon === undefined || axon.port === 0 || !serves(axon.ip)),
      StaleResults: mine.length === 0,
      NoValidResult: valid.length === 0,
    })
    if (reason !== undefined) {
      exclude(uid, hotkey, null, reason)
      continue
    }
    const claiming = new Map<string, number>()
    for (const e of counted) {
      const { category, error, sizes = [] } = boardOf(e.model)
      const gpus = left.get(e)!
      const rule = rules.find((r) => r.category === category)
      const asks: PoolAsks = rule?.asks ?? { min_gpu_count: 1, min_gpu_vram: 0 }
      const refusal = first<ExecutorReason['reason']>({
        UnknownGpu: error === 'UnknownGpu',
        FractionalGpu: error === 'FractionalGpu',
        DuplicateGpu: gpus < e.count && gpus === 0,
        NotRewarded: rule === undefined,
        BelowMinGpuCount: gpus < asks.min_gpu_count,
        BelowMinVram: (nominal(sizes, e.memory, wrong === 'a size fits if 9s < 10x') ?? e.memory) < asks.min_gpu_vram,
      })
      if (refusal !== undefined) exclude(uid, hotkey, category ?? null, refusal)
      else claiming.set(category!, (claiming.get(category!) ?? 0) + gpus)
    }
    for (const [category, gpus] of claiming) {
      const { score } = states.find((s) => s.category === category)!
      if (score < pick(config['min_score_threshold'], 0)) exclude(uid, hotkey, category, 'BelowMinScore')
      else claims.get(category)!.push({ uid, score: score * gpus })
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
    next: next.sort((a, b) => texts(a.hotkey, b.hotkey) || texts(a.category, b.category)),
    excluded: excluded.sort(),
  }
}
