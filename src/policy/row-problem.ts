/** A problem of one row of results, with the row's place. */
import type { Problem } from './problem.js'

/**
 * The problem with the row's place added to its path and to its message, whether or not the message begins with a path.
 *
 * @example
 * ```ts
 * import { rowProblem } from 'steelyard/policy'
 * rowProblem(12, { _tag: 'Unexpected', path: 'score', message: 'score: expected a number, found "x"' }).message // => 'results[12].score: expected a number, found "x"'
 * rowProblem(12, { _tag: 'NoTime', path: 'created_at', message: 'event "a": Unexpected created_at type' }).message // => 'results[12]: event "a": Unexpected created_at type'
 * ```
 */
export const rowProblem = (index: number, problem: Problem): Problem => {
  const { path, message } = problem
  const joint = path === '' || path.startsWith('[') ? '' : '.'
  const said = path !== '' && message.startsWith(path) ? `${joint}${message}` : `: ${message}`
  return { ...problem, path: `results[${index}]${joint}${path}`, message: `results[${index}]${said}` }
}
