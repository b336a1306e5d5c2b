/** Why a file can't be read as a config or a snapshot: as data and as messages. */
import type { JsonError } from '../../adapters/json/json-error.js'
import { showJsonError } from '../../adapters/json/json-error.js'
import type { TomlConfigError } from '../../adapters/toml.js'
import { showTomlConfigError } from '../../adapters/toml.js'
import type { Refused } from '../../policy/problem.js'
import type { SnapshotError } from '../../network/snapshot-error.js'
import { showSnapshotError } from '../../network/snapshot-error.js'
import { plain } from '../../units/text/plain.js'

export type InputError =
  /** The file can't be read; `code` is the system's error code. */
  | { readonly _tag: 'Unreadable'; readonly code: string }
  /** The file has more bytes than allowed. */
  | { readonly _tag: 'TooLarge'; readonly limit: number }
  | { readonly _tag: 'Empty' }
  | { readonly _tag: 'NotUtf8' }
  | JsonError
  | TomlConfigError
  /** A config that its policy refuses. */
  | { readonly _tag: 'InvalidPolicy'; readonly problems: Refused }
  /** The file has tables of several policies, but a validator has only one policy. */
  | { readonly _tag: 'SeveralPolicies'; readonly tables: readonly string[] }
  | { readonly _tag: 'InvalidSnapshot'; readonly errors: readonly SnapshotError[] }

const CODES: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['EISDIR', 'it is a folder'],
  ['EACCES', 'permission denied'],
])

const named = (tables: readonly string[]): string => tables.map((table) => `[${table}]`).join(', ')

/** The error as messages, one line for each mistake, without the name of the file. */
export const showInputError = (error: InputError): readonly string[] => {
  switch (error._tag) {
    case 'Unreadable':
      return [`cannot be read: ${CODES.get(error.code) ?? plain(error.code)}`]
    case 'TooLarge':
      return [`is larger than ${error.limit / 1_000_000} MB`]
    case 'Empty':
      return ['is empty']
    case 'NotUtf8':
      return ['is not UTF-8 text']
    case 'InvalidSnapshot':
      return error.errors.map(showSnapshotError)
    case 'InvalidPolicy':
      return error.problems.map(({ message }) => message)
    case 'SeveralPolicies':
      return [`holds several policies, ${named(error.tables)}: keep one of them`]
    case 'JsonSyntax':
    case 'TooDeep':
      return [showJsonError(error)]
    default:
      return showTomlConfigError(error)
  }
}
