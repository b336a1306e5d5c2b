/**
 * Adapters that use only memory: a store that ends with its process, and a simulated chain that has the rules of
 * subtensor but no network.
 */
export { memoryStorage } from './memory-storage.js'
export type { FaultOrders } from './simulated-subtensor/faults.js'
export type { ForkOptions } from './simulated-subtensor/fork.js'
export { simulatedEvents } from './simulated-subtensor/simulated-events.js'
export type { SimulatedProverOptions } from './simulated-subtensor/simulated-prover.js'
export { simulatedProver } from './simulated-subtensor/simulated-prover.js'
export { simulatedScores } from './simulated-subtensor/simulated-scores.js'
export type { SimulatedSubnetOptions } from './simulated-subtensor/simulated-subnet.js'
export { minerHotkey, simulatedSubnet } from './simulated-subtensor/simulated-subnet.js'
export type { CommitOpener, RuntimeOptions, SimulatedEpoch } from './simulated-subtensor/runtime.js'
export type { SimulatedCommit, SimulatedSubmission, SimulatedSubtensor } from './simulated-subtensor/controls.js'
export { simulatedSubtensor } from './simulated-subtensor/simulated-subtensor.js'
export type { Production } from './simulated-subtensor/start-producing.js'
export { startProducing } from './simulated-subtensor/start-producing.js'
export type { SimulatedGenesis } from './simulated-subtensor/subtensor-state.js'
