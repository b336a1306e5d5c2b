/** `steelyard allocate`: a config and a snapshot in, weights out. */
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Scale } from '../allocation/quantize.js'
import { quantize } from '../allocation/quantize.js'
import { report } from '../allocation/report.js'
import { statistics } from '../allocation/statistics.js'
import { showWarning } from '../allocation/warning.js'
import { reportRealised } from '../chain/realised.js'
import { allocationCsv } from './allocation-csv.js'
import type { TableInput } from './allocation-table.js'
import { allocationTable } from './allocation-table.js'
import { allocateFiles } from './allocate-files.js'
import { burnVerdict } from './burn-verdict.js'
import type { ExitCode, Terminal } from './terminal.js'
import { EXIT, refuse, warn } from './terminal.js'

export const ALLOCATE_FORMATS = ['table', 'json', 'csv'] as const

export interface AllocateOptions {
  readonly config: string
  readonly snapshot: string
  readonly scale: Scale
  readonly format: (typeof ALLOCATE_FORMATS)[number]
  readonly strict: boolean
  readonly allowForeignBurn: boolean
}

const RENDER: Readonly<Record<AllocateOptions['format'], (input: TableInput) => readonly string[]>> = {
  table: allocationTable,
  json: ({ report: found, realised }) => [JSON.stringify({ ...found, realised }, null, 1)],
  csv: (input) => allocationCsv(input.report),
}

export const allocateCommand = async (terminal: Terminal, options: AllocateOptions): Promise<ExitCode> => {
  const input = await allocateFiles(terminal, options)
  if (isLeft(input)) return refuse(terminal, input.left)
  const { config, snapshot, allocation } = input.right
  const burn = burnVerdict(config, snapshot, allocation, options.allowForeignBurn)
  if (isLeft(burn)) return refuse(terminal, [`${options.config}: ${burn.left}`])

  warn(terminal, [...allocation.warnings.map(showWarning), ...burn.right])
  const lines = RENDER[options.format]({
    snapshot,
    report: report(options.scale)(allocation),
    realised: reportRealised(allocation)(quantize(options.scale)(allocation)),
    statistics: statistics(config)(allocation),
    colour: terminal.colour,
  })
  terminal.out(`${lines.join('\n')}\n`)
  return EXIT.done
}
