/** The guide's own chain and storage: what is printed there is what runs here, and it keeps the contracts. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, test } from 'vitest'
import type { Client } from '../../docs/examples/own-chain.js'
import { ownChain } from '../../docs/examples/own-chain.js'
import { logStorage } from '../../docs/examples/own-storage.js'
import { simulatedSubnet } from '../../src/adapters/simulated-subtensor/simulated-subnet.js'
import { simulatedSubtensor } from '../../src/adapters/simulated-subtensor/simulated-subtensor.js'
import { testChain } from '../../src/testing/test-chain.js'
import { testStorage } from '../../src/testing/test-storage.js'
import type { Chain } from '../../src/validator/ports.js'
import type { Storage } from '../../src/storage/port.js'

const guide = readFileSync('docs/own-adapters.md', 'utf8')

test.each(['own-chain', 'own-storage'])('the guide prints %s as it runs here, in 60 lines at most', (name) => {
  const code = readFileSync(`docs/examples/${name}.ts`, 'utf8')
  expect(guide).toContain(`\`\`\`typescript\n// ${name}.ts\n${code}\`\`\``)
  expect(code.split('\n').length - 1).toBeLessThanOrEqual(60)
})

const folder = mkdtempSync(join(tmpdir(), 'own-storage-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})
let files = 0
const paths = new WeakMap<Storage, string>()
const opened = async (path: string): Promise<Storage> => {
  const storage = await logStorage(path)
  paths.set(storage, path)
  return storage
}
const reopen = async (storage: Storage): Promise<Storage> => {
  await storage.close()
  return opened(paths.get(storage)!)
}

testStorage(() => opened(join(folder, `${files++}.log`)), { describe, it }, { reopen, runs: 10 })

/** A client of the kind that the guide speaks of, over the simulated chain. */
const clientOf = (chain: Chain): Client => {
  type Neuron = Readonly<Record<string, unknown>>
  const columns: Readonly<Record<string, string>> = {
    Keys: 'hotkey',
    Owner: 'coldkey',
    BlockAtRegistration: 'registered_at_block',
    ValidatorPermit: 'validator_permit',
    TotalStake: 'stake',
    LastUpdate: 'last_update',
    Axons: 'axon',
  }
  const values: Readonly<Record<string, string>> = {
    Tempo: 'tempo',
    WeightsSetRateLimit: 'weights_rate_limit',
    MinAllowedWeights: 'min_allowed_weights',
    MaxWeightsLimit: 'max_weight_limit',
    WeightsVersionKey: 'weights_version',
    CommitRevealWeightsEnabled: 'commit_reveal_weights_enabled',
    StakeThreshold: 'stake_threshold',
  }
  return {
    head: chain.block,
    query: async (item) => {
      const seen = (await chain.look()) as {
        readonly neurons: readonly Neuron[]
        readonly owner: Neuron
        readonly hyperparameters: Neuron
        readonly row: unknown
      }
      if (item === 'SubnetOwnerHotkey') return seen.owner['hotkey']
      if (item === 'SubnetOwner') return seen.owner['coldkey']
      if (item === 'Weights') return seen.neurons.map(({ hotkey }) => (hotkey === chain.signer ? seen.row : []))
      const column = columns[item]
      if (column === undefined) return seen.hyperparameters[values[item]!]
      return seen.neurons.map((neuron) => neuron[column])
    },
    setWeights: async ({ dests, weights, version_key, era }) => {
      const answer = await chain.submit({ _tag: 'Set', netuid: 39, uids: dests, weights, version_key: version_key.toString() }, era)
      if (answer._tag === 'Included') return { ok: true, block: answer.block }
      if (answer._tag === 'NotSent') throw new Error(answer.error)
      return answer.block === null ? { ok: false, error: answer.error } : { ok: false, error: answer.error, block: answer.block }
    },
  }
}

testChain(
  async () => {
    const genesis = simulatedSubnet({ miners: 4, seed: 5, netuid: 39 })
    const subtensor = simulatedSubtensor(genesis)
    const signer = genesis.neurons[1]!.hotkey
    return {
      chain: ownChain(clientOf(subtensor.chainFor(signer)), 39, signer),
      advance: async (blocks) => {
        subtensor.advance(blocks)
      },
      signer,
      uids: [2, 3, 4, 5],
    }
  },
  { describe, it },
)

test('the chain of the guide has the axons and the owner: nobody is left out, and the burn target is judged', async () => {
  const genesis = simulatedSubnet({ miners: 4, seed: 5, netuid: 39 })
  const subtensor = simulatedSubtensor(genesis)
  const served = subtensor.chainFor(genesis.neurons[1]!.hotkey)
  const { commits: _, schedule: __, ...known } = (await served.look()) as { readonly commits: unknown; readonly schedule: unknown }
  expect(await ownChain(clientOf(served), 39, served.signer).look()).toEqual(known)
  expect(known).toHaveProperty('owner')
})
