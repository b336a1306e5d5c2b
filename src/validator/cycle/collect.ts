/** Results have arrived: those that the policy can use are written, once each, and the others are named. */
import { isLeft } from 'fp-ts/lib/Either.js'
import { identity } from 'fp-ts/lib/function.js'
import type { EvidenceRow, Policy } from '../../policy/policy.js'
import type { Problem } from '../../policy/problem.js'
import { rowProblem } from '../../policy/row-problem.js'
import { fingerprintJson } from '../../units/json/fingerprint-json.js'
import { storableText } from '../../units/text/storable-text.js'
import { isTable } from '../../units/codec/struct.js'
import { readTimestamp } from '../../units/time/timestamp.js'
import type { Move } from '../move.js'
import { log, measure, stay } from '../move.js'
import type { Seen, ValidatorState } from '../state.js'
import type { MinerProverResultRecord } from '../../storage/tables.js'

/** As many malformed rows are said in words; the others are counted. */
const MOST_SAID = 20

/** What the table has columns for, where the row has it. */
const column = <A>(document: unknown, key: string, is: (value: unknown) => value is A, kept: (value: A) => A = identity): A | null => {
  const value = isTable(document) ? document[key] : undefined
  return is(value) ? kept(value) : null
}
const isText = (u: unknown): u is string => typeof u === 'string'
const isNumber = (u: unknown): u is number => typeof u === 'number'
const isFlag = (u: unknown): u is boolean => typeof u === 'boolean'

/** Texts are made storable in the columns alone: a row from outside must not keep the others from being stored, and the document decides. */
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
  gpu_model: column(document, 'gpu_model', isText, storableText),
  gpu_count: column(document, 'gpu_count', isNumber),
  gpu_memory_gb: column(document, 'gpu_memory_gb', isNumber),
  attestation_valid: column(document, 'attestation_valid', isFlag),
  verification_timestamp: readTimestamp(at) ?? at,
  document,
})

const slotsOf = (seen: Seen | null): ReadonlyMap<string, number> => new Map((seen?.slots ?? []).map(({ uid, hotkey }) => [hotkey, uid]))

/** Rows as records, and what was said and measured of them. */
export const collected = <C>(
  policy: Policy<C>,
  state: ValidatorState,
  rows: readonly unknown[],
  since: string,
): readonly [records: readonly MinerProverResultRecord[], told: Move] => {
  const slots = slotsOf(state.seen)
  const records: MinerProverResultRecord[] = []
  const malformed: Problem[] = []
  let refused = 0
  rows.forEach((row, index) => {
    const read = policy.readEvidence(row)
    if (isLeft(read)) {
      refused++
      if (malformed.length < MOST_SAID) malformed.push(...read.left.map((problem) => rowProblem(index, problem)))
    } else records.push(recordOf(state.settings.netuid, slots, read.right))
  })
  const models = [...new Set(records.flatMap(({ gpu_model }) => (gpu_model === null ? [] : [gpu_model])))].sort()
  const valid = records.filter(
    ({ document, attestation_valid }) => attestation_valid !== false && column(document, 'is_valid', isFlag) !== false,
  ).length
  const told = stay(
    state,
    log({ _tag: 'Collected', since, rows: rows.length, malformed }),
    measure({ _tag: 'ResultsArrived', valid, failed: records.length - valid, malformed: refused, models }),
  )
  return [records, told]
}
