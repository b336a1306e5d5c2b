/**
 * A pool whose connections may break without harm.
 *
 * `pg` tells of a broken connection by an `error` event, on the pool while it is idle and on the client while it is in use, and an
 * `error` event that nobody listens to ends the process. Nothing needs doing: the pool drops the connection, and what was asked of it
 * rejects.
 */
import type { PostgresPool } from 'kysely'

const heard = new WeakSet<object>()

type On = (event: string, listener: (client: object) => void) => unknown

const canTell = (emitter: unknown): emitter is { readonly on: On } =>
  typeof emitter === 'object' && emitter !== null && 'on' in emitter && typeof emitter.on === 'function'

const listen = (emitter: unknown): void => {
  if (!canTell(emitter) || heard.has(emitter)) return
  heard.add(emitter)
  emitter.on('error', () => undefined)
}

/** From its first moment: the end of a connection may stand in the same packet as its beginning, before any promise goes on. */
const listenToNew = (pool: object): void => {
  if (!heard.has(pool) && canTell(pool)) pool.on('connect', listen)
}

/** The same connections, listened to. To end it does nothing, since the pool is the caller's. */
export const listeningPool = (pool: Pick<PostgresPool, 'connect'>): PostgresPool => {
  listenToNew(pool)
  listen(pool)
  return {
    connect: async () => {
      const client = await pool.connect()
      listen(client)
      return client
    },
    end: () => Promise.resolve(),
  }
}
