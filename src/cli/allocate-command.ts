/** `steelyard allocate`: a config and a snapshot in, weights out. */
import { isLeft } from 'fp-ts/lib/Either.js'
import { allocate } from '../allocation/allocate.js'
import { showAllocationError } from '../allocation/allocation-error.js'
import type { Scale } from '../allocation/quantize.js'
import { report } from '../allocation/report.js'
import { statistics } from '../allocation/statistics.js'
import { showWarning } from '../allocation/warning.js'
import { allocationCsv } from './allocation-csv.js'
import type { TableInput } from './allocation-table.js'
import { allocationTable } from './allocation-table.js'
import { readConfigFile, readSnapshotFile } from './read-input.js'
import type { ExitCode, Terminal } from './terminal.js'
import { EXIT } from './terminal.js'

export const FORMATS = ['table', 'json', 'csv'] as const

export interface AllocateOptions {
  readonly config: string
  readonly snapshot: string
  readonly scale: Scale
  readonly format: (typeof FORMATS)[number]
  readonly strict: boolean
}

const RENDER: Readonly<Record<AllocateOptions['format'], (input: TableInput) => readonly string[]>> = {
  table: allocationTable,
  json: (input) => [JSON.stringify(input.report, null, 1)],
  csv: (input) => allocationCsv(input.report),
}

export const allocateCommand = async (terminal: Terminal, options: AllocateOptions): Promise<ExitCode> => {
  const refuse = (problems: readonly string[]): ExitCode => {
    for (const problem of problems) terminal.err(`error: ${problem}\n`)
    return EXIT.refused
  }
  // Both files are looked at before giving up, so that one run names what is wrong in either.
  const config = await readConfigFile(terminal, options.config)
  const snapshot = await readSnapshotFile(terminal, options.snapshot, options.strict)
  if (isLeft(config) || isLeft(snapshot))
    return refuse([...(isLeft(config) ? config.left : []), ...(isLeft(snapshot) ? snapshot.left : [])])

  const allocation = allocate(config.right)(snapshot.right)
  if (isLeft(allocation)) return refuse([showAllocationError(allocation.left)])

  for (const warning of allocation.right.warnings) terminal.err(`warning: ${showWarning(warning)}\n`)
  const lines = RENDER[options.format]({
    snapshot: snapshot.right,
    report: report(options.scale)(allocation.right),
    statistics: statistics(config.right)(allocation.right),
    colour: terminal.colour,
  })
  terminal.out(`${lines.join('\n')}\n`)
  return EXIT.done
}
