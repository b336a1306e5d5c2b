/** `steelyard history`: shows the weights that a miner got, the newest first. */
import { signerColumns } from '../../storage/signer.js'
import type { WeightAllocationRecord, WeightSubmissionRecord } from '../../storage/tables.js'
import type { StoreOptions } from '../input/stored-validator.js'
import { withStoredValidator } from '../input/stored-validator.js'
import { left, right, tableLines } from '../output/table.js'
import type { ExitCode, Terminal } from '../output/terminal.js'
import { EXIT, print, printJson } from '../output/terminal.js'
import { plain } from '../../units/text/plain.js'

export const HISTORY_FORMATS = ['table', 'json', 'csv'] as const

export interface HistoryOptions extends StoreOptions {
  readonly uid: number
  readonly limit: number
  readonly format: (typeof HISTORY_FORMATS)[number]
}

const COLUMNS = [
  'weight_set_block',
  'timestamp',
  'miner_hotkey',
  'gpu_category',
  'allocated_weight',
  'miner_score',
  'category_total_score',
  'in_force',
] as const

/** An entry, and since when its weights are in force: a block, or what is known instead. */
type Entry = WeightAllocationRecord & { readonly in_force: string }

/** When weights came in force: those that were set, in the block that includes them; those that were committed, at their reveal. */
const inForce = (entry: WeightAllocationRecord, submission: WeightSubmissionRecord | undefined): string => {
  if (submission === undefined || submission.reveal === null) return entry.weight_set_block.toString()
  return submission.reveal === 'in_force' ? String(submission.revealed_block) : submission.reveal
}

const table = (uid: number, rows: readonly Entry[]): readonly string[] => {
  const hotkeys = new Set(rows.map(({ miner_hotkey }) => miner_hotkey))
  return [
    `uid ${uid}: ${rows.length} ${rows.length === 1 ? 'entry' : 'entries'}, the newest first`,
    ...(hotkeys.size > 1 ? [`${hotkeys.size} hotkeys have sat in this slot`] : []),
    '',
    ...tableLines(
      [right('block'), left('time'), left('hotkey'), left('category'), right('weight'), right('score'), right('of'), right('in force')],
      rows.map((row) => [
        row.weight_set_block.toString(),
        `${row.timestamp.slice(0, 19)}Z`,
        plain(row.miner_hotkey),
        row.gpu_category === '' ? '' : plain(row.gpu_category),
        row.allocated_weight.toString(),
        Number(row.miner_score.toPrecision(6)).toString(),
        Number(row.category_total_score.toPrecision(6)).toString(),
        row.in_force,
      ]),
    ),
  ]
}

/** A field as RFC 4180 has it. A line of the file is one record, since line ends in a text are escaped when it is printed. */
const quoted = (value: string | number): string => {
  const text = String(value)
  return /[",]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text
}

const csv = (rows: readonly Entry[]): readonly string[] => [
  COLUMNS.join(','),
  ...rows.map((row) => COLUMNS.map((column) => quoted(row[column])).join(',')),
]

export const historyCommand = (terminal: Terminal, options: HistoryOptions): Promise<ExitCode> =>
  withStoredValidator(terminal, options, async (storage, validator) => {
    const { uid, limit, format } = options
    const found = await storage.read({
      table: 'weight_allocation_history',
      where: { ...signerColumns(validator), miner_uid: uid },
      range: { column: 'weight_set_block' },
      descending: true,
      limit,
    })
    const submissions = await storage.read({ table: 'weight_submissions', where: signerColumns(validator) })
    const byId = new Map(submissions.map((submission) => [submission.id, submission]))
    const rows = found.map((entry): Entry => ({ ...entry, in_force: inForce(entry, byId.get(entry.emission_metrics_id)) }))
    if (format === 'json') printJson(terminal, rows, 2)
    else print(terminal, format === 'csv' ? csv(rows) : rows.length === 0 ? [`uid ${uid}: nothing yet`] : table(uid, rows))
    return EXIT.done
  })
