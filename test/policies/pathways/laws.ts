/** Laws of pathway scoring, as predicates of a function that decides. */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, isRight, map } from 'fp-ts/lib/Either.js'
import type { Decision } from '../../../src/policy/decision.js'
import type { Refused } from '../../../src/policy/problem.js'
import type { World } from '../../../src/policy/world.js'
import { readConfig } from '../../../src/policies/pathways/config.js'
import type { PathwayDecision } from '../../../src/policies/pathways/decide.js'
import { decide } from '../../../src/policies/pathways/decide.js'
import { retracePathway } from '../../../src/policies/pathways/retrace.js'
import type { PathwayTrace } from '../../../src/policies/pathways/trace.js'
import { compare, equals, fraction } from '../../../src/units/exact/fraction.js'
import { toDouble } from '../../../src/units/exact/fraction-rounding.js'
import { ago, neuron } from '../../../src/testing/arbitraries/snapshot.js'
import { hotkeyOf } from '../../arbitraries/hotkey.js'
import { expectRight } from '../../either.js'

export interface TracedDecision {
  readonly decision: Decision
  readonly traces: readonly PathwayTrace[]
}

export type Decide = (config: unknown, world: World) => Either<Refused, TracedDecision>

export const right: Decide = (config, world) =>
  map(({ traces = [], ...decision }: PathwayDecision) => ({ decision, traces: [...traces] }))(
    decide(false)(expectRight(readConfig(config)))(world),
  )

export interface Law {
  readonly name: string
  readonly holds: (decide: Decide, config: unknown, world: World) => boolean
}

interface Row {
  readonly miner_hotkey: string
  readonly task: string
  readonly score: unknown
  readonly scored_at: string
}

export const isRow = (row: unknown): row is Row => typeof row === 'object' && row !== null && 'score' in row && 'task' in row

export const neuronsOf = ({ network }: World): readonly { readonly uid: number; readonly hotkey: string }[] =>
  network['neurons'] as readonly { readonly uid: number; readonly hotkey: string }[]

const text = (value: unknown): string => JSON.stringify(value, (_, v: unknown) => (typeof v === 'bigint' ? `${v}n` : v))

/** What a decision gives some or all hotkeys, without the lists of left-out hotkeys and warnings. */
const paid = (decided: Either<Refused, TracedDecision>, who?: ReadonlySet<string>): string => {
  if (isLeft(decided)) return text(decided)
  const { decision, traces } = decided.right
  const meant = (hotkey: string): boolean => who === undefined || who.has(hotkey)
  return text([
    decision.shares.filter(({ neuron: { hotkey } }) => meant(hotkey)),
    [...decision.weights.weights],
    traces.filter(({ miner_hotkey }) => meant(miner_hotkey)),
  ])
}

const unusable = (score: unknown): boolean =>
  score === null || score === undefined || typeof score !== 'number' || !(score >= 0 && score <= 1e100)

const quotaOf = ({ decision }: TracedDecision, { miner_uid }: PathwayTrace): ReturnType<typeof fraction> =>
  decision.shares.find(({ neuron: { uid } }) => uid === miner_uid)?.quota ?? fraction(0n)

const leastIn = (config: unknown): number => expectRight(readConfig(config)).least_score

/** Shares and weights, without records and lists. */
const sharesIn = (decided: Either<Refused, TracedDecision>): string =>
  isLeft(decided) ? text(decided) : text([decided.right.decision.shares, [...decided.right.decision.weights.weights]])

