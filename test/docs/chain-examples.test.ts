/**
 * docs/examples/chain-snapshot.json and docs/examples/network.json are a simulated subnet after two epochs, as a client of the chain would write
 * them down. `npx vitest run test/docs/chain-examples.test.ts -u` writes them anew.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { NEW_EPOCH } from '../../src/adapters/simulated-subtensor/runtime.js'
import { simulatedProver } from '../../src/adapters/simulated-subtensor/simulated-prover.js'
import { simulatedSubnet } from '../../src/adapters/simulated-subtensor/simulated-subnet.js'
import { simulatedSubtensor } from '../../src/adapters/simulated-subtensor/simulated-subtensor.js'
import type { Ledger } from '../../src/adapters/simulated-subtensor/ledger.js'
import { run } from '../cli/terminal.js'

const AT = '2026-11-27T06:00:00Z'
const MINERS = 6

/** Two validators: the one of the subnet, and a larger one that sits in the last slot and pays two miners more than the others. */
const subnet = async () => {
  const genesis = simulatedSubnet({ netuid: 39, miners: MINERS + 1, seed: 1 })
  const { stake } = genesis.neurons[1]!
  const last = genesis.neurons.length - 1
  const neurons = genesis.neurons.map((neuron) =>
    neuron.uid === last ? { ...neuron, stake: 2 * Number(stake), validator_permit: true } : neuron,
  )
  const subtensor = simulatedSubtensor({
    ...genesis,
    neurons,
    hyperparameters: { ...genesis.hyperparameters, weights_rate_limit: 0, min_allowed_weights: 3 },
  })
  const [small, large] = [subtensor.chainFor(neurons[1]!.hotkey), subtensor.chainFor(neurons[last]!.hotkey)]
  const uids = [2, 3, 4, 5, 6, 7]
  const call = { _tag: 'Set' as const, netuid: 39, version_key: '0' }
  void small.submit({ ...call, uids, weights: [1, 1, 1, 1, 1, 1] }, 1010)
  void large.submit({ ...call, uids, weights: [3, 3, 1, 1, 1, 1] }, 1010)
  subtensor.advance(700)
  const look = (await small.look()) as { readonly neurons: readonly { readonly hotkey: string }[] }
  return { look, ledger: subtensor.blocks().at(-1)!.ledger, block: subtensor.block(), hotkey: small.signer }
}

/** Since spec 423 the cutoff is a factor. */
const { activity_cutoff: _, ...parameters } = NEW_EPOCH

const networkOf = ({ metagraph, weights, bonds, schedule, consensus, last_step }: Ledger, block: number): object => {
  const { neurons, netuid, owner, hyperparameters } = metagraph
  return {
    spec: 459,
    netuid,
    n: neurons.length,
    hotkeys: neurons.map(({ hotkey }) => hotkey),
    block,
    tempo: schedule.tempo,
    schedule: { ...schedule, current_block: block },
    ...parameters,
    stake_threshold: String(hyperparameters.stake_threshold),
    tao_weight: '0',
    rao_emission: '147600000000',
    owner_uid: neurons.find(({ hotkey }) => hotkey === owner?.hotkey)!.uid,
    last_update: neurons.map(({ last_update }) => last_update),
    block_at_registration: neurons.map(({ registered_at_block }) => registered_at_block),
    alpha_stake: neurons.map(({ stake }) => String(stake)),
    tao_stake: neurons.map(() => '0'),
    validator_permit: neurons.map(({ validator_permit }) => validator_permit),
    last_mechansim_step_block: last_step,
    previous_consensus: [...consensus],
    weights: [...weights].map(([uid, row]) => [uid, row.uids.map((to, i) => [to, row.weights[i]!])]),
    bonds,
  }
}

const shown = (document: object): string => `${JSON.stringify(document, null, 2)}\n`

describe('the examples of a chain', () => {
  test('are what a simulated subnet shows', async () => {
    const { look, ledger, block } = await subnet()
    const results = await simulatedProver({ miners: MINERS, seed: 1, clock: { now: () => AT } }).results('2026-11-27T05:00:00Z')
    await expect(shown({ ...look, at: AT, results })).toMatchFileSnapshot('../../docs/examples/chain-snapshot.json')
    await expect(shown(networkOf(ledger, block))).toMatchFileSnapshot('../../docs/examples/network.json')
  })
  test('are what the commands of the pages take', async () => {
    const { hotkey } = await subnet()
    const names = ['simulated.toml', 'chain-snapshot.json', 'network.json'].map((name) => `docs/examples/${name}`)
    const held = Object.fromEntries(names.map((name) => [name, readFileSync(name, 'utf8')]))
    const files = ['--config', 'docs/examples/simulated.toml', '--snapshot', 'docs/examples/chain-snapshot.json']
    const preflight = await run(held, ['preflight', '--hotkey', hotkey, ...files])
    expect([preflight.err, preflight.code]).toEqual(['', 0])
    const forecast = await run(held, ['forecast', '--network', 'docs/examples/network.json', '--hotkey', hotkey, ...files])
    expect([forecast.err, forecast.code]).toEqual([
      'warning: the rules of spec 459 were read from its source, and never compared to a runtime\n',
      0,
    ])
    expect(forecast.out).toContain('Clipped would be')
    // The pages give the commands as they are run here.
    for (const page of ['docs/chain.md', 'docs/yuma.md']) expect(readFileSync(page, 'utf8')).toContain(`--hotkey ${hotkey}`)
  })
})
