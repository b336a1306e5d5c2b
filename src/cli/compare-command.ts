/** `steelyard compare`: two configs on one snapshot, side by side. */
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Comparison, SidedProblem } from '../allocation/compare-decisions.js'
import { comparePolicies } from '../allocation/compare-policies.js'
import type { World } from '../allocation/policy.js'
import { showWarning } from '../allocation/warning.js'
import { gpuPools } from '../policies/gpuPools/gpu-pools.js'
import { comparisonCsv, comparisonTable } from './comparison-table.js'
import type { Both } from './read-input.js'
import { readBoth, readConfigFile } from './read-input.js'
import type { ExitCode, Terminal } from './terminal.js'
import { EXIT, refuse, warn } from './terminal.js'

export const COMPARE_FORMATS = ['table', 'json', 'csv'] as const

export interface CompareOptions {
  readonly config: string
  readonly with: string
  readonly snapshot: string
  readonly format: (typeof COMPARE_FORMATS)[number]
  readonly strict: boolean
  readonly allowForeignBurn: boolean
}

/** The snapshot as a world, without the rows that were set aside: some are spoilt by what only their text shows. */
const worldOf = ({ snapshot, document }: Both): World => {
  const { at: _, results, previous = [], ...network } = document as World['network'] & Pick<World, 'results'> & Partial<Pick<World, 'previous'>>
  const rejected = new Set(snapshot.rejected.map(({ index }) => index))
  return { network, at: snapshot.at.text, results: results.filter((_row, i) => !rejected.has(i)), previous, profiles: [] }
}

const RENDER: Readonly<Record<CompareOptions['format'], (comparison: Comparison, names: readonly [string, string]) => readonly string[]>> = {
  table: comparisonTable,
  json: ({ warnings: _, ...comparison }) => [JSON.stringify(comparison, null, 1)],
  csv: comparisonCsv,
}

export const compareCommand = async (terminal: Terminal, options: CompareOptions): Promise<ExitCode> => {
  const first = await readBoth(terminal, options)
  const second = await readConfigFile(terminal, options.with)
  if (isLeft(first) || isLeft(second)) return refuse(terminal, [first, second].flatMap((read) => (isLeft(read) ? read.left : [])))
  const names = { a: options.config, b: options.with }
  const named = (problems: readonly SidedProblem[], hint = ''): readonly string[] =>
    problems.map(({ side, _tag, message }) => `${names[side]}: ${message}${_tag === 'BurnDestinationForeign' ? hint : ''}`)

  const policy = gpuPools({ allowForeignBurn: options.allowForeignBurn })
  const compared = comparePolicies(policy, first.right.config)(policy, second.right)(worldOf(first.right))
  if (isLeft(compared)) return refuse(terminal, named(compared.left, ' (--allow-foreign-burn if that is meant)'))
  const setAside = first.right.snapshot.rejected.map((row) => showWarning({ _tag: 'RejectedResult', row }))
  warn(terminal, [...setAside, ...named(compared.right.warnings)])
  terminal.out(`${RENDER[options.format](compared.right, [names.a, names.b]).join('\n')}\n`)
  return EXIT.done
}
