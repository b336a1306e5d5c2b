/** Results have arrived. Those that the policy can use are written, each once; the others are told. */
import type { Either } from 'fp-ts/lib/Either.js'
import { bimap, chain, isRight, mapLeft } from 'fp-ts/lib/Either.js'
import { identity, pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import type { GuardedPolicy } from '../../policy/guarded.js'
import type { EvidenceRow } from '../../policy/policy.js'
import type { Problem, Refused } from '../../policy/problem.js'
import { cappedProblems, faultProblems } from '../../policy/problem.js'
import { rowProblem } from '../../policy/row-problem.js'
import { told } from '../../units/capped/capped.js'
import { fingerprintJson } from '../../units/json/fingerprint-json.js'
import { storableText } from '../../units/text/storable-text.js'
import { isTable, struct } from '../../units/codec/struct.js'
import { Text } from '../../units/codec/text.js'
import { readTimestamp } from '../../units/time/timestamp.js'
import { readJson } from '../../units/json/read-json.js'
import type { Cycle, When } from '../cycle.js'
import type { ValidatorEvent } from '../event.js'
import { failed, succeeded } from '../failures.js'
import { jsonProblem } from '../json-problem.js'
import type { Move, Next } from '../move.js'
import { andThen, ask, log, measure, stay } from '../move.js'
import type { Seen, ValidatorState } from '../state.js'
import type { MinerProverResultRecord } from '../../storage/tables.js'
import { signerColumns } from '../../storage/signer.js'
import { keep, read } from './enter.js'

const Evidence = struct('a row { hotkey, subject, at, document }', { hotkey: Text, subject: Text, at: Text, document: t.unknown }, {})

/** A value that the table has a column for; null where the row has none. */
const column =
  <A>(is: (value: unknown) => value is A, kept: (value: A) => A = identity) =>
  (document: unknown, key: string): A | null => {
    const value = isTable(document) ? document[key] : undefined
    return is(value) ? kept(value) : null
  }
const textIn = column((u: unknown): u is string => typeof u === 'string', storableText)
const numberIn = column((u: unknown): u is number => typeof u === 'number')
const flagIn = column((u: unknown): u is boolean => typeof u === 'boolean')

/** What a policy makes of a row has to have a form, and its document has to be JSON: else it can't be stored, so it counts as malformed. */
const readRow = (row: EvidenceRow): Either<Refused, EvidenceRow> =>
  pipe(
    Evidence.decode(row),
    mapLeft(faultProblems),
    chain(({ document, ...rest }) =>
      pipe(
        readJson(document),
        bimap(
          (fault): Refused => [jsonProblem('')(fault)],
          (plain) => ({ ...rest, document: plain }),
        ),
      ),
    ),
  )

/** A row of the prover as a row of evidence that can be stored. */
export const evidenceIn =
  <C>(policy: Pick<GuardedPolicy<C>, 'readEvidence'>) =>
  (row: unknown): Either<Refused, EvidenceRow> =>
    pipe(policy.readEvidence(row), chain(readRow))

/**
 * A row as a record. Texts are made storable in the columns only: one row must not keep the others from being stored, and a decision reads
 * the document.
 */
const recordOf = (
  netuid: number,
  slots: ReadonlyMap<string, number>,
  { hotkey, subject, at, document }: EvidenceRow,
): MinerProverResultRecord => ({
  netuid,
  id: fingerprintJson(document).slice(0, 32),
  miner_uid: slots.get(hotkey) ?? null,
  miner_hotkey: storableText(hotkey),
  executor_id: storableText(subject),
  gpu_model: textIn(document, 'gpu_model'),
  gpu_count: numberIn(document, 'gpu_count'),
  gpu_memory_gb: numberIn(document, 'gpu_memory_gb'),
  attestation_valid: flagIn(document, 'attestation_valid'),
  verification_timestamp: readTimestamp(at) ?? at,
  document,
})

const slotsOf = (seen: Seen | null): ReadonlyMap<string, number> => new Map((seen?.slots ?? []).map(({ uid, hotkey }) => [hotkey, uid]))

interface Sorted {
  readonly records: readonly MinerProverResultRecord[]
  readonly malformed: readonly Problem[]
  /** How many rows are malformed; `malformed` tells of the first ones. */
  readonly refused: number
}

const sorted = <C>({ policy }: Cycle<C>, { settings, seen }: ValidatorState, rows: readonly unknown[]): Sorted => {
  const slots = slotsOf(seen)
  const records: MinerProverResultRecord[] = []
  const malformed = told<Problem>()
  let refused = 0
  rows.forEach((row, index) => {
    const read = evidenceIn(policy)(row)
    if (isRight(read)) return records.push(recordOf(signerColumns(settings).netuid, slots, read.right))
    refused++
    for (const problem of read.left) malformed.tell(problem._tag, () => rowProblem(index, problem))
  })
  return { records, malformed: cappedProblems(malformed.all()), refused }
}

/** The rows as records, and what is told of them. */
export const collected =
  <C>(cycle: Cycle<C>, rows: readonly unknown[], since: string) =>
  (state: ValidatorState): readonly [records: readonly MinerProverResultRecord[], told: Move] => {
    const { records, malformed, refused } = sorted(cycle, state, rows)
    const models = [...new Set(records.flatMap(({ gpu_model }) => (gpu_model === null ? [] : [gpu_model])))].sort()
    const valid = records.filter(
      ({ document, attestation_valid }) => attestation_valid !== false && flagIn(document, 'is_valid') !== false,
    ).length
    const said = stay(
      state,
      log({ _tag: 'Collected', since, rows: rows.length, refused, malformed }),
      measure({ _tag: 'ResultsArrived', valid, failed: records.length - valid, malformed: refused, models }),
    )
    return [records, said]
  }

/** Writes results that nobody asked for, beside the cycle. */
const keepBeside = (records: readonly MinerProverResultRecord[]): Next =>
  ask(
    (id) => ({ _tag: 'Store', id, writes: [{ _tag: 'Put', table: 'miner_prover_results', records }] }),
    (state) => state,
  )

/** Results have arrived: those that the cycle asked for, or others, which are kept as well. */
export const arrived =
  <C>(cycle: Cycle<C>, { id, rows }: Extract<ValidatorEvent, { readonly _tag: 'ResultsArrived' }>): Next =>
  (state) => {
    const { stage } = state
    const isAsked = stage._tag === 'Collecting' && stage.id === id
    if (!isAsked && id !== null) return stay(state)
    const [records, said] = collected(cycle, rows, isAsked ? stage.since : cycle.at)(state)
    if (!isAsked) return records.length === 0 ? said : pipe(said, andThen(keepBeside(records)))
    return pipe(said, andThen(succeeded('prover')), andThen(records.length === 0 ? read(cycle) : keep(records, cycle)))
  }

/** What was handed in as results is no list: it is told and counted, and nothing else happens. */
export const misdelivered =
  (message: string): Next =>
  (state) =>
    pipe(stay(state, log({ _tag: 'Misdelivered', message })), andThen(failed({ port: 'prover', error: 'Misdelivered', message })))

/**
 * The results are written: what a decision needs is read. The store works again only once that is read, too: a store that takes everything
 * and gives nothing fails.
 */
export const kept = (when: When): Next => read(when)