export const LAWS: readonly Law[] = [
  {
    name: 'scores below the least score in other tasks earn nothing, and change no other share',
    holds: (decide, config, world) => {
      const least = leastIn(config)
      const scored = new Set(world.results.filter(isRow).map(({ miner_hotkey, task }) => `${miner_hotkey} ${task}`))
      const rows = neuronsOf(world).flatMap(({ hotkey }) =>
        ['geomagnetic', 'soil', 'weather']
          .filter((task) => !scored.has(`${hotkey} ${task}`))
          .map((task, i) => ({ miner_hotkey: hotkey, task, score: [1e-300, least / 2, least * (1 - 2 ** -53)][i], scored_at: ago(9) })),
      )
      return least === 0 || sharesIn(decide(config, { ...world, results: [...world.results, ...rows] })) === sharesIn(decide(config, world))
    },
  },
  {
    name: 'samples below the least score make no task complete',
    holds: (decide, _, world) => {
      const config = { tasks: { soil: { weight: 1, window_hours: 168, latest_only: true, expected_samples: 10 } }, least_score: 0.01 }
      const hotkey = neuronsOf(world)[0]!.hotkey
      const row = (score: number, age: number): unknown => ({ miner_hotkey: hotkey, task: 'soil', score, scored_at: ago(age) })
      const results = [...world.results, row(0.9, 0)]
      const low = [1, 2, 3, 4, 5].map((age) => row(0.01 - age / 1000, age))
      return sharesIn(decide(config, { ...world, results: [...results, ...low] })) === sharesIn(decide(config, { ...world, results }))
    },
  },
  {
    name: 'the weight recomputed from a stored record alone equals the submitted weight, to the last digit',
    holds: (decide, config, world) => {
      const decided = decide({ ...(config as object), trace: {} }, world)
      if (isLeft(decided)) return true
      const { decision, traces } = decided.right
      const submitted = new Map(Array.from(decision.weights.uids, (uid, i) => [uid, decision.weights.weights[i]]))
      return traces.every((trace) => {
        const stored = JSON.parse(JSON.stringify(trace)) as PathwayTrace
        const { numerator, denominator } = quotaOf(decided.right, trace)
        return (
          isRight(retracePathway(stored)) &&
          stored.submitted_weight === (submitted.get(trace.miner_uid) ?? 0) &&
          stored.submitted_share === toDouble(fraction(numerator, denominator * 65_535n))
        )
      })
    },
  },
  {
    name: 'the label names the larger weight, which is the raw weight',
    holds: (decide, config, world) => {
      const decided = decide({ ...(config as object), trace: {} }, world)
      return (
        isLeft(decided) ||
        decided.right.traces.every(({ scoring_pathway, excellence_weight, diversity_weight, raw_calculated_weight, pathway_details }) => {
          const scored = Object.values(pathway_details!.tasks).some(({ aggregated_score }) => aggregated_score >= leastIn(config))
          const label = !scored ? 'none' : excellence_weight > diversity_weight ? 'excellence' : 'diversity'
          return scoring_pathway === label && raw_calculated_weight === Math.max(excellence_weight, diversity_weight)
        })
      )
    },
  },
  {
    name: 'equal raw weights are paid equally, and a larger one never less',
    holds: (decide, config, world) => {
      const decided = decide(config, world)
      if (isLeft(decided)) return true
      const { traces } = decided.right
      return traces.every((a) =>
        traces.every((b) => {
          const [of, than] = [quotaOf(decided.right, a), quotaOf(decided.right, b)]
          return a.raw_calculated_weight === b.raw_calculated_weight
            ? equals(of, than)
            : a.raw_calculated_weight > b.raw_calculated_weight === compare(of, than) >= 0 || equals(of, than)
        }),
      )
    },
  },
  {
    name: 'another miner without a score changes no other share',
    holds: (decide, config, world) => {
      const known = new Set(neuronsOf(world).map(({ hotkey }) => hotkey))
      const more = { ...world, network: { ...world.network, neurons: [...neuronsOf(world), neuron(50)] } }
      return paid(decide(config, more), known) === paid(decide(config, world), known)
    },
  },
  {
    name: 'a hotkey that is not a neuron does not count, and neither does the burn target',
    holds: (decide, config, world) => {
      const given = config as { readonly burn_uid?: number; readonly burn_hotkey?: string }
      const target = given.burn_uid === undefined && given.burn_hotkey === undefined ? null : hotkeyOf(0)
      const stranger = hotkeyOf(400)
      const rows = ['geomagnetic', 'soil', 'weather'].flatMap((task) =>
        [stranger, ...(target === null ? [] : [target])].map((miner_hotkey) => ({ miner_hotkey, task, score: 0.97, scored_at: ago(5) })),
      )
      return paid(decide(config, { ...world, results: [...world.results, ...rows] })) === paid(decide(config, world))
    },
  },
  {
    name: 'an unusable score changes nothing, and a warning names its miner and task',
    holds: (decide, config, world) => {
      const isBad = (row: unknown): boolean => isRow(row) && unusable(row.score) && row.task === 'soil'
      const without = decide(config, { ...world, results: world.results.filter((row) => !isBad(row)) })
      const decided = decide(config, world)
      if (paid(decided) !== paid(without) || isLeft(decided)) return paid(decided) === paid(without)
      const { warnings } = decided.right.decision
      return world.results.every(
        (row, i) =>
          !isBad(row) ||
          warnings.some(
            ({ path, message }) =>
              path.startsWith(`results[${i}].`) && message.includes((row as Row).miner_hotkey) && message.includes('"soil"'),
          ),
      )
    },
  },
  {
    name: 'a score of zero, from the future, for an unknown task or from before the window changes nothing',
    holds: (decide, config, world) => {
      const miner_hotkey = neuronsOf(world)[neuronsOf(world).length - 1]!.hotkey
      const rows = ['geomagnetic', 'soil', 'weather', 'tides'].flatMap((task) => [
        { miner_hotkey, task, score: 0, scored_at: ago(7) },
        { miner_hotkey, task, score: 0.8, scored_at: ago(-1) },
        { miner_hotkey, task, score: 0.8, scored_at: ago(336 * 3600 + 1) },
        { miner_hotkey, task: `${task}s`, score: 0.8, scored_at: ago(7) },
      ])
      return paid(decide(config, { ...world, results: [...world.results, ...rows] })) === paid(decide(config, world))
    },
  },
  {
    name: 'the order of rows and neurons does not change the decision or the records',
    holds: (decide, config, world) => {
      const turned = {
        ...world,
        results: [...world.results].reverse(),
        network: { ...world.network, neurons: [...neuronsOf(world)].reverse() },
      }
      return paid(decide(config, turned)) === paid(decide(config, world))
    },
  },
  {
    name: 'a score older than every window changes nothing',
    holds: (decide, config, world) => {
      const old = world.results.filter(isRow).map((row) => ({ ...row, scored_at: '1990-01-01T00:00:00Z' }))
      return paid(decide(config, { ...world, results: [...world.results, ...old] })) === paid(decide(config, world))
    },
  },
  {
    name: "a better score in a task never lowers that miner's raw weight, beyond the last digits",
    holds: (decide, _, world) => {
      const tasks = Object.fromEntries(
        Object.entries({ geomagnetic: 'logistic', soil: 'none', weather: 'none' }).map(([task, transform]) => [
          task,
          { weight: 0.5, window_hours: 336, latest_only: true, transform },
        ]),
      )
      const config = { tasks, burn_uid: 0, excellence: { min_miners: 3 } }
      const rows = world.results.filter(
        (row): row is Row =>
          isRow(row) && typeof row.score === 'number' && row.score > 0 && row.score <= 1 && row.miner_hotkey !== hotkeyOf(0),
      )
      const chosen = rows[rows.length >> 1]
      if (chosen === undefined) return true
      // Made last, so that this is the score that counts.
      const raised = (score: number): World => ({ ...world, results: [...rows, { ...chosen, score, scored_at: ago(0) }] })
      const rawOf = (score: number): number => {
        const decided = decide(config, raised(score))
        return isLeft(decided)
          ? 0
          : (decided.right.traces.find(({ miner_hotkey }) => miner_hotkey === chosen.miner_hotkey)?.raw_calculated_weight ?? 0)
      }
      const base = chosen.score as number
      const raws = [base, base + (1 - base) / 2, 1].map(rawOf)
      return raws.every((raw, i) => i === 0 || raw >= raws[i - 1]! * (1 - 1e-14))
    },
  },
]
