/** In a process of its own: how long the first call takes, and what a call allocates. Prints one line of JSON. */
import { kinds } from './claims.js'
import { peers } from './peers.js'

const [name, length] = process.argv.slice(2)
const { run } = peers[name]
const claims = kinds.lognormal(Number(length), 1)

const began = process.hrtime.bigint()
run(65535, claims)
const microseconds = Number(process.hrtime.bigint() - began) / 1e3

const used = () => {
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
for (let i = 0; i < 20; i++) run(65535, claims)
globalThis.gc()
const before = used()
const CALLS = 20
for (let i = 0; i < CALLS; i++) run(65535, claims)
console.log(JSON.stringify({ microseconds, bytes: Math.max(0, Math.round((used() - before) / CALLS)) }))
