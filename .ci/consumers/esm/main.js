import assert from 'node:assert/strict'
import { isRight } from 'fp-ts/lib/Either.js'
import * as core from 'steelyard'
import { allocate, mergeWithDefaults, quantize, readSnapshot } from 'steelyard/allocation'
import { largestRemainder } from 'steelyard/apportion'
import { maxUpscale } from 'steelyard/chain'
import { timelockDecrypt, timelockEncrypt } from 'steelyard/chain/timelock'
import { normalizeGpuModel } from 'steelyard/gpu'
import { verificationRatio } from 'steelyard/scoring'
import { memoryStorage, simulatedProver, simulatedSubnet, simulatedSubtensor } from 'steelyard/adapters/memory'
import { migratePostgres } from 'steelyard/adapters/postgres'
import { prometheusMetrics } from 'steelyard/adapters/prometheus'
import { run, systemClock } from 'steelyard/adapters/run'
import { migrateSqlite } from 'steelyard/adapters/sqlite'
import { backup } from 'steelyard/adapters/storage'
import { readEmissionToml } from 'steelyard/adapters/toml'
import { gpuPools } from 'steelyard/policies'
import { DEFAULT_SETTINGS } from 'steelyard/validator'

assert.deepEqual([...largestRemainder(10)([1, 1, 1]).right], [4, 3, 3])
assert.equal(normalizeGpuModel('NVIDIA H100 80GB HBM3'), 'H100')
assert.deepEqual([...maxUpscale(Uint16Array.of(1, 2))], [32768, 65535])
assert.equal(verificationRatio(1, 2), 0.5)
const signature = 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39'
const commit = timelockEncrypt({ round: 1000, entropy: new Uint8Array(76) })(Uint8Array.of(7)).right
assert.deepEqual([...timelockDecrypt(signature)(commit).right], [7])
assert.equal(core.allocate, allocate)
assert.ok(isRight(readEmissionToml('[emission]')))
const config = mergeWithDefaults({ burn_uid: 0 })
const key = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
const snapshot = readSnapshot({
  netuid: 1,
  block: 1,
  at: '2026-11-20T06:00:00Z',
  neurons: [{ uid: 0, hotkey: key, coldkey: key, registered_at_block: 0 }],
  results: [],
})
assert.deepEqual([...quantize('max')(allocate(config.right)(snapshot.right).right).weights], [65535])
assert.deepEqual(
  [migratePostgres, prometheusMetrics, migrateSqlite].map((f) => typeof f),
  ['function', 'function', 'function'],
)

// A validator sets weights on a simulated subnet, with nothing installed but the package and its peers.
const genesis = simulatedSubnet({ netuid: 39, miners: 4, seed: 1 })
const subtensor = simulatedSubtensor(genesis)
const hotkey = genesis.neurons[1].hotkey
const clock = systemClock()
const storage = memoryStorage()
const stop = new AbortController()
const started = run(
  gpuPools(),
  { chain: subtensor.chainFor(hotkey), prover: simulatedProver({ miners: 4, seed: 1, clock }), storage, clock },
  {
    settings: { ...DEFAULT_SETTINGS, netuid: 39, hotkey },
    config: { burn_percentage: 5, burn_uid: 0 },
    signal: stop.signal,
    poll_seconds: 0.01,
  },
)
assert.ok(isRight(started))
const blocks = setInterval(() => subtensor.advance(), 10)
const deadline = setTimeout(() => assert.fail('no weights were set'), 20_000)
while ((await storage.read({ table: 'weight_submissions', where: { status: 'confirmed' } })).length === 0)
  await new Promise((resolve) => setTimeout(resolve, 10))
stop.abort()
await started.right.done
clearInterval(blocks)
clearTimeout(deadline)
assert.equal((await backup(storage)).tables.weight_submissions.length, 1)
console.log('esm consumer ok')
