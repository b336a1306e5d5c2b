/**
 * A weight worked out again from the stored record of it, and from nothing else.
 *
 * Laws: a record that was made by a decision is confirmed, to the last digit; one with a figure that is not what follows from the
 * others is not. Not promised: that what was taken from other miners (ranks, thresholds, sums) was right; each of them has a
 * record of its own.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, left, mapLeft, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { codeUnitOrder } from '../../units/order/code-unit-order.js'
import type { Fault } from '../../units/codec/fault.js'
import { faultsOf, pathOf, showFault } from '../../units/codec/fault.js'
import type { Json } from '../../units/json/json.js'
import { isTable } from '../../units/codec/struct.js'
import { completed } from './aggregate.js'
import { makeTrace } from './make-trace.js'
import type { PathwayDetails } from './trace.js'
import { PathwayTrace } from './trace.js'
import { weigh } from './weigh.js'

/** A figure that is not what follows from the others; null stands for nothing. */
export interface TraceDeviation {
  readonly path: string
  readonly recorded: Json
  readonly recomputed: Json
}

/** Why a record does not confirm its weight. */
export type PathwayTraceError =
  /** It is no record. */
  | { readonly _tag: 'MalformedTrace'; readonly faults: readonly Fault[] }
  /** It was kept without its steps. */
  | { readonly _tag: 'NoDetails'; readonly miner_uid: number; readonly period_end: string }
  /** Every figure that differs, at least one. */
  | { readonly _tag: 'TraceDeviates'; readonly deviations: readonly TraceDeviation[] }

const deviations = (recorded: Json, recomputed: Json, keys: readonly string[] = []): readonly TraceDeviation[] => {
  if (!isTable(recorded) || !isTable(recomputed))
    return JSON.stringify(recorded) === JSON.stringify(recomputed) ? [] : [{ path: pathOf(keys), recorded, recomputed }]
  const [a, b] = [recorded, recomputed].map((table) => new Map(Object.entries(table))) as unknown as readonly [
    ReadonlyMap<string, Json>,
    ReadonlyMap<string, Json>,
  ]
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((key) => deviations(a.get(key) ?? null, b.get(key) ?? null, [...keys, key]))
}

const again = (trace: PathwayTrace, { tasks, rules, population, rank_weight, burn_percentage }: PathwayDetails): PathwayTrace => {
  const complete = completed(rules.completeness_threshold)
  const standings = Object.entries(tasks)
    .sort(([a], [b]) => codeUnitOrder.compare(a, b))
    .map(([name, task]) => [name, { ...task, ...complete(task) }] as const)
  return makeTrace(Object.keys(trace.weight_contributions), trace)(weigh(rules)(new Map(standings)), {
    rules,
    pool: population,
    rankWeight: rank_weight,
    burnPercentage: burn_percentage,
  })
}

/**
 * The record, confirmed: every figure in it that follows from others is what it should be.
 *
 * @example
 * ```ts
 * import { retracePathway, showPathwayTraceError } from 'steelyard/policies'
 * retracePathway({}).left._tag // => 'MalformedTrace'
 * const deviations = [{ path: 'submitted_weight', recorded: 40000, recomputed: 65535 }]
 * showPathwayTraceError({ _tag: 'TraceDeviates', deviations }) // => 'submitted_weight is recorded as 40000, and comes to 65535'
 * ```
 */
export const retracePathway = (record: unknown): Either<PathwayTraceError, PathwayTrace> =>
  pipe(
    PathwayTrace.decode(record),
    mapLeft((errors): PathwayTraceError => ({ _tag: 'MalformedTrace', faults: faultsOf(errors) })),
    chain((trace): Either<PathwayTraceError, PathwayTrace> => {
      const { pathway_details, miner_uid, period_end } = trace
      if (pathway_details === null) return left({ _tag: 'NoDetails', miner_uid, period_end })
      const found = deviations(trace, again(trace, pathway_details))
      return found.length === 0 ? right(trace) : left({ _tag: 'TraceDeviates', deviations: found })
    }),
  )

/**
 * The error in words, on one line.
 *
 * @example
 * ```ts
 * import { showPathwayTraceError } from 'steelyard/policies'
 * showPathwayTraceError({ _tag: 'NoDetails', miner_uid: 7, period_end: '2026-11-20T06:00:00.000000000Z' }) // => 'the trace of uid 7 up to 2026-11-20T06:00:00.000000000Z was kept without details'
 * ```
 */
export const showPathwayTraceError = (error: PathwayTraceError): string => {
  switch (error._tag) {
    case 'MalformedTrace':
      return error.faults.map(showFault).join('; ')
    case 'NoDetails':
      return `the trace of uid ${error.miner_uid} up to ${error.period_end} was kept without details`
    case 'TraceDeviates':
      return error.deviations
        .map(
          ({ path, recorded, recomputed }) =>
            `${path} is recorded as ${JSON.stringify(recorded)}, and comes to ${JSON.stringify(recomputed)}`,
        )
        .join('; ')
  }
}
