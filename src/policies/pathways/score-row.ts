/**
 * Reads a score of one miner in one task, as it arrives.
 *
 * Laws: a row whose miner, task and time can be read is kept, whatever its score is; a score that is not a finite number of at
 * least 0 is kept as null together with the reason. So a store that holds only JSON loses nothing, and the row is read back
 * unchanged.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { bimap } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { EvidenceRow } from '../../policy/policy.js'
import type { Refused } from '../../policy/problem.js'
import { faultProblems } from '../../policy/problem.js'
import { Instant } from '../../units/time/instant.js'
import { struct } from '../../units/codec/struct.js'
import { text } from '../../units/codec/text.js'

/** Why a score can't be used. */
export const UNUSABLE = ['missing', 'NaN', 'infinite', 'negative', 'too large', 'text', 'no number'] as const
export type Unusable = (typeof UNUSABLE)[number]

/** A score of 0 means that there was no sample; `unusable` is null when the score can be used. */
export interface ScoreRow {
  readonly miner_hotkey: string
  readonly task: string
  readonly scored_at: Instant
  readonly score: number | null
  readonly unusable: Unusable | null
}

/** The largest usable score: its products with weights and multipliers are finite doubles. */
const LARGEST = 1e100

const identifier = text(1, 256)
const Identity = struct('a score', { miner_hotkey: identifier, task: identifier, scored_at: Instant }, {})

const judge = (score: unknown, kept: unknown): Unusable | null => {
  if (score === undefined || score === null) return UNUSABLE.find((reason) => reason === kept) ?? 'missing'
  if (typeof score !== 'number') return typeof score === 'string' ? 'text' : 'no number'
  if (Number.isNaN(score)) return 'NaN'
  if (score === Infinity || score === -Infinity) return 'infinite'
  return score < 0 ? 'negative' : score > LARGEST ? 'too large' : null
}

/** The row, or what is wrong with its miner, task or time. */
export const readScoreRow = (row: unknown): Either<Refused, ScoreRow> =>
  pipe(
    Identity.decode(row),
    bimap(faultProblems, (identity) => {
      const { score, unusable: kept } = row as { readonly score?: unknown; readonly unusable?: unknown }
      const unusable = judge(score, kept)
      // Adding 0 turns -0, which JSON doesn't have, into 0.
      return { ...identity, score: unusable === null ? (score as number) + 0 : null, unusable }
    }),
  )

/** The row as evidence; its subject is the task. */
export const evidenceOf = ({ miner_hotkey, task, scored_at, score, unusable }: ScoreRow): EvidenceRow => ({
  hotkey: miner_hotkey,
  subject: task,
  at: scored_at.text,
  document: { miner_hotkey, task, scored_at: scored_at.text, score, ...(unusable === null ? {} : { unusable }) },
})
