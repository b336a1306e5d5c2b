/**
 * A thousand populations made from integers only, and one fingerprint of the decisions for all of them. It must be the same on
 * every engine.
 *
 * Uses only the library and ECMAScript, so that it can be bundled for a browser.
 */
import type { World } from '../../../src/policy/world.js'
import { fingerprintJson } from '../../../src/units/json/fingerprint-json.js'
import type { PathwayDecision } from '../../../src/policies/pathways/decide.js'
import { decide } from '../../../src/policies/pathways/decide.js'
import type { PathwayTrace } from '../../../src/policies/pathways/trace.js'
import { pathways } from '../../../src/policies/pathways/pathways.js'
import type { Json } from '../../../src/units/json/json.js'

const HOTKEYS = [
  '5Fw8VYJ7JVHLC3GECLt3cYDhsuPBXdRMxjgMBEUUYnQVMdy7',
  '5E6oYdzkYijhZnXPYzja17936YfFYg8tFTcqGhKbbRzqULzm',
  '5HGECWjsf7aFzUs9f1oyKciuVF72Ep9RRocuvfK3PCPAhYjg',
  '5Fte7hVBtZHHuxacGstgpWEgW7g6ybNTMCQqvrE4dyDQKJhk',
  '5HJJ2VVoTkgUh1WRhAgthyx8UWohZLYo3BJwXHNJBMryLwse',
  '5CBavYuLWgFWVecCJJazTy19jfkZcdrhJkSDUKSUFNysCqPv',
  '5CCgsBPt56aRjvCfM9uRTN1xxVYgPFPoMGzfwR8U87j8BWaq',
  '5EufhQx1ravuj791zxbbcUVPyfvh2MVNjpHMGG5o8SLMsd7V',
  '5GnuNYsJE6mPhJnSMP2NQdjNH2kpb8HgCT8swAQFR4ygXvW4',
  '5HjgoHMgkLWoeZy4d9C3JAAiHkka5tPruEX46S195xUpaARd',
  '5FVdox9A4jbJit3P7iKSg9U3jnxXWKHYu4hEE6ibaHw7SxB7',
  '5GrNdbL5ibcvL3obVo9TefvdGzN8HmLPR1XAiEKrLqqunSQP',
  '5C7DVabqwzzTjFjHShYsJhirUkz24xhc1sWR2TKmNRv383AU',
  '5DD2rTgNhGm76N4dkr9b7Ubr2FyZqRiDnuAs5s4VsFhtjjyY',
  '5FHsvGqbd4C7xp8ZXDv6VNSgWyS7EUuDnB8N1iu14tSAXobf',
  '5FEbepELuQfbM36m253TebtrPXUHbCbA3kMaTjhEoRD5VrF6',
  '5CdG5E4cwCsrdds59zwuG2VWfuCyEzsyNiojgZZPXCJgNfC4',
  '5EYBzseBSN4ebkaEebSKQNccB7RvthWrjLxFo95humPFrVWU',
  '5HbpsDEzDnsrSHo3icufkhNWMjjDTFAwM7P9Hipo2WKKdQHq',
  '5E3TruNpMT46cfQEWQxvMoKgGSMQBcZApkRFprtYDsLuy4eH',
  '5DRSVqrBfYTNAAybGNN7UtegdZjM8JpjUTdeVu79gKj1cKFB',
  '5GhvUzvAv7fbKQgtm1EREFiJKBneLYD392PNCJDhNbbd2NvN',
  '5H1J3FMDMpcbMKSigkr2beyrRGDbTm4Ewt1HEovZ28DutCqP',
  '5Fh8XF7GUbnxeRWikciPPva2VK2mLoqKbdZ3ybfWWiiYbb21',
]

