/**
 * Gathers the reports of each epoch.
 *
 * Laws: a participant has one report per epoch, the newest; the order of rows does not matter; a row that can't be used gives a
 * warning and changes nothing for other participants.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Problem } from '../../policy/problem.js'
import { cappedProblems } from '../../policy/problem.js'
import { isMore, told } from '../../units/capped/capped.js'
import { canonicalJson } from '../../units/json/canonical-json.js'
import { codeUnitOrder } from '../../units/order/code-unit-order.js'
import { quote } from '../../units/text/quote.js'
import { problemsAt } from './config.js'
import { nodeErrors } from './hardware.js'
import type { ModelRegistry } from './model-registry.js'
import type { ParticipantReport } from './read-report.js'
import { readReport } from './read-report.js'

/** Reports by epoch, in the order of the epochs; within one by participant. */
export interface Gathered {
  readonly byEpoch: ReadonlyMap<number, readonly ParticipantReport[]>
  readonly warnings: readonly Problem[]
  /** One entry for each usable row of another epoch: `EpochDecided` of one already decided, `EpochNotEnded` of one still running. */
  readonly unused: readonly string[]
}

interface Placed {
  readonly report: ParticipantReport
  readonly path: string
}

/**
 * Of two reports of one participant the newer counts, as a correction. Tie rule: the one whose canonical text is first.
 */
const isNewer = (a: ParticipantReport, b: ParticipantReport): boolean =>
  a.at === b.at ? codeUnitOrder.compare(canonicalJson(a.document), canonicalJson(b.document)) < 0 : a.at > b.at

const placed = (
  rows: readonly unknown[],
  models: ModelRegistry,
  at: string,
): { readonly reports: readonly Placed[]; readonly warnings: readonly Problem[] } => {
  const reports: Placed[] = []
  const warnings = told<Problem>()
  const warn = (problem: Problem): void => {
    if (isMore(problem)) warnings.count(problem.of, problem.count)
    else warnings.tell(problem._tag, () => problem)
  }
  rows.forEach((row, i) => {
    const path = `results[${i}]`
    const read = readReport(row)
    if (isLeft(read)) {
      for (const problem of read.left) warn({ ...problem, path: problem.path === '' ? path : `${path}.${problem.path}` })
      return
    }
    const report = read.right
    const errors = nodeErrors(models, report.candidate.id)(report.candidate.nodes)
    for (const problem of problemsAt(`${path}.nodes`)(errors)) warn(problem)
    if (report.at > at)
      warn({
        _tag: 'FutureReport',
        path,
        message: `the report of ${quote(report.candidate.id)} was made at ${report.at}, which is still to come`,
      })
    else if (errors.length === 0) reports.push({ report, path })
  })
  return { reports, warnings: cappedProblems(warnings.all()) }
}

/**
 * Reads the rows for the epochs after one epoch, up to and including another. A report later than the timestamp `at`
 * gives a warning and does not count.
 */
export const gatherReports =
  (models: ModelRegistry, at: string) =>
  (after: number, last: number) =>
  (rows: readonly unknown[]): Gathered => {
    const { reports, warnings } = placed(rows, models, at)
    const epochs = new Map<number, Map<string, Placed>>()
    const repeated: Problem[] = []
    const unused: string[] = []
    for (const found of reports) {
      const { epoch, candidate } = found.report
      if (epoch <= after || epoch > last) {
        unused.push(epoch > last ? 'EpochNotEnded' : 'EpochDecided')
        continue
      }
      const held = epochs.get(epoch) ?? new Map<string, Placed>()
      epochs.set(epoch, held)
      const other = held.get(candidate.id)
      const [kept, dropped] = other === undefined || isNewer(found.report, other.report) ? [found, other] : [other, found]
      held.set(candidate.id, kept)
      if (dropped !== undefined)
        repeated.push({
          _tag: 'DuplicateReport',
          path: dropped.path,
          message: `${quote(candidate.id)} has another report of epoch ${epoch}; the newest counts`,
        })
    }
    const byEpoch = [...epochs]
      .sort(([a], [b]) => a - b)
      .map(
        ([epoch, held]) =>
          [
            epoch,
            [...held.values()].map(({ report }) => report).sort((a, b) => codeUnitOrder.compare(a.candidate.id, b.candidate.id)),
          ] as const,
      )
    return { byEpoch: new Map(byEpoch), warnings: cappedProblems([...warnings, ...repeated]), unused }
  }
