/** `steelyard allocate`: a config and a snapshot in, weights out. */
import { isLeft } from 'fp-ts/lib/Either.js'
import { allocate } from '../allocation/allocate.js'
import { showAllocationError } from '../allocation/allocation-error.js'
import type { Scale } from '../allocation/quantize.js'
import { quantize } from '../allocation/quantize.js'
import { report } from '../allocation/report.js'
import { statistics } from '../allocation/statistics.js'
import { showWarning } from '../allocation/warning.js'
import { reportRealised } from '../chain/realised.js'
import { allocationCsv } from './allocation-csv.js'
import type { TableInput } from './allocation-table.js'
import { allocationTable } from './allocation-table.js'
import { judgeBurn } from './burn-verdict.js'
import { readBoth } from './read-input.js'
import type { ExitCode, Terminal } from './terminal.js'
import { EXIT, refuse } from './terminal.js'

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
  const input = await readBoth(terminal, options)
  if (isLeft(input)) return refuse(terminal, input.left)
  const { config, snapshot } = input.right
  const allocation = allocate(config)(snapshot)
  if (isLeft(allocation)) return refuse(terminal, [`${options.config}: ${showAllocationError(allocation.left)}`])

  const burn = judgeBurn(config, snapshot, allocation.right, options.allowForeignBurn)
  if (isLeft(burn)) return refuse(terminal, [`${options.config}: ${burn.left}`])

  for (const warning of [...allocation.right.warnings.map(showWarning), ...burn.right]) terminal.err(`warning: ${warning}\n`)
  const lines = RENDER[options.format]({
    snapshot,
    report: report(options.scale)(allocation.right),
    realised: reportRealised(allocation.right)(quantize(options.scale)(allocation.right)),
    statistics: statistics(config)(allocation.right),
    colour: terminal.colour,
  })
  terminal.out(`${lines.join('\n')}\n`)
  return EXIT.done
}
