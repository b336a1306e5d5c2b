/**
 * Reads a config file for any of the policies. A file has the table of one policy; other tables are ignored. For a file without such a
 * table the error is that `[emission]` is missing.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, map } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { JsonDocument } from '../../adapters/json/json.js'
import type { Problem, Refused } from '../../policy/problem.js'
import { readConfig as readEventShares } from '../../policies/eventShares/event-shares-config.js'
import { readConfig as readPathways } from '../../policies/pathways/config.js'
import { cappedProblems, faultProblem } from '../../policy/problem.js'
import { isMore } from '../../units/capped/capped.js'
import { isTable } from '../../units/codec/struct.js'
import type { InputError } from './input-error.js'
import type { PolicyFile, PolicyTable } from './policy-file.js'
import { faultsUnder, readConfigWith, readEmission } from './read-input.js'

const TABLES: readonly PolicyTable[] = ['emission', 'event_shares', 'pathways']

/** A problem in a table as a problem in the file; its message begins with its path. */
const inTable =
  (table: string) =>
  (problem: Problem): Problem => {
    if (isMore(problem)) return problem
    const { _tag, path, message } = problem
    const before = path === '' ? '' : path.startsWith('[') ? table : `${table}.`
    return { _tag, path: path === '' ? table : `${before}${path}`, message: path === '' ? `${table}: ${message}` : `${before}${message}` }
  }

/**
 * The config in one table. It is also refused for faults that only the text of the file shows, such as repeated keys.
 */
const readTable = <C>(document: JsonDocument, table: PolicyTable, read: (value: unknown) => Either<Refused, C>): Either<InputError, C> => {
  const config = read((document.value as Readonly<Record<string, unknown>>)[table])
  const problems = cappedProblems([
    ...faultsUnder(table, document).map(faultProblem),
    ...(isLeft(config) ? config.left.map(inTable(table)) : []),
  ])
  return isLeft(config) || problems.length > 0 ? left({ _tag: 'InvalidPolicy', problems }) : config
}

const readPolicy = (document: JsonDocument): Either<InputError, PolicyFile> => {
  const { value } = document
  const tables = TABLES.filter((table) => isTable(value) && Object.hasOwn(value, table))
  if (tables.length > 1) return left({ _tag: 'SeveralPolicies', tables })
  switch (tables[0] ?? 'emission') {
    case 'emission':
      return pipe(
        readEmission(document),
        map((config) => ({ table: 'emission', config })),
      )
    case 'event_shares':
      return pipe(
        readTable(document, 'event_shares', readEventShares),
        map((config) => ({ table: 'event_shares', config })),
      )
    case 'pathways':
      return pipe(
        readTable(document, 'pathways', readPathways),
        map((config) => ({ table: 'pathways', config })),
      )
  }
}

/**
 * Reads the policy and its config from a TOML file, or from a JSON file of the same shape when the name ends in
 * `.json`.
 */
export const readPolicyFile = readConfigWith(readPolicy)
