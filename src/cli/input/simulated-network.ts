/**
 * The chain and the prover of `--chain simulated`: a subnet in this process. Its blocks continue after the last block in
 * the store.
 */
import { simulatedEvents } from '../../adapters/simulated-subtensor/simulated-events.js'
import type { SimulatedProverOptions } from '../../adapters/simulated-subtensor/simulated-prover.js'
import { simulatedProver } from '../../adapters/simulated-subtensor/simulated-prover.js'
import { simulatedScores } from '../../adapters/simulated-subtensor/simulated-scores.js'
import { simulatedSubnet } from '../../adapters/simulated-subtensor/simulated-subnet.js'
import { maxUpscale } from '../../chain/stored/max-upscale.js'
import type { SimulatedGenesis } from '../../adapters/simulated-subtensor/subtensor-state.js'
import { simulatedSubtensor } from '../../adapters/simulated-subtensor/simulated-subtensor.js'
import { startProducing } from '../../adapters/simulated-subtensor/start-producing.js'
import type { Clock, Prover } from '../../validator/ports.js'
import type { Storage } from '../../storage/port.js'
import { signerColumns } from '../../storage/signer.js'
import { secondsFrom } from '../../validator/pace.js'
import type { PolicyTable } from './policy-file.js'
import type { RunNetwork } from './run-network.js'

export interface SimulatedNetworkOptions {
  readonly netuid: number
  readonly miners: number
  readonly seed: number
  readonly clock: Clock
  /** Seconds from block to block. */
  readonly blockSeconds: number
  /** The table of the policy that needs evidence. */
  readonly table: PolicyTable
}

const VALIDATOR = 1

const PROVERS: { readonly [T in PolicyTable]: (options: SimulatedProverOptions) => Prover } = {
  emission: simulatedProver,
  event_shares: simulatedEvents,
  pathways: simulatedScores,
}

/** The simulated chain is lost when its process ends. So a new one begins after the last block that the store knows, at the block that the time asks for. */
export const simulatedNetwork = async (
  storage: Storage,
  { netuid, miners, seed, clock, blockSeconds, table }: SimulatedNetworkOptions,
): Promise<RunNetwork> => {
  const genesis = simulatedSubnet({ netuid, miners, seed })
  const { hotkey } = genesis.neurons[VALIDATOR]!
  const known = signerColumns({ netuid, hotkey })
  const [newest] = await storage.read({
    table: 'weight_submissions',
    where: known,
    range: { column: 'decided_block' },
    descending: true,
    limit: 1,
  })
  const [confirmed] = await storage.read({
    table: 'weight_submissions',
    where: { ...known, status: 'confirmed' },
    range: { column: 'decided_block' },
    descending: true,
    limit: 1,
  })
  // Blocks came while nobody looked, as on a chain that goes on.
  const passed = newest === undefined ? 0 : Math.max(0, Math.floor(secondsFrom(newest.decided_at, clock.now()) / blockSeconds))
  const block = Math.max(genesis.block, (newest?.valid_until ?? 0) + 1, newest?.block ?? 0, (newest?.decided_block ?? 0) + passed)
  const neurons = genesis.neurons.map((neuron) => (neuron.hotkey === hotkey ? { ...neuron, last_update: confirmed?.block ?? 0 } : neuron))
  const weights: SimulatedGenesis['weights'] =
    confirmed === undefined
      ? []
      : [[genesis.neurons[VALIDATOR]!.uid, { uids: confirmed.uids, weights: Array.from(maxUpscale(Uint16Array.from(confirmed.weights))) }]]
  const subtensor = simulatedSubtensor({ ...genesis, block, neurons, weights })
  return {
    chain: subtensor.chainFor(hotkey),
    prover: PROVERS[table]({ miners, seed, clock }),
    block: subtensor.block(),
    follow: (tick, signal) => {
      const advance = (blocks?: number): void => {
        subtensor.advance(blocks)
        tick(subtensor.block())
      }
      return startProducing({ advance }, { seconds: blockSeconds, clock, signal })
    },
    close: () => undefined,
  }
}
