/** `steelyard explain`: shows every step to one weight, also for a miner that gets nothing. */
import { isLeft } from 'fp-ts/lib/Either.js'
import { explain } from '../../allocation/explain/explain.js'
import { showTrace } from '../../allocation/explain/show-trace.js'
import { allocateFiles } from '../input/allocate-files.js'
import type { ExitCode, Terminal } from '../output/terminal.js'
import { EXIT, print, printJson, refuse, warn } from '../output/terminal.js'
import { generalWarnings } from '../output/allocation-warnings.js'
import { shownFile } from '../output/shown-argument.js'

export const EXPLAIN_FORMATS = ['text', 'json'] as const

export interface ExplainOptions {
  readonly uid: number
  readonly config: string
  readonly snapshot: string
  readonly format: (typeof EXPLAIN_FORMATS)[number]
  readonly strict: boolean
}

export const explainCommand = async (terminal: Terminal, options: ExplainOptions): Promise<ExitCode> => {
  const input = await allocateFiles(terminal, options, { allowForeignBurn: true })
  if (isLeft(input)) return refuse(terminal, input.left)
  const { config, allocation } = input.right
  const trace = explain(config)(allocation)(options.uid)
  if (isLeft(trace)) return refuse(terminal, [`${shownFile(options.snapshot)}: uid ${options.uid} is no neuron of the snapshot`])
  warn(terminal, generalWarnings(allocation))
  if (options.format === 'json') printJson(terminal, trace.right, 1)
  else print(terminal, showTrace(trace.right))
  return EXIT.done
}
