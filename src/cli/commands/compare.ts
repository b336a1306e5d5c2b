/** `steelyard compare`: compares two configs on one snapshot. They may be for different policies. */
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Comparison, SidedProblem } from '../../policy/compare/compare-decisions.js'
import { comparePolicies } from '../../policy/compare/compare-policies.js'
import type { Policy } from '../../policy/policy.js'
import { comparisonCsv, comparisonTable } from '../output/comparison-table.js'
import type { PolicyFile } from '../input/policy-file.js'
import { withPolicy } from '../input/policy-file.js'
import { readPolicyFile } from '../input/read-policy.js'
import type { Sorted } from '../input/read-world.js'
import { readWorldFile, sortRows } from '../input/read-world.js'
import type { ExitCode, Terminal } from '../output/terminal.js'
import { EXIT, refuse, warn } from '../output/terminal.js'
import { shownFile } from '../output/shown-argument.js'
import { printableJson } from '../../units/json/printable-json.js'

export const COMPARE_FORMATS = ['table', 'json', 'csv'] as const

export interface CompareOptions {
  readonly config: string
  readonly with: string
  readonly snapshot: string
  readonly format: (typeof COMPARE_FORMATS)[number]
  readonly strict: boolean
  readonly allowForeignBurn: boolean
}

interface ComparedFile {
  readonly path: string
  readonly policy: PolicyFile
  readonly sorted: Sorted
}

/**
 * The rows of the snapshot that each side can't read, as lines that begin with `before`. Two configs of one policy read the snapshot
 * in the same way, so each row is named once.
 */
const unread = (a: ComparedFile, b: ComparedFile, before: (path: string | null) => string): readonly string[] => {
  const alike = a.policy.table === b.policy.table
  return (alike ? [a] : [a, b]).flatMap(({ path, sorted: { malformed, more } }) => {
    const lines = [...malformed, ...(more > 0 ? [`${more} more like ${more === 1 ? 'it' : 'them'}`] : [])]
    return lines.map((line) => `${before(alike ? null : path)}${line}`)
  })
}

/** The policy, with the results that its side can read. */
const onOwn = <C>(policy: Policy<C>, { results }: Sorted): Policy<C> => ({
  ...policy,
  decide: (config) => (world) => policy.decide(config)({ ...world, results }),
})

const RENDER: Readonly<Record<CompareOptions['format'], (comparison: Comparison, names: readonly [string, string]) => readonly string[]>> =
  {
    table: comparisonTable,
    json: ({ warnings: _, ...comparison }) => [printableJson(comparison, 1)],
    csv: comparisonCsv,
  }

export const compareCommand = async (terminal: Terminal, options: CompareOptions): Promise<ExitCode> => {
  const { snapshot, strict, allowForeignBurn } = options
  const paths = { a: options.config, b: options.with }
  const [policyA, file, policyB] = [
    await readPolicyFile(terminal, paths.a),
    await readWorldFile(terminal, snapshot),
    await readPolicyFile(terminal, paths.b),
  ]
  if (isLeft(policyA) || isLeft(file) || isLeft(policyB))
    return refuse(
      terminal,
      [policyA, file, policyB].flatMap((read) => (isLeft(read) ? read.left : [])),
    )
  const { world, rows } = file.right
  const sideOf = (path: string, policy: PolicyFile): ComparedFile => ({
    path,
    policy,
    sorted: withPolicy(policy, allowForeignBurn, (any) => sortRows(any, rows)),
  })
  const [a, b] = [sideOf(paths.a, policyA.right), sideOf(paths.b, policyB.right)]
  const malformed = unread(a, b, (path) =>
    path === null ? `${shownFile(snapshot)}: ` : `${shownFile(snapshot)}, as ${shownFile(path)} reads it: `,
  )
  if (strict && malformed.length > 0) return refuse(terminal, malformed)

  const compared = withPolicy(a.policy, allowForeignBurn, (one, configA) =>
    withPolicy(b.policy, allowForeignBurn, (other, configB) =>
      comparePolicies(onOwn(one, a.sorted), configA)(onOwn(other, b.sorted), configB)({ ...world, results: [] }),
    ),
  )
  const named = (problems: readonly SidedProblem[], hint = ''): readonly string[] =>
    problems.map(({ side, _tag, message }) => `${shownFile(paths[side])}: ${message}${_tag === 'BurnDestinationForeign' ? hint : ''}`)
  if (isLeft(compared)) return refuse(terminal, named(compared.left, ' (--allow-foreign-burn if that is meant)'))
  warn(terminal, [
    ...unread(a, b, (path) => `${path === null ? '' : `${shownFile(path)}: `}set aside a malformed result: `),
    ...named(compared.right.warnings),
  ])
  terminal.out(`${RENDER[options.format](compared.right, [shownFile(paths.a), shownFile(paths.b)]).join('\n')}\n`)
  return EXIT.done
}
