/** What does not stop pathway scoring but someone should look at. Scores that are named here count for nobody. */
import type { Problem, Refused } from '../../policy/problem.js'
import { quote } from '../../units/text/quote.js'
import type { ScoreRow } from './score-row.js'

/** A row of the results, by its place in them. */
export type PathwayWarning =
  /** Its miner, task or time can't be read. */
  | { readonly _tag: 'RejectedRow'; readonly row: number; readonly problems: Refused }
  /** The score is no number that could be used: no sample. */
  | { readonly _tag: 'UnusableScore'; readonly row: number; readonly score: ScoreRow }
  /** The config has no such task. */
  | { readonly _tag: 'UnknownTask'; readonly row: number; readonly score: ScoreRow }
  /** Made after the decision. */
  | { readonly _tag: 'FutureScore'; readonly row: number; readonly score: ScoreRow }

const said = (warning: PathwayWarning): string => {
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

/** The key of the row that it is about. */
const KEYS: { readonly [T in PathwayWarning['_tag']]: string } = {
  RejectedRow: '',
  UnusableScore: '.score',
  UnknownTask: '.task',
  FutureScore: '.scored_at',
}

/** The warning as a problem, in words on one line. */
export const problemOf = (warning: PathwayWarning): Problem => ({
  _tag: warning._tag,
  path: `results[${warning.row}]${KEYS[warning._tag]}`,
  message: said(warning),
})
