/**
 * Checks what a policy decided before it goes into the journal. A decision that the store refuses would be refused again in every cycle.
 * The parts to be stored are copied, so a policy can't alter them later.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, isLeft, left, map, mapLeft, right } from 'fp-ts/lib/Either.js'
import { separate } from 'fp-ts/lib/ReadonlyArray.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import type { Decision, Entry } from '../../policy/decision.js'
import type { MinerTrace } from '../../policy/miner-trace.js'
import type { Problem, Refused } from '../../policy/problem.js'
import { faultProblems } from '../../policy/problem.js'
import type { MinerProfile } from '../../policy/world.js'
import { Count } from '../../units/codec/count.js'
import { leaf } from '../../units/codec/leaf.js'
import { isTable, struct } from '../../units/codec/struct.js'
import { Text } from '../../units/codec/text.js'
import { MOST_LEVELS, readJson } from '../../units/json/read-json.js'
import { recordFault } from '../../storage/check-record.js'
import type { Write } from '../../storage/port.js'
import type { SignerColumns } from '../../storage/signer.js'
import { traceRecord } from '../../storage/trace-record.js'
import { jsonProblem } from '../json-problem.js'
import { AnyJson, Figures, Finite } from './consequences.js'

const Entries: t.Type<readonly Entry[], unknown> = t.readonlyArray(
  struct(
    'an entry { miner_uid, miner_hotkey, category, allocated_weight, miner_score, category_total_score }',
    { miner_uid: Count, miner_hotkey: Text, category: Text, allocated_weight: Finite, miner_score: Finite, category_total_score: Finite },
    {},
  ),
  'a list of entries',
)

const Kept = struct(
  'a decision { next, entries, figures, profiles }',
  {
    next: t.readonlyArray(AnyJson, 'a list'),
    entries: Entries,
    figures: Figures,
    profiles: t.readonlyArray(
      leaf<MinerProfile, MinerProfile>('a profile', (u): u is MinerProfile => isTable(u)),
      'a list of profiles',
    ),
  },
  {},
)

/** The same decision, with copies of what the store must hold, or every reason for which it can't be stored. */
export const readDecision = (decision: Decision): Either<Refused, Decision> => {
  const { next, entries, figures, profiles } = decision
  return pipe(
    readJson({ next, entries, figures, profiles }),
    mapLeft((fault): Refused => [jsonProblem('')(fault)]),
    chain((read) => pipe(Kept.decode(read), mapLeft(faultProblems))),
    map((kept) => ({ ...decision, ...kept })),
  )
}

/** Traces that the store can hold, and a warning for each of the others. */
export interface ReadTraces {
  readonly traces: readonly MinerTrace[]
  readonly warnings: readonly Problem[]
}

/** A trace stands in the list of traces in the consequences of a submission: these are two of the levels that a column may have. */
const TRACE_LEVELS = MOST_LEVELS - 2

/** The items of a list that a policy made, up to the first that it fails to give. */
const itemsOf = (list: Iterable<unknown>): { readonly items: readonly unknown[]; readonly isWhole: boolean } => {
  const items: unknown[] = []
  try {
    for (const item of list) items.push(item)
  } catch {
    return { items, isWhole: false }
  }
  return { items, isWhole: true }
}

/** A copy of a trace, if its table takes it. */
const readTrace = (signer: SignerColumns, trace: unknown, path: string): Either<Problem, MinerTrace> => {
  const read = readJson(trace, { levels: TRACE_LEVELS })
  if (isLeft(read)) return left(jsonProblem(path)(read.left))
  if (!isTable(read.right)) return left({ _tag: 'Unexpected', path, message: `${path}: expected a trace` })
  const kept = read.right as unknown as MinerTrace
  const fault = recordFault('miner_performance_stats', traceRecord(signer, 0)(kept))
  return fault === null ? right(kept) : left({ _tag: 'NotStorable', path, message: `${path}: ${fault}` })
}

/** The traces of a decision. One that can't be stored is left out, and must keep neither weights nor other traces from being set. */
export const readTraces = (signer: SignerColumns, { traces = [] }: Pick<Decision, 'traces'>): ReadTraces => {
  const { items, isWhole } = itemsOf(traces)
  const { left: faults, right: kept } = separate(items.map((trace, index) => readTrace(signer, trace, `traces[${index}]`)))
  const warnings = faults.map((problem) => ({ ...problem, message: `${problem.message}; this trace is left out` }))
  const cut: Problem = { _tag: 'TraceSkipped', path: 'traces', message: 'traces: the policy failed to give all of them' }
  return { traces: kept, warnings: isWhole ? warnings : [...warnings, cut] }
}

/** What is wrong with the first record of a batch that no store takes, or null. */
export const batchFault = (writes: readonly Write[]): string | null => {
  for (const write of writes)
    if (write._tag !== 'Remove')
      for (const record of write.records) {
        const fault = recordFault(write.table, record)
        if (fault !== null) return fault
      }
  return null
}
