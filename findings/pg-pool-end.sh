#!/usr/bin/env bash
# pg 8.23.1 with pg-pool 3.14.0 (npm), on a PostgreSQL 18 of embedded-postgres 18.4.0-beta.17.
#
# The promise of `pool.end()` resolves before any connection of the pool is closed: `pool.ended` is true and `pool.totalCount` is 0, while the
# socket of every client is still open. The pool has only asked its clients to end.
# So a program that stops its server, or its process, right after `await pool.end()` may still meet the end of a connection as an error, and
# the error of a client that nobody listens to ends a Node process. In a test suite it shows as a failure in which every test has passed.
# steelyard: `postgresStorage` never ends the pool that it is given, and listens to the errors of each of its clients.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund pg@8.23.1 pg-pool@3.14.0 embedded-postgres@18.4.0-beta.17 >/dev/null
cat >look.mjs <<'JS'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'
const login = { user: 'postgres', password: 'of a test' }
const port = 20000 + (process.pid % 20000)
const server = new EmbeddedPostgres({
  ...login,
  port,
  databaseDir: './db',
  persistent: true,
  // The server refuses to run as root.
  createPostgresUser: process.getuid?.() === 0,
  postgresFlags: ['-c', 'unix_socket_directories=', '-c', 'listen_addresses=127.0.0.1'],
  onLog: () => undefined,
  onError: () => undefined,
})
await server.initialise()
await server.start()
const clients = []
const pool = new pg.Pool({ ...login, host: '127.0.0.1', port, database: 'postgres' }).on('connect', (client) => clients.push(client))
await Promise.all([1, 2, 3, 4].map(() => pool.query('select pg_sleep(0.2)')))
await pool.end()
const open = clients.filter(({ connection }) => !connection.stream.destroyed)
console.log(`ended ${pool.ended}, clients of the pool ${pool.totalCount}, sockets open ${open.length} of ${clients.length}`)
clients.forEach((client) => client.on('error', () => undefined))
await server.stop()
process.exit()
JS
chmod -R a+rwX .
seen=$(node look.mjs)
echo "$seen"
expected='ended true, clients of the pool 0, sockets open 4 of 4'
if [ "$seen" != "$expected" ]; then
  echo 'pg 8.23.1 behaves differently now' >&2
  exit 1
fi
