/**
 * Computes a weight again from its stored record only, and compares.
 *
 * Laws: a record made by a decision is confirmed, to the last digit; a record in which a figure does not follow from the others
 * is not. Not promised: that the figures about other miners (ranks, thresholds, sums) are right; each of these miners has its own
 * record.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, left, mapLeft, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { codeUnitOrder } from '../../units/order/code-unit-order.js'
import { MOST_TOLD } from '../../units/capped/capped.js'
import type { Fault } from '../../units/codec/fault.js'
import { faultsOf, pathOf, showFault } from '../../units/codec/fault.js'
import type { Json } from '../../units/json/json.js'
import { isTable } from '../../units/codec/struct.js'
import { completed } from './aggregate.js'
import { makeTrace } from './make-trace.js'
import type { PathwayDetails } from './trace.js'
import { PathwayTrace } from './trace.js'
import { weigh } from './weigh.js'
import { printableJson } from '../../units/json/printable-json.js'
import { plain } from '../../units/text/plain.js'
import { oneLine } from '../../units/text/one-line.js'

/** A figure that differs from the one computed from the others; null means that there is none. */
export interface TraceDeviation {
  readonly path: string
  readonly recorded: Json
  readonly recomputed: Json
}

/** Why a record does not confirm its weight. */
export type PathwayTraceError =
  /** The value is not a record. */
  | { readonly _tag: 'MalformedTrace'; readonly faults: readonly Fault[] }
  /** The record was kept without its steps. */
  | { readonly _tag: 'NoDetails'; readonly miner_uid: number; readonly period_end: string }
  /** Some figures differ. The first 20 are listed, and there are `more`. */
  | { readonly _tag: 'TraceDeviates'; readonly deviations: readonly TraceDeviation[]; readonly more: number }

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
 * The record, when every figure in it that can be computed from others is confirmed.
 *
 * @example
 * ```ts
 * import { retracePathway, showPathwayTraceError } from 'steelyard/policies'
 * retracePathway({}).left._tag // => 'MalformedTrace'
 * const deviations = [{ path: 'submitted_weight', recorded: 40000, recomputed: 65535 }]
 * showPathwayTraceError({ _tag: 'TraceDeviates', deviations, more: 0 }) // => 'submitted_weight is recorded as 40000, and comes to 65535'
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
      if (found.length === 0) return right(trace)
      return left({ _tag: 'TraceDeviates', deviations: found.slice(0, MOST_TOLD), more: Math.max(0, found.length - MOST_TOLD) })
    }),
  )

/**
 * The error as a message on one line.
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
      return `the trace of uid ${error.miner_uid} up to ${plain(error.period_end)} was kept without details`
    case 'TraceDeviates':
      return [
        ...error.deviations.map(
          ({ path, recorded, recomputed }) =>
            `${oneLine(path)} is recorded as ${printableJson(recorded)}, and comes to ${printableJson(recomputed)}`,
        ),
        ...(error.more === 0 ? [] : [`and ${error.more} more`]),
      ].join('; ')
  }
}