/** Mulberry32: 32 bits at a time, by integers only. */
const integers = (seed: number): ((below: number) => number) => {
  let state = seed | 0
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

const HOUR = 3600
const two = (n: number): string => `${n}`.padStart(2, '0')

/** An instant of November 2026, given in seconds after the beginning of the month. */
const instant = (seconds: number): string =>
  `2026-11-${two(1 + Math.floor(seconds / 86_400))}T${two(Math.floor(seconds / HOUR) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}Z`

export const AT_SECONDS = 20 * 86_400

/** Two tasks with windows of a day and a week, and one with a window of two weeks in which the latest score counts. */
export const TASKS = {
  geomagnetic: { weight: 0.15, window_hours: 24, transform: 'logistic', expected_samples: 4 },
  soil: { weight: 0.15, window_hours: 168, expected_samples: 9 },
  weather: { weight: 0.7, window_hours: 336, latest_only: true },
} as const

export type Task = keyof typeof TASKS

/** A score `seconds` before the decision. */
export interface Sample {
  readonly miner: number
  readonly task: Task
  readonly score: unknown
  readonly seconds: number
}

export interface TestPopulation {
  readonly miners: number
  readonly samples: readonly Sample[]
}

const BAD: readonly unknown[] = [NaN, Infinity, null, 'n/a', -1, 0]

const ALL = Object.keys(TASKS) as Task[]

/** The kinds of populations, in turn. */
export const KINDS = [
  /** Scores with few levels, so that they tie. */
  { tasks: ALL, most: 2, levels: 5, score: (part: number): number => part },
  /** So few levels that many tie at the top. */
  { tasks: ['weather'], most: 1, levels: 3, score: (part: number): number => part },
  /** Scores so close together that the task's curve halves the best score, and excellence pays more. */
  { tasks: ['geomagnetic'], most: 2, levels: 9, score: (part: number): number => 0.9 + part / 100 },
  { tasks: ALL, most: 4, levels: 1_000_003, score: (part: number): number => part },
  /** Scores that differ only in the last digits. */
  { tasks: ALL, most: 2, levels: 4, score: (part: number): number => 0.5 + part / 0x10_0000_0000_0000 },
] as const satisfies readonly {
  readonly tasks: readonly Task[]
  readonly most: number
  readonly levels: number
  readonly score: (part: number) => number
}[]

/** Population i: 8 to 24 miners, sometimes with an unusable score. */
export const population = (i: number): TestPopulation => {
  const next = integers(Math.imul(i + 1, 0x9e3779b1))
  const miners = 8 + next(17)
  const kind = KINDS[i % KINDS.length]!
  const score = (): unknown => (next(40) === 0 ? BAD[next(BAD.length)] : kind.score((1 + next(kind.levels)) / kind.levels))
  const samples: Sample[] = []
  for (let miner = 0; miner < miners; miner++)
    for (const task of kind.tasks) {
      const many = kind.most === 1 ? 1 : next(kind.most + 1)
      for (let k = 0; k < many; k++) samples.push({ miner, task, score: score(), seconds: next(TASKS[task].window_hours * HOUR + 1) })
    }
  return { miners, samples }
}

export const document = ({ burn, least_score }: { readonly burn: boolean; readonly least_score?: number }): Json => ({
  tasks: TASKS,
  ...(least_score === undefined ? {} : { least_score }),
  ...(burn ? { burn_uid: 0, burn_percentage: 5 } : {}),
})

export const worldOf = ({ miners, samples }: TestPopulation): World => ({
  network: {
    netuid: 57,
    block: 5_400_000,
    neurons: HOTKEYS.slice(0, miners).map((hotkey, uid) => ({ uid, hotkey, coldkey: hotkey, registered_at_block: 1 })),
  },
  at: instant(AT_SECONDS),
  results: samples.map(({ miner, task, score, seconds }) => ({
    miner_hotkey: HOTKEYS[miner]!,
    task,
    score,
    scored_at: instant(AT_SECONDS - seconds),
  })),
  previous: [],
  profiles: [],
})

/** The columns of a trace: its document is always null, and no store keeps it. */
const columnsOf = ({ document: _, ...columns }: PathwayTrace): object => columns

const plain = (decided: PathwayDecision | null): Json =>
  JSON.parse(
    JSON.stringify(decided === null ? null : { ...decided, traces: [...(decided.traces ?? [])].map(columnsOf) }, (_, value: unknown) =>
      typeof value === 'bigint' ? `${value}` : ArrayBuffer.isView(value) ? Array.from(value as Uint16Array) : value,
    ),
  ) as Json

const policy = pathways()

/**
 * The decision for population i, with the default least score or another; in every second one a part burns. Null when the
 * config is refused, which never happens.
 */
export const decisionOf = (i: number, least_score?: number): PathwayDecision | null => {
  const config = policy.readConfig(document({ burn: i % 2 === 1, ...(least_score === undefined ? {} : { least_score }) }))
  const decided = config._tag === 'Right' ? decide(false)(config.right)(worldOf(population(i))) : config
  return decided._tag === 'Right' ? decided.right : null
}

/** 64 hexadecimal digits over the decisions of the first `count` populations, records and exact quotas included. */
export const digest = (count: number): string =>
  fingerprintJson(Array.from({ length: count }, (_, i) => fingerprintJson(plain(decisionOf(i)))))

/** The same with `least_score = 0`, and without this key, which records of the first release do not have. */
export const firstReleaseDigest = (count: number): string => {
  const without = (value: Json): Json =>
    JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === 'least_score' ? undefined : inner))) as Json
  return fingerprintJson(Array.from({ length: count }, (_, i) => fingerprintJson(without(plain(decisionOf(i, 0))))))
}
