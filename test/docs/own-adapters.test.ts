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
import type { ChainUnderTest } from '../../src/testing/test-chain.js'
import { testChain } from '../../src/testing/test-chain.js'
import { testStorage } from '../../src/testing/test-storage.js'
import type { Chain, WeightsCall } from '../../src/validator/ports.js'
import type { Storage } from '../../src/storage/port.js'

const guide = readFileSync('docs/own-adapters.md', 'utf8')

test.each(['own-chain', 'own-storage'])('the guide prints %s as it runs here, in 70 lines at most', (name) => {
  const code = readFileSync(`docs/examples/${name}.ts`, 'utf8')
  expect(guide).toContain(`\`\`\`typescript\n// ${name}.ts\n${code}\`\`\``)
  expect(code.split('\n').length - 1).toBeLessThanOrEqual(70)
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
  type Part = Readonly<Record<string, unknown>>
  const columns: Readonly<Record<string, string>> = {
    Keys: 'hotkey',
    Owner: 'coldkey',
    BlockAtRegistration: 'registered_at_block',
    ValidatorPermit: 'validator_permit',
    TotalStake: 'stake',
    LastUpdate: 'last_update',
    Axons: 'axon',
  }
  const values: Readonly<Record<string, readonly [part: string, key: string]>> = {
    SubnetOwnerHotkey: ['owner', 'hotkey'],
    SubnetOwner: ['owner', 'coldkey'],
    Tempo: ['hyperparameters', 'tempo'],
    WeightsSetRateLimit: ['hyperparameters', 'weights_rate_limit'],
    MinAllowedWeights: ['hyperparameters', 'min_allowed_weights'],
    MaxWeightsLimit: ['hyperparameters', 'max_weight_limit'],
    WeightsVersionKey: ['hyperparameters', 'weights_version'],
    CommitRevealWeightsEnabled: ['hyperparameters', 'commit_reveal_weights_enabled'],
    StakeThreshold: ['hyperparameters', 'stake_threshold'],
    LastEpochBlock: ['schedule', 'last_epoch_block'],
    PendingEpochAt: ['schedule', 'pending_epoch_at'],
    SubnetEpochIndex: ['schedule', 'subnet_epoch_index'],
    BlocksSinceLastStep: ['schedule', 'blocks_since_last_step'],
    CommitRevealWeightsVersion: ['commit_reveal', 'version'],
    RevealPeriodEpochs: ['commit_reveal', 'reveal_period_epochs'],
    LastStoredRound: ['commit_reveal', 'last_stored_round'],
  }
  return {
    head: chain.block,
    query: async (item) => {
      const seen = (await chain.look()) as Readonly<Record<string, Part>> & { readonly neurons: readonly Part[] }
      if (item === 'SpecVersion') return seen['spec']
      if (item === 'Weights') return seen.neurons.map(({ hotkey }) => (hotkey === chain.signer ? seen['row'] : []))
      if (item === 'TimelockedWeightCommits') return seen.neurons.map(({ hotkey }) => (hotkey === chain.signer ? seen['commits'] : []))
      const column = columns[item]
      if (column !== undefined) return seen.neurons.map((neuron) => neuron[column])
      const [part, key] = values[item]!
      return seen[part]![key]
    },
    send: (name, args, era) => {
      const { dests, version_key, reveal_round, ...rest } = args as Part
      const call =
        name === 'set_weights'
          ? { ...rest, _tag: 'Set', uids: dests, version_key: String(version_key) }
          : { ...rest, reveal_round: String(reveal_round) }
      return chain.submit(call as WeightsCall, era)
    },
  }
}

/** The guide's chain on a subnet with or without commit-reveal. */
const guideChain = (commit_reveal_weights_enabled: boolean) => async (): Promise<ChainUnderTest> => {
  const genesis = simulatedSubnet({ miners: 4, seed: 5, netuid: 39 })
  const hyperparameters = { ...genesis.hyperparameters, commit_reveal_weights_enabled }
  const subtensor = simulatedSubtensor({ ...genesis, hyperparameters })
  const signer = genesis.neurons[1]!.hotkey
  let count = 0
  return {
    chain: ownChain(clientOf(subtensor.chainFor(signer)), 39, signer),
    advance: async (blocks) => {
      subtensor.advance(blocks)
    },
    signer,
    uids: [2, 3, 4, 5],
    commit: async () => ({
      _tag: 'Commit',
      netuid: 39,
      commit: `0x${(++count).toString(16).padStart(600, '0')}`,
      reveal_round: '99999999',
      commit_reveal_version: 4,
    }),
  }
}

testChain(guideChain(false), { describe, it })
testChain(guideChain(true), { describe, it }, { commits: true })

test('the chain of the guide shows all that the simulated one shows', async () => {
  const genesis = simulatedSubnet({ miners: 4, seed: 5, netuid: 39 })
  const subtensor = simulatedSubtensor(genesis)
  const served = subtensor.chainFor(genesis.neurons[1]!.hotkey)
  const shown = (await served.look()) as { readonly schedule: { readonly safety_net: number } }
  const { safety_net: _, ...schedule } = shown.schedule
  expect(await ownChain(clientOf(served), 39, served.signer).look()).toEqual({ ...shown, schedule })
  expect(shown).toHaveProperty('owner')
})
