export { dropReasons, supportIn, type Claimant, type DropReason, type Support, type Validation } from './admission.js'
export { assignModels, modelOf, type Assignment } from './assign-models.js'
export { showComputeNodesError, type ComputeNodesError, type ComputeNodesErrors } from './compute-nodes-error.js'
export * from './compute-nodes.js'
export type { ComputeNodesConfig } from './config.js'
export * from './coverage.js'
export type { EpochDecision } from './decide.js'
export type { EpochInputs, MemberAccount, Serving, ThroughputInput } from './epoch-inputs.js'
export { readEpochParams, type EpochParams } from './epoch-params.js'
export { epochReward, mintable, type RewardSettings } from './epoch-reward.js'
export * from './epoch-stages.js'
export { GENESIS, readEpochState, writeEpochState, type EpochNode, type EpochParticipant, type EpochState } from './epoch-state.js'
export * from './explain-participant.js'
export * from './form-epoch.js'
export { applyHardwareDiff, nodesForModel, type HardwareDiff, type HardwareNode } from './hardware.js'
export * from './keep-serving.js'
export * from './model-args.js'
export { exportModels, importModels, isValidModel, upsertModel, type ModelRegistry } from './model-registry.js'
export { readModel, type Model } from './model.js'
export * from './new-weights.js'
export * from './node-view.js'
export * from './power.js'
export * from './run-epoch.js'
export * from './serve-by-weight.js'
export * from './serve-half.js'
export * from './settle-rewards.js'
export * from './sha256-draws.js'
export {
  measureThroughput,
  partsKept,
  throughputVectors,
  validateThroughput,
  type Inference,
  type Throughput,
  type ThroughputVector,
  type ThroughputVerdict,
} from './throughput.js'
export * from './tiers.js'
export { DEFAULT_TIMESLOTS, POC_SLOT, PRE_POC_SLOT, SERVING_TIMESLOTS, type NodeSets, type Timeslots } from './timeslots.js'
export * from './weigh-batches.js'
