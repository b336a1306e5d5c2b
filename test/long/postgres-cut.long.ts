import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PostgresServer } from '../adapters/postgres-server.js'
import { startPostgres } from '../adapters/postgres-server.js'
import { cutRounds } from '../crash/cut-rounds.js'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
}, 120_000)
afterAll(() => server.remove(), 60_000)

test('cut off 200 times, a validator on PostgreSQL loses nothing that was acknowledged and sends nothing twice', async () => {
  const pool = await server.freshPool()
  const { faults, broken, failed } = await cutRounds({ pool, beside: server.beside(pool), cuts: 200, seed: 3 })
  expect(faults).toEqual([])
  expect(broken).toBeGreaterThanOrEqual(100)
  expect(failed).toBeGreaterThan(20)
})
