/** The initial state of a simulated subnet: its owner, one validator, and miners that are served. */
import { simulatedAccount } from './simulated-account.js'
import type { SimulatedNeuron } from './ledger.js'
import type { SimulatedGenesis } from './subtensor-state.js'

/** The number of miners, the seed (a u32) of their keys, and the validator's hotkey; the default is a key from the seed. */
export interface SimulatedSubnetOptions {
  readonly netuid: number
  readonly miners: number
  readonly seed: number
  readonly hotkey?: string
}

/** A thousand TAO, in rao. */
const THRESHOLD = 1_000_000_000_000
const BLOCK = 1000

/**
 * The hotkey of a miner of the simulated subnet, counted from 0. The address is valid, and its private key is not
 * known.
 *
 * @example
 * ```ts
 * import { minerHotkey, simulatedSubnet } from 'steelyard/adapters/memory'
 * simulatedSubnet({ miners: 3, seed: 1, netuid: 39 }).neurons[4].hotkey === minerHotkey(1, 2) // => true
 * ```
 */
export const minerHotkey = (seed: number, miner: number): string => simulatedAccount('miner', seed, miner)

const neuron = (uid: number, hotkey: string, coldkey: string): SimulatedNeuron => ({
  uid,
  hotkey,
  coldkey,
  registered_at_block: BLOCK - 500,
  validator_permit: false,
  stake: 0,
  last_update: 0,
})

/**
 * The genesis of a subnet: the owner at uid 0, the validator with a permit and enough stake at uid 1, miners from uid 2 on. The newest
 * block is 1000, and no weights were set yet.
 *
 * @example
 * ```ts
 * import { simulatedSubnet } from 'steelyard/adapters/memory'
 * const { neurons, owner } = simulatedSubnet({ miners: 3, seed: 1, netuid: 39 })
 * neurons.map(({ uid, validator_permit }) => [uid, validator_permit]) // => [[0, false], [1, true], [2, false], [3, false], [4, false]]
 * neurons[0].hotkey === owner.hotkey // => true
 * ```
 */
export const simulatedSubnet = ({ netuid, miners, seed, hotkey }: SimulatedSubnetOptions): SimulatedGenesis => {
  const account = (role: string): string => simulatedAccount(role, seed, 0)
  const owner = { hotkey: account('owner'), coldkey: account('owner of keys') }
  const validator = {
    ...neuron(1, hotkey ?? account('validator'), account('validator of keys')),
    validator_permit: true,
    stake: 10 * THRESHOLD,
  }
  const served = Array.from(
    { length: miners },
    (_, i): SimulatedNeuron => ({
      ...neuron(2 + i, minerHotkey(seed, i), simulatedAccount('miner of keys', seed, i)),
      axon: { ip: `198.18.${Math.floor(i / 250)}.${1 + (i % 250)}`, port: 8091 },
    }),
  )
  return {
    netuid,
    block: BLOCK,
    seed,
    owner,
    neurons: [neuron(0, owner.hotkey, owner.coldkey), validator, ...served],
    hyperparameters: {
      tempo: 360,
      weights_rate_limit: 100,
      min_allowed_weights: 1,
      max_weight_limit: 65_535,
      weights_version: 0,
      commit_reveal_weights_enabled: false,
      stake_threshold: THRESHOLD,
    },
  }
}
