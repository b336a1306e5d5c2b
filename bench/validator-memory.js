/** In a process of its own: cycles one after the other on one store, and the memory after some of them. Prints one line of JSON. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sqlite from '@photostructure/sqlite'
import { memoryStorage, simulatedProver, simulatedSubnet } from '../dist/adapters/memory.js'
import { sqliteStorage } from '../dist/adapters/sqlite.js'
import { NETUID, blockClock, runFor } from './validator-world.js'

const [store, cycles] = [process.argv[2], Number(process.argv[3])]
const MINERS = 3

/** A chain that remembers the last weights alone: the simulated one keeps all that it was ever sent. */
const forgetful = ({ neurons, hyperparameters, ...network }, hotkey) => {
  let [block, last_update] = [network.block, 0]
  return {
    height: () => block,
    chain: {
      signer: hotkey,
      block: async () => ++block,
      look: async () => ({
        ...network,
        block,
        neurons: neurons.map((neuron) => (neuron.hotkey === hotkey ? { ...neuron, last_update } : neuron)),
        hyperparameters,
      }),
      submit: async () => {
        last_update = ++block
        return { _tag: 'Included', block }
      },
    },
  }
}

const subnet = simulatedSubnet({ netuid: NETUID, miners: MINERS, seed: 1 })
const genesis = { ...subnet, hyperparameters: { ...subnet.hyperparameters, weights_rate_limit: 1 } }
const hotkey = genesis.neurons[1].hotkey
const { chain, height } = forgetful(genesis, hotkey)
const clock = blockClock(height)
const folder = mkdtempSync(join(tmpdir(), 'steelyard-bench-'))
const handle = new sqlite.DatabaseSync(join(folder, 'validator.db'))
const storage = store === 'SQLite' ? await sqliteStorage(handle) : memoryStorage()

const samples = []
let published = 0
const sample = () => {
  globalThis.gc()
  const { heapUsed, rss } = process.memoryUsage()
  samples.push({ published, heap: heapUsed, rss })
}
const began = process.hrtime.bigint()
await runFor(cycles, {
  chain,
  prover: simulatedProver({ miners: MINERS, seed: 1, clock }),
  storage,
  clock,
  hotkey,
  // Small, so that after the first hours as much goes as comes.
  settings: {
    retention: { profiles_hours: 4, results_hours: 4, metrics_days: 0.25, clean_up_every_hours: 1 },
    thresholds: { stale_tempos: 3, total_variation: 0.5, miners_kept: 0.5, cycle_seconds: 3600, stalled_seconds: 86_400 },
  },
  told: ({ _tag }) => {
    if (_tag === 'Published' && ++published % (cycles / 10) === 0) sample()
  },
})
const milliseconds = Number(process.hrtime.bigint() - began) / 1e6 / cycles
const rows = (await storage.read({ table: 'weight_allocation_history' })).length
handle.close()
rmSync(folder, { recursive: true })
console.log(JSON.stringify({ samples, milliseconds, rows }))
