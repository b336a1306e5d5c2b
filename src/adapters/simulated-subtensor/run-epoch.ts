/**
 * An epoch of the simulated subnet: Yuma consensus by the rules of the runtime, on what the chain holds. It gives incentives, permits and
 * bonds. Amounts are not simulated, since there is no emission; nor are child keys.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import { epochSeen } from '../../chain/schedule/epoch-seen.js'
import type { ChainRules } from '../../chain/preflight/chain-rules.js'
import { activityCutoff } from '../../chain/yuma/activity-cutoff.js'
import { earliestLiveCommit } from '../../chain/yuma/commit-mask.js'
import { epoch } from '../../chain/yuma/epoch.js'
import type { EpochInput } from '../../chain/yuma/epoch-input.js'
import { rulingOf } from '../../chain/yuma/rules.js'
import { sparseRows, storedRows } from '../../chain/yuma/sparse-rows.js'
import { showYumaError } from '../../chain/yuma/yuma-error.js'
import type { MetagraphNeuron } from '../../network/metagraph.js'
import type { U16 } from '../../units/integer/u16.js'
import type { Ledger } from './ledger.js'
import { clockOf } from './ledger.js'
import type { Runtime } from './runtime.js'

/**
 * For each uid the block of its hotkey's earliest live commit, Infinity without one. The epoch that is run counts. Up to spec 422 a commit expires by
 * the epoch that its block saw, which is not always the one that it belongs to.
 */
const commitBlocks = (ledger: Ledger, rules: ChainRules, n: number, height: number): Float64Array => {
  const { metagraph, commits, reveal_period_epochs } = ledger
  const seen = epochSeen(clockOf(ledger, rules, height))
  const epoch_index = seen(height)
  const earliest = earliestLiveCommit({ epoch_index, reveal_period_epochs })
  const blocks = new Float64Array(n).fill(Infinity)
  for (const { uid, hotkey } of metagraph.neurons) {
    const own = [...commits].flatMap(([of, queue]) =>
      queue
        .filter((queued) => queued.hotkey === hotkey)
        .map(({ block }) => [rules.holds('epochsAreCounted') ? of : seen(block), block] as const),
    )
    blocks[uid] = earliest(own) ?? Infinity
  }
  return blocks
}

/** The ledger is that in which the block's reveals are done and its epoch is counted. */
const inputOf = (ledger: Ledger, { rules, epoch: parameters }: Runtime, height: number): EpochInput => {
  const { metagraph, weights, bonds, last_step, schedule } = ledger
  const { neurons, netuid, owner, hyperparameters } = metagraph
  const n = neurons.reduce((most, { uid }) => Math.max(most, uid + 1), 0)
  const { activity_cutoff, activity_cutoff_factor_milli, ...rest } = parameters
  const column = (of: (neuron: MetagraphNeuron) => number): Float64Array => {
    const filled = new Float64Array(n)
    for (const neuron of neurons) filled[neuron.uid] = of(neuron)
    return filled
  }
  const stakes = new BigUint64Array(n)
  for (const { uid, stake } of neurons) stakes[uid] = stake
  return {
    ...rest,
    netuid,
    n,
    block: height,
    tempo: schedule.tempo,
    activity_cutoff: rulingOf(rules.spec).cutoffIsAFactor ? activityCutoff(activity_cutoff_factor_milli, schedule.tempo) : activity_cutoff,
    tao_weight: 0n,
    stake_threshold: hyperparameters.stake_threshold,
    owner_uid: neurons.find(({ hotkey }) => hotkey === owner?.hotkey)?.uid ?? null,
    rao_emission: 0n,
    last_update: column(({ last_update }) => last_update),
    block_at_registration: column(({ registered_at_block }) => registered_at_block),
    alpha_stake: stakes,
    tao_stake: new BigUint64Array(n),
    parents: new Map(),
    children: new Map(),
    validator_permit: Uint8Array.from(column(({ validator_permit }) => Number(validator_permit))),
    weights: sparseRows(n)([...weights].map(([uid, row]) => [uid, row.uids.map((to, i) => [to, row.weights[i]!] as const)])),
    bonds: sparseRows(n)(bonds),
    commit_blocks: hyperparameters.commit_reveal_weights_enabled ? commitBlocks(ledger, rules, n, height) : null,
    last_mechansim_step_block: last_step,
    liquid_alpha_consensus_mode: 'Auto',
    previous_consensus: ledger.consensus,
    null_consensus: false,
  }
}

/** Throws for parameters with which no epoch can be run, because that is a mistake in the setup of the simulation. */
export const runEpoch = (ledger: Ledger, runtime: Runtime, height: number): Ledger => {
  const run = epoch(runtime.rules.spec)(inputOf(ledger, runtime, height))
  if (isLeft(run)) throw new Error(`no epoch can be simulated of this: ${run.left.map(showYumaError).join('; ')}`)
  const { incentive, validator_permit, bonds, consensus } = run.right
  const neurons = ledger.metagraph.neurons.map((neuron) => ({
    ...neuron,
    incentive: incentive[neuron.uid]! as U16,
    validator_permit: validator_permit[neuron.uid] === 1,
  }))
  return { ...ledger, metagraph: { ...ledger.metagraph, neurons }, bonds: storedRows(bonds), consensus, last_step: height }
}
