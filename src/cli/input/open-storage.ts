/**
 * Opens the store that a user names. A driver is loaded only when it is needed.
 *
 * Law: no failure of an open store, and no error of opening it, has a password of its name in its message.
 */
import { existsSync } from 'node:fs'
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import { memoryStorage } from '../../adapters/memory-storage.js'
import type { PostgresPool } from '../../adapters/postgres.js'
import { postgresStorage } from '../../adapters/postgres.js'
import type { SqliteHandle } from '../../adapters/sqlite.js'
import { sqliteStorage } from '../../adapters/sqlite.js'
import type { Storage } from '../../storage/port.js'
import { failureWithout, hidingStorage } from './hiding-storage.js'
import type { OpenError } from './open-error.js'
import type { StoreName } from './store-name.js'
import { readStoreName } from './store-name.js'
import { secretsOf } from './store-secrets.js'

/** An open store, and a function that closes it and everything that was opened for it. */
export interface OpenStorage {
  readonly storage: Storage
  readonly close: () => Promise<void>
}

type Opened = Either<OpenError, OpenStorage>

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
  if (driver === null) return left({ _tag: 'NoDriver', driver: 'sqlite' })
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
  if (driver === null) return left({ _tag: 'NoDriver', driver: 'postgres' })
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

const open = (name: StoreName, existing: boolean): Promise<Opened> | Opened => {
  switch (name._tag) {
    case 'Memory':
      return existing ? left({ _tag: 'MemoryEnds' }) : right({ storage: memoryStorage(), close: () => Promise.resolve() })
    case 'Sqlite':
      return existing && !existsSync(name.file)
        ? left({ _tag: 'NoSuchFile', file: secretsOf(name).shown.slice('sqlite:'.length) })
        : openSqlite(name.file)
    case 'Postgres':
      return openPostgres(name.address)
  }
}

/**
 * Opens the store of that name, or says why it can't be opened. With `existing`, a store that does not exist is not created.
 */
export const openStorage = async (text: string, existing = false): Promise<Opened> => {
  const name = readStoreName(text)
  if (isLeft(name)) return name
  const secrets = secretsOf(name.right)
  try {
    const opened = await open(name.right, existing)
    if (isLeft(opened)) return opened
    const { storage, close } = opened.right
    // To close everything is a failure of the store, too.
    const hiding = hidingStorage(secrets, { ...storage, close })
    return right({ storage: hiding, close: hiding.close })
  } catch (error) {
    return left({ _tag: 'StoreFailed', store: secrets.shown, failure: failureWithout(secrets, error) })
  }
}
