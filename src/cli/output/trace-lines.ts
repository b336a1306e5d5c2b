/**
 * A trace as a person reads it. Of pathways: what each task gave, what became of that, and whether the weight can be worked out again
 * from the record. Of any other policy: the document of its trace.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import { retracePathway, showPathwayTraceError } from '../../policies/pathways/retrace.js'
import { PathwayTrace } from '../../policies/pathways/trace.js'
import { canonicalJson } from '../../units/json/canonical-json.js'
import { plain } from '../../units/text/plain.js'
import type { MinerPerformanceRecord } from '../../storage/tables.js'
import { isPlainTrace } from '../../storage/trace-record.js'
import { left, right, tableLines } from './table.js'

const short = (n: number): string => Number(n.toPrecision(6)).toString()
const percent = (part: number): string => `${short(100 * part)} %`
const second = (timestamp: string): string => `${timestamp.slice(0, 19)}Z`
const line = (title: string, text: string): string => `  ${title.padEnd(12)}${text}`

const TASK_COLUMNS = [
  left('task'),
  right('weight'),
  right('samples'),
  right('mean'),
  right('complete'),
  right('score'),
  right('excellent from'),
  right('counts as'),
  right('rank'),
  right('multiplier'),
  right('contribution'),
  left(''),
]

const taskLines = ({ pathway_details, weight_contributions }: PathwayTrace): readonly string[] => {
  if (pathway_details === null) return []
  const tasks = new Map(Object.entries(pathway_details.tasks))
  const { min_miners } = pathway_details.rules.excellence
  const rows = Object.keys(weight_contributions).map((name) => {
    const task = tasks.get(name)
    if (task === undefined) return [plain(name), '', '0', '', '', '', '', '', '', '', '0', 'no sample']
    return [
      plain(name),
      short(task.weight),
      `${task.samples_present}${task.samples_expected === 0 ? '' : `/${task.samples_expected}`}`,
      short(task.mean),
      short(task.completeness_factor),
      short(task.aggregated_score),
      task.threshold === null ? `${min_miners} miners on` : short(task.threshold),
      short(task.transformed_score),
      short(task.percentile_rank),
      short(task.multiplier),
      short(task.contribution),
      task.qualified ? 'excellent' : '',
    ]
  })
  return ['', ...tableLines(TASK_COLUMNS, rows), '']
}

const claimLine = ({ pathway_details }: PathwayTrace): readonly string[] => {
  if (pathway_details === null) return []
  const { claim, population, burn_percentage } = pathway_details
  const how = population.by_rank ? 'by rank' : `by the curve about ${short(population.curve_midpoint)}`
  return [
    line(
      'claim',
      `${short(claim)}, ${how}; the largest is ${short(population.largest_claim)}, and ${burn_percentage} % of the whole burns`,
    ),
  ]
}

const submittedLine = ({ submitted_weight, submitted_share, weight_submission_block }: MinerPerformanceRecord): string =>
  `${submitted_weight} of 65535, for ${percent(submitted_share)} of the whole${weight_submission_block === null ? '' : `, in block ${weight_submission_block}`}`

const consensusLine = ({ incentive, consensus_rank, consensus_block, weight_submission_block }: MinerPerformanceRecord): string => {
  if (incentive === null || consensus_block === null) return 'not known yet'
  const delay = weight_submission_block === null ? '' : `, ${consensus_block - weight_submission_block} blocks later`
  return `incentive ${percent(incentive)} of all, rank ${consensus_rank ?? '?'}, in the epoch of block ${consensus_block}${delay}`
}

const checkedLine = (record: MinerPerformanceRecord): string => {
  const retraced = retracePathway(record)
  if (!isLeft(retraced)) return 'works out again from this record to the last digit'
  const { left: error } = retraced
  return error._tag === 'NoDetails' ? 'cannot be: it was kept without its steps' : `DOES NOT WORK OUT: ${showPathwayTraceError(error)}`
}

/** A document can be of any size; the whole of it is in `--format json`. */
const MOST_CHARACTERS = 2000

const documentLine = ({ pathway_details }: MinerPerformanceRecord): string => {
  const text = canonicalJson(pathway_details).replaceAll('\u007f', '\\u007f')
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}… (${text.length - MOST_CHARACTERS} characters more)` : text
}

const titleOf = ({ miner_uid, miner_hotkey, period_start, period_end }: MinerPerformanceRecord): string =>
  `uid ${miner_uid}, ${plain(miner_hotkey)}, ${second(period_start)} to ${second(period_end)}`

/** The trace of a policy that has none of the columns of pathways: its document, and what was sent. */
const plainLines = (record: MinerPerformanceRecord): readonly string[] => [
  titleOf(record),
  line('how', documentLine(record)),
  line('submitted', submittedLine(record)),
  line('consensus', consensusLine(record)),
]

export const traceLines = (record: MinerPerformanceRecord): readonly string[] => {
  if (isPlainTrace(record)) return plainLines(record)
  const read = PathwayTrace.decode(record)
  const [tasks, claim] = isLeft(read) ? [[], []] : [taskLines(read.right), claimLine(read.right)]
  const { excellence_weight, diversity_weight, multi_task_bonus, scoring_pathway, raw_calculated_weight } = record
  return [
    titleOf(record),
    ...tasks,
    line(
      'pathways',
      `excellence ${short(excellence_weight)}; diversity ${short(diversity_weight)}, the contributions times the bonus ${short(multi_task_bonus)}`,
    ),
    line('raw weight', `${short(raw_calculated_weight)}${scoring_pathway === 'none' ? '' : `, by ${plain(scoring_pathway)}`}`),
    ...claim,
    line('submitted', submittedLine(record)),
    line('consensus', consensusLine(record)),
    line('checked', checkedLine(record)),
  ]
}
