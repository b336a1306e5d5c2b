/** `steelyard allocate`: computes weights from a config and a snapshot. */
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Scale } from '../../allocation/pools/quantize.js'
import { quantize } from '../../allocation/pools/quantize.js'
import { report } from '../../allocation/report/report.js'
import { statistics } from '../../allocation/report/statistics.js'
import { reportRealised } from '../../chain/stored/distortion.js'
import { allocationCsv } from '../output/allocation-csv.js'
import type { TableInput } from '../output/allocation-table.js'
import { allocationTable } from '../output/allocation-table.js'
import { allocateFiles } from '../input/allocate-files.js'
import { showBurnTarget } from '../../policy/burn/burn-target-error.js'
import type { ExitCode, Terminal } from '../output/terminal.js'
import { EXIT, refuse, warn } from '../output/terminal.js'
import { evidenceVerdict, warningsOfRefusal } from '../output/allocation-warnings.js'
import { shownFile } from '../output/shown-argument.js'
import { printableJson } from '../../units/json/printable-json.js'

export const ALLOCATE_FORMATS = ['table', 'json', 'csv'] as const

export interface AllocateOptions {
  readonly config: string
  readonly snapshot: string
  readonly scale: Scale
  readonly format: (typeof ALLOCATE_FORMATS)[number]
  readonly strict: boolean
  readonly allowForeignBurn: boolean
  readonly allowEmpty: boolean
}

const RENDER: Readonly<Record<AllocateOptions['format'], (input: TableInput) => readonly string[]>> = {
  table: allocationTable,
  json: ({ report: found, realised }) => [printableJson({ ...found, realised }, 1)],
  csv: (input) => allocationCsv(input.report),
}

export const allocateCommand = async (terminal: Terminal, options: AllocateOptions): Promise<ExitCode> => {
  const input = await allocateFiles(terminal, options, options)
  if (isLeft(input)) return refuse(terminal, input.left)
  const { config, snapshot, allocation } = input.right
  const evidence = evidenceVerdict(allocation, options.allowEmpty)
  if (isLeft(evidence)) {
    warn(terminal, warningsOfRefusal(allocation))
    return refuse(terminal, [`${shownFile(options.snapshot)}: ${evidence.left}`])
  }

  warn(terminal, [...evidence.right, ...allocation.burn.warnings.map(showBurnTarget)])
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
