/** `steelyard history`: shows the weights that a miner got, the newest first. */
import { signerColumns } from '../../storage/signer.js'
import type { WeightAllocationRecord } from '../../storage/tables.js'
import type { StoreOptions } from '../input/stored-validator.js'
import { withStoredValidator } from '../input/stored-validator.js'
import { left, right, tableLines } from '../output/table.js'
import type { ExitCode, Terminal } from '../output/terminal.js'
import { EXIT } from '../output/terminal.js'

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
        row.miner_hotkey,
        row.gpu_category,
        row.allocated_weight.toString(),
        Number(row.miner_score.toPrecision(6)).toString(),
        Number(row.category_total_score.toPrecision(6)).toString(),
      ]),
    ),
  ]
}

const quoted = (value: string | number): string => (/[",\n]/.test(String(value)) ? `"${String(value).replace(/"/g, '""')}"` : String(value))

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
    const lines =
      format === 'json'
        ? [JSON.stringify(rows, null, 2)]
        : format === 'csv'
          ? csv(rows)
          : rows.length === 0
            ? [`uid ${uid}: nothing yet`]
            : table(uid, rows)
    for (const line of lines) terminal.out(`${line}\n`)
    return EXIT.done
  })
