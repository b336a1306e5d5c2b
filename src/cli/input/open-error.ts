/** Why a store was not opened: as data, in words, and with the exit code. */
import { oneLine } from '../../units/text/one-line.js'
import type { StorageFailure } from '../../storage/port.js'
import { storageFailure } from '../../adapters/storage/storage-error.js'
import type { ExitCode, Terminal } from '../output/terminal.js'
import { EXIT, refuse } from '../output/terminal.js'
import type { UnknownStore } from './store-name.js'
import { STORAGE_FORMS } from './store-name.js'

/** Why a store was not opened. No member holds a password: `store` is what may be shown of the name. */
export type OpenError =
  | UnknownStore
  /** A store in memory was to be read, and it ends with its process. */
  | { readonly _tag: 'MemoryEnds' }
  | { readonly _tag: 'NoSuchFile'; readonly file: string }
  /** The package that drives such a store is not installed. */
  | { readonly _tag: 'NoDriver'; readonly driver: 'sqlite' | 'postgres' }
  | { readonly _tag: 'StoreFailed'; readonly store: string; readonly failure: StorageFailure }

const NO_DRIVER = {
  sqlite: 'SQLite needs Node 22.13 or later, or the package @photostructure/sqlite: npm install @photostructure/sqlite',
  postgres: 'PostgreSQL needs the package pg: npm install pg',
} as const

/** The failure of a store in words, on one line. A failure that is of no known kind has no name that says more than the message. */
const showFailure = ({ _tag, message }: StorageFailure): string => `${_tag === 'Failed' ? '' : `${_tag}: `}${oneLine(message)}`

/** The error as a message on one line. */
export const showOpenError = (error: OpenError): string => {
  switch (error._tag) {
    case 'UnknownStore':
      return `--storage: a store is ${STORAGE_FORMS}${error.nearest === null ? '' : `; did you mean ${error.nearest}?`}`
    case 'MemoryEnds':
      return 'a store in memory ends with its process, so there is nothing in it'
    case 'NoSuchFile':
      return `${error.file}: no such file`
    case 'NoDriver':
      return NO_DRIVER[error.driver]
    case 'StoreFailed':
      return `${error.store}: ${showFailure(error.failure)}`
  }
}

/** Prints what an open store failed with. */
export const refuseFailure = (terminal: Terminal, error: unknown): ExitCode => {
  const { _tag, message } = storageFailure(error)
  return refuse(terminal, [`the store failed: ${_tag}: ${message}`])
}

/** Prints the error. A name that is no store's is wrong usage. */
export const refuseStore = (terminal: Terminal, error: OpenError): ExitCode => {
  const code = refuse(terminal, [showOpenError(error)])
  return error._tag === 'UnknownStore' ? EXIT.usage : code
}
