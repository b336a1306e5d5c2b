/** `steelyard history`: shows the weights that a miner got, the newest first. */
import { signerColumns } from '../../storage/signer.js'
import type { WeightAllocationRecord } from '../../storage/tables.js'
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
] as const

const table = (uid: number, rows: readonly WeightAllocationRecord[]): readonly string[] => {
  const hotkeys = new Set(rows.map(({ miner_hotkey }) => miner_hotkey))
  return [
    `uid ${uid}: ${rows.length} ${rows.length === 1 ? 'entry' : 'entries'}, the newest first`,
    ...(hotkeys.size > 1 ? [`${hotkeys.size} hotkeys have sat in this slot`] : []),
    '',
    ...tableLines(
      [right('block'), left('time'), left('hotkey'), left('category'), right('weight'), right('score'), right('of')],
      rows.map((row) => [
        row.weight_set_block.toString(),
        `${row.timestamp.slice(0, 19)}Z`,
        plain(row.miner_hotkey),
        row.gpu_category === '' ? '' : plain(row.gpu_category),
        row.allocated_weight.toString(),
        Number(row.miner_score.toPrecision(6)).toString(),
        Number(row.category_total_score.toPrecision(6)).toString(),
      ]),
    ),
  ]
}

/** A field as RFC 4180 has it. A line of the file is one record, since line ends in a text are escaped when it is printed. */
const quoted = (value: string | number): string => {
  const text = String(value)
  return /[",]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text
}

const csv = (rows: readonly WeightAllocationRecord[]): readonly string[] => [
  COLUMNS.join(','),
  ...rows.map((row) => COLUMNS.map((column) => quoted(row[column])).join(',')),
]

export const historyCommand = (terminal: Terminal, options: HistoryOptions): Promise<ExitCode> =>
  withStoredValidator(terminal, options, async (storage, validator) => {
    const { uid, limit, format } = options
    const rows = await storage.read({
      table: 'weight_allocation_history',
      where: { ...signerColumns(validator), miner_uid: uid },
      range: { column: 'weight_set_block' },
      descending: true,
      limit,
    })
    if (format === 'json') printJson(terminal, rows, 2)
    else print(terminal, format === 'csv' ? csv(rows) : rows.length === 0 ? [`uid ${uid}: nothing yet`] : table(uid, rows))
    return EXIT.done
  })
