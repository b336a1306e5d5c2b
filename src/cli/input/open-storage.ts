/**
 * Opens the store that a user names: `memory`, `sqlite:<file>` or a PostgreSQL address. A driver is loaded only when it is
 * needed.
 */
import { existsSync } from 'node:fs'
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { memoryStorage } from '../../adapters/memory-storage.js'
import type { PostgresPool } from '../../adapters/postgres.js'
import { postgresStorage } from '../../adapters/postgres.js'
import type { SqliteHandle } from '../../adapters/sqlite.js'
import { sqliteStorage } from '../../adapters/sqlite.js'
import { storageFailure } from '../../adapters/storage/storage-error.js'
import type { Storage } from '../../storage/port.js'

/** The names of stores, for the help text. */
export const STORAGE_FORMS = 'memory, sqlite:<file>, or postgres://…'

/** An open store, and a function that closes it and everything that was opened for it. */
export interface OpenStorage {
  readonly storage: Storage
  readonly close: () => Promise<void>
}

type Opened = Either<string, OpenStorage>

/**
 * The first of some packages that is installed. The name is in a variable, so that bundlers do not look for the
 * package.
 */
const loadFirst = async (names: readonly string[]): Promise<Readonly<Record<string, unknown>> | null> => {
  for (const name of names) {
    const found = await import(name).catch(() => null)
    if (found !== null) return found as Readonly<Record<string, unknown>>
  }
  return null
}

const openSqlite = async (file: string): Promise<Opened> => {
  const driver = await loadFirst(['node:sqlite', '@photostructure/sqlite'])
  if (driver === null)
    return left('SQLite needs Node 22.13 or later, or the package @photostructure/sqlite: npm install @photostructure/sqlite')
  const DatabaseSync = driver['DatabaseSync'] as new (path: string) => SqliteHandle & { readonly close: () => void }
  const handle = new DatabaseSync(file)
  const close = (): void => {
    handle.close()
  }
  try {
    const storage = await sqliteStorage(handle)
    return right({ storage, close: () => storage.close().finally(close) })
  } catch (error) {
    close()
    throw error
  }
}

const openPostgres = async (address: string): Promise<Opened> => {
  const driver = await loadFirst(['pg'])
  if (driver === null) return left('PostgreSQL needs the package pg: npm install pg')
  const { Pool } = (driver['default'] ?? driver) as {
    readonly Pool: new (options: { readonly connectionString: string }) => PostgresPool & { readonly end: () => Promise<void> }
  }
  const pool = new Pool({ connectionString: address })
  try {
    const storage = await postgresStorage(pool)
    return right({ storage, close: () => storage.close().finally(() => pool.end()) })
  } catch (error) {
    await pool.end()
    throw error
  }
}

/**
 * Opens the store of that name, or says why it can't be opened. With `existing`, a store that does not exist is not created.
 */
export const openStorage = async (name: string, existing = false): Promise<Opened> => {
  try {
    if (name === 'memory')
      return existing
        ? left('a store in memory ends with its process, so there is nothing in it')
        : right({ storage: memoryStorage(), close: () => Promise.resolve() })
    if (/^postgres(ql)?:\/\//.test(name)) return await openPostgres(name)
    const file = /^sqlite:(.+)$/.exec(name)?.[1]
    if (file === undefined) return left(`${name}: a store is ${STORAGE_FORMS}`)
    return existing && !existsSync(file) ? left(`${file}: no such file`) : await openSqlite(file)
  } catch (error) {
    const { _tag, message } = storageFailure(error)
    // The address may contain a password.
    return left(`${name.replace(/\/\/.*@/, '//…@')}: ${_tag === 'Failed' ? '' : `${_tag}: `}${message}`)
  }
}
