/**
 * Warnings: they do not stop pathway scoring, but an operator should check them. The scores that they name do not
 * count.
 */
import type { Problem, Refused } from '../../policy/problem.js'
import { withMessage } from '../../policy/problem.js'
import type { More } from '../../units/capped/capped.js'
import { isMore, showMore } from '../../units/capped/capped.js'
import { quote } from '../../units/text/quote.js'
import type { ScoreRow } from './score-row.js'

/** About a row of the results, by its index. */
export type RowWarning =
  /** Its miner, task or time can't be read. */
  | { readonly _tag: 'RejectedRow'; readonly row: number; readonly problems: Refused }
  /** The score is not a usable number, so it is not a sample. */
  | { readonly _tag: 'UnusableScore'; readonly row: number; readonly score: ScoreRow }
  /** The config has no such task. */
  | { readonly _tag: 'UnknownTask'; readonly row: number; readonly score: ScoreRow }
  /** The score was made after the decision. */
  | { readonly _tag: 'FutureScore'; readonly row: number; readonly score: ScoreRow }

/** A list has at most 20 warnings of a kind, and then how many more there are. */
export type PathwayWarning = RowWarning | More

const said = (warning: RowWarning): string => {
  if (warning._tag === 'RejectedRow') return `set aside a malformed score: ${warning.problems.map(({ message }) => message).join('; ')}`
  const { miner_hotkey, task, scored_at, unusable } = warning.score
  const whose = `the score of ${quote(miner_hotkey)} in ${quote(task)} of ${scored_at.text}`
  switch (warning._tag) {
    case 'UnusableScore':
      return `${whose} is ${unusable}: no sample`
    case 'UnknownTask':
      return `${whose} is ignored: there is no such task`
    case 'FutureScore':
      return `${whose} is ignored: it was made after the decision`
  }
}

/** The key of the row that the warning is about. */
const KEYS: { readonly [T in RowWarning['_tag']]: string } = {
  RejectedRow: '',
  UnusableScore: '.score',
  UnknownTask: '.task',
  FutureScore: '.scored_at',
}

/** The warning as a problem, with a message on one line. */
export const problemOf = (warning: PathwayWarning): Problem =>
  isMore(warning)
    ? withMessage(warning, showMore)
    : { _tag: warning._tag, path: `results[${warning.row}]${KEYS[warning._tag]}`, message: said(warning) }
