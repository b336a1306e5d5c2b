import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PostgresServer } from '../adapters/postgres-server.js'
import { startPostgres } from '../adapters/postgres-server.js'
import { cutRounds } from './cut-rounds.js'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
}, 120_000)
afterAll(() => server.remove(), 60_000)

test('cut off 20 times, a validator on PostgreSQL loses nothing that was acknowledged and sends nothing twice', async () => {
  const pool = await server.freshPool()
  const { faults, broken, failed, published } = await cutRounds({ pool, beside: server.beside(pool), cuts: 20, published: 6, seed: 1 })
  expect(faults).toEqual([])
  expect(broken).toBeGreaterThanOrEqual(10)
  expect(failed).toBeGreaterThan(0)
  expect(published).toBeGreaterThan(5)
}, 240_000)
