/**
 * Compute nodes by model, as a policy: one pool and a burn. Participants are paid for what they mined and kept serving in the newest
 * epoch, with a bonus for those who serve every model.
 *
 * Source: the Gonka system. `runEpoch` also computes coins, throughput and the rest of an epoch, for programs that mint coins.
 */
import { map } from 'fp-ts/lib/Either.js'
import type { Policy } from '../../policy/policy.js'
import type { ComputeNodesConfig } from './config.js'
import { readConfig, updateConfig, writeConfig } from './config.js'
import type { EpochDecision } from './decide.js'
import { decideWithOutcomes } from './decide.js'
import { readEvidence } from './read-report.js'

/** The policy, which can also explain its decisions. */
export interface ComputeNodesPolicy extends Policy<ComputeNodesConfig> {
  /** The decision, with the epochs that it ran: `explainParticipant` makes traces of them. */
  readonly decideWithOutcomes: ReturnType<typeof decideWithOutcomes>
}

/**
 * The policy. A participant is a hotkey; a row of evidence is what it submitted for an epoch. `allowForeignBurn` allows a burn target that
 * is not the subnet owner's; such a target is paid, and nothing burns.
 *
 * @example
 * ```ts
 * import { computeNodes } from 'steelyard/policies'
 * const { readConfig, readEvidence, pace } = computeNodes()
 * const stages = { epoch_length: 100, epoch_shift: 90, poc_stage_duration: 20, poc_exchange_duration: 1, poc_validation_delay: 2, poc_validation_duration: 10, set_new_validators_delay: 1 }
 * pace(readConfig({ stages, models: [] }).right) // => { interval_blocks: 360, version_key: 0n, window_hours: 72 }
 * readConfig({ stages: { ...stages, epoch_length: 20 }, models: [] }).left.map(({ path }) => path) // => ['stages', 'stages']
 * readEvidence({ participant: '5A', epoch: 3, at: '2026-11-20T06:00:00Z', nodes: [], batches: [] }).right.subject // => 'epoch 3'
 * ```
 */
export const computeNodes = ({ allowForeignBurn = false }: { readonly allowForeignBurn?: boolean } = {}): ComputeNodesPolicy => {
  const withOutcomes = decideWithOutcomes(allowForeignBurn)
  return {
    name: 'computeNodes',
    readConfig,
    updateConfig,
    writeConfig,
    pace: ({ weight_set_interval_blocks, weight_version_key, window_hours }) => ({
      interval_blocks: weight_set_interval_blocks,
      version_key: weight_version_key,
      window_hours,
    }),
    readEvidence,
    decide: (config) => (world) => map(({ decision }: EpochDecision) => decision)(withOutcomes(config)(world)),
    decideWithOutcomes: withOutcomes,
  }
}
