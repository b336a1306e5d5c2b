/** A small simulated subnet, its signer, and a vector that the chain accepts. */
import { simulatedSubnet } from '../../../src/adapters/simulated-subtensor/simulated-subnet.js'
import type { SimulatedSubtensor } from '../../../src/adapters/simulated-subtensor/controls.js'
import { simulatedSubtensor } from '../../../src/adapters/simulated-subtensor/simulated-subtensor.js'
import type { SimulatedGenesis } from '../../../src/adapters/simulated-subtensor/subtensor-state.js'
import type { Chain, SetWeights, SubmitAnswer } from '../../../src/validator/ports.js'

export interface World {
  readonly subtensor: SimulatedSubtensor
  readonly chain: Chain
  readonly signer: string
}

export const worldOf = (
  hyperparameters: Partial<SimulatedGenesis['hyperparameters']> = {},
  changes: Partial<SimulatedGenesis> = {},
): World => {
  const genesis = simulatedSubnet({ miners: 4, seed: 7, netuid: 39 })
  const subtensor = simulatedSubtensor({ ...genesis, ...changes, hyperparameters: { ...genesis.hyperparameters, ...hyperparameters } })
  const signer = genesis.neurons[1]!.hotkey
  return { subtensor, chain: subtensor.chainFor(signer), signer }
}

export const vector = (...weights: readonly number[]): SetWeights => ({
  _tag: 'Set',
  netuid: 39,
  uids: weights.map((_, i) => i + 2),
  weights,
  version_key: '0',
})

/** The answer of a call, or the name of the error with which it rejects. */
export const settled = async (pending: Promise<SubmitAnswer>): Promise<SubmitAnswer | string> =>
  pending.catch((error: unknown) => (error as Error).name)

interface DocumentOfNeuron {
  readonly uid: number
  readonly hotkey: string
  readonly last_update: number
  readonly registered_at_block: number
  readonly stake: number | string
}

export const neuronIn = async (chain: Chain, hotkey: string): Promise<DocumentOfNeuron | undefined> =>
  ((await chain.look()) as { readonly neurons: readonly DocumentOfNeuron[] }).neurons.find((neuron) => neuron.hotkey === hotkey)

export const lastUpdate = async ({ chain, signer }: World): Promise<number> => (await neuronIn(chain, signer))!.last_update
