import { EventEmitter } from 'node:events'
import type { PostgresPoolClient } from 'kysely'
import { expect, test } from 'vitest'
import { listeningPool } from '../../../src/adapters/sql/listening-pool.js'

test('a connection that breaks in the moment in which it is made is listened to', async () => {
  const client = new EventEmitter()
  const pool = Object.assign(new EventEmitter(), {
    connect: () => {
      pool.emit('connect', client)
      // Before whoever asked for the client can know of it.
      client.emit('error', new Error('terminated'))
      return Promise.resolve(client as unknown as PostgresPoolClient)
    },
  })
  expect(await listeningPool(pool).connect()).toBe(client)
  expect([client.listenerCount('error'), listeningPool(pool) !== undefined, pool.listenerCount('connect')]).toEqual([1, true, 1])
})
