/** `steelyard trace`: how the weights of one miner came about, from its task scores to what the chain made of them. */
import { isLeft } from 'fp-ts/lib/Either.js'
import type { PathwayDetails } from '../policies/pathways/trace.js'
import { retracePathway, showPathwayTraceError } from '../policies/pathways/retrace.js'
import type { MinerPerformanceRecord } from '../validator/tables.js'
import type { StoreOptions } from './stored-validator.js'
import { withStoredValidator } from './stored-validator.js'
import { left, right, tableLines } from './table.js'
import type { ExitCode, Terminal } from './terminal.js'
import { EXIT } from './terminal.js'

export const TRACE_FORMATS = ['text', 'json'] as const

export interface TraceOptions extends StoreOptions {
  readonly uid: number
  readonly limit: number
  readonly format: (typeof TRACE_FORMATS)[number]
}

const short = (n: number): string => Number(n.toPrecision(6)).toString()
const day = (timestamp: string): string => `${timestamp.slice(0, 19)}Z`
const line = (title: string, text: string): string => `  ${title.padEnd(12)}${text}`

const taskLines = ({ tasks }: PathwayDetails): readonly string[] =>
  tableLines(
    [left('task'), right('samples'), right('mean'), right('complete'), right('score'), right('rank'), right('multiplier'), right('contribution'), left('')],
    Object.entries(tasks).map(([name, task]) => [
      name,
      `${task.samples_present}/${task.samples_expected}`,
      short(task.mean),
      short(task.completeness_factor),
      short(task.aggregated_score),
      short(task.percentile_rank),
      short(task.multiplier),
      short(task.contribution),
      task.qualified ? 'excellent' : '',
    ]),
  )

const consensusLine = ({ incentive, consensus_rank, consensus_block, weight_submission_block }: MinerPerformanceRecord): string => {
  if (incentive === null || consensus_block === null) return 'not known yet'
  const delay = weight_submission_block === null ? '' : `, ${consensus_block - weight_submission_block} blocks later`
  return `incentive ${short(incentive)}, rank ${consensus_rank ?? '?'}, at block ${consensus_block}${delay}`
}

const recordLines = (record: MinerPerformanceRecord): readonly string[] => {
  const retraced = retracePathway(record)
  const details = isLeft(retraced) ? null : retraced.right.pathway_details
  return [
    `uid ${record.miner_uid}, ${record.miner_hotkey}, ${day(record.period_start)} to ${day(record.period_end)}`,
    ...(details === null ? [] : ['', ...taskLines(details), '']),
    line('pathway', `${record.scoring_pathway}: excellence ${short(record.excellence_weight)}, diversity ${short(record.diversity_weight)} (bonus ${short(record.multi_task_bonus)})`),
    line('raw weight', short(record.raw_calculated_weight)),
    line('share', `${short(100 * record.submitted_share)} % of the whole`),
    line('submitted', `${record.submitted_weight} of 65535${record.weight_submission_block === null ? '' : `, in block ${record.weight_submission_block}`}`),
    line('consensus', consensusLine(record)),
    line('checked', isLeft(retraced) ? showPathwayTraceError(retraced.left) : 'works out again from this record to the last digit'),
  ]
}

export const traceCommand = (terminal: Terminal, options: TraceOptions): Promise<ExitCode> =>
  withStoredValidator(terminal, options, async (storage, { netuid, hotkey }) => {
    const { uid, limit, format } = options
    const where = { netuid, validator_hotkey: hotkey, miner_uid: uid }
    const records = await storage.read({ table: 'miner_performance_stats', where, descending: true, limit })
    if (format === 'json') terminal.out(`${JSON.stringify(records, null, 2)}\n`)
    else if (records.length === 0) terminal.out(`uid ${uid}: nothing is kept\n`)
    else terminal.out(records.map((record) => recordLines(record).map((text) => `${text}\n`).join('')).join('\n'))
    return EXIT.done
  })
