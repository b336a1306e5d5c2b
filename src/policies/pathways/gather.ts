/**
 * Score rows sorted by miner and task, each task with its own window.
 *
 * A sample is a score above 0 made at most the window's hours before the decision, both ends included, decided exactly. Laws: the order
 * of the rows does not matter, and every row is a sample (a store keeps equal rows once); unusable, unknown and future scores give
 * warnings and change nothing else.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import type { DatedScore } from '../../scoring/age-decay.js'
import type { Instant } from '../../units/time/instant.js'
import { hoursBefore, instantOrder } from '../../units/time/instant.js'
import { told } from '../../units/capped/capped.js'
import type { PathwayWarning, RowWarning } from './pathway-warning.js'
import { readScoreRow } from './score-row.js'
import type { Task } from './task.js'

/** The samples of a miner by task; tasks without samples are left out. */
export type Samples = ReadonlyMap<string, readonly DatedScore[]>

/** `byMiner` has the samples of every hotkey with at least one readable row. */
export interface Gathered {
  readonly byMiner: ReadonlyMap<string, Samples>
  readonly warnings: readonly PathwayWarning[]
}

export const gather = (tasks: ReadonlyMap<string, Task>, at: Instant, rows: readonly unknown[]): Gathered => {
  const opens = new Map([...tasks].map(([name, { window_hours }]) => [name, hoursBefore(window_hours, at)]))
  const miners = new Map<string, Map<string, DatedScore[]>>()
  const warnings = told<RowWarning>()
  rows.forEach((document, row) => {
    const read = readScoreRow(document)
    if (isLeft(read)) {
      warnings.tell('RejectedRow', () => ({ _tag: 'RejectedRow', row, problems: read.left }))
      return
    }
    const score = read.right
    const { miner_hotkey, task, scored_at } = score
    const samples = miners.get(miner_hotkey) ?? new Map<string, DatedScore[]>()
    miners.set(miner_hotkey, samples)
    const from = opens.get(task)
    const warn = (_tag: 'UnknownTask' | 'FutureScore' | 'UnusableScore'): void => {
      warnings.tell(_tag, () => ({ _tag, row, score }))
    }
    if (from === undefined) warn('UnknownTask')
    else if (instantOrder.compare(scored_at, at) > 0) warn('FutureScore')
    else if (score.score === null) warn('UnusableScore')
    else if (score.score > 0 && instantOrder.compare(scored_at, from) >= 0) {
      const ofTask = samples.get(task) ?? []
      samples.set(task, ofTask)
      ofTask.push({ value: score.score, at: scored_at })
    }
  })
  return { byMiner: miners, warnings: warnings.all() }
}
