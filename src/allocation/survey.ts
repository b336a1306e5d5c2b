/** The whole snapshot looked at once: who claims what, who is left out and why, and the scores to carry over. */
import { isLeft } from 'fp-ts/lib/Either.js'
import { rememberCategories } from '../gpu/inventory.js'
import { codeUnitOrder } from '../units/code-unit-order.js'
import { eligibleNeuron } from './eligibility.js'
import type { EmissionConfig } from './emission-config.js'
import type { Evidence } from './evidence.js'
import { gatherEvidence } from './evidence.js'
import type { Exclusion, Reason } from './exclusion.js'
import { exclusionOrder } from './exclusion.js'
import type { Claim, Miner } from './miner.js'
import { claimsOf, observeMiner, refusedExecutors } from './miner.js'
import { nextStates, smoothing } from './score-state.js'
import type { Neuron, ScoreState, Snapshot } from './snapshot.js'
import type { Warning } from './warning.js'

/** A claim and whose it is. */
export interface MinerClaim extends Claim {
  readonly neuron: Neuron
}

/** `claims` by uid, `excluded` in its own order, `next` by hotkey and category. */
export interface Survey {
  readonly claims: readonly MinerClaim[]
  readonly excluded: readonly Exclusion[]
  readonly next: readonly ScoreState[]
  readonly warnings: readonly Warning[]
}

const groupByHotkey = (states: readonly ScoreState[]): ReadonlyMap<string, readonly ScoreState[]> => {
  const groups = new Map<string, ScoreState[]>()
  for (const state of states) {
    const group = groups.get(state.hotkey)
    if (group === undefined) groups.set(state.hotkey, [state])
    else group.push(state)
  }
  return groups
}

const sharedExecutors = (miners: readonly Miner[]): readonly Warning[] => {
  const owners = new Map<string, string[]>()
  for (const { neuron, executors } of miners)
    for (const { executor } of executors) owners.set(executor.id, [...(owners.get(executor.id) ?? []), neuron.hotkey])
  return [...owners]
    .filter(([, hotkeys]) => hotkeys.length > 1)
    .sort(([a], [b]) => codeUnitOrder.compare(a, b))
    .map(([executor, hotkeys]) => ({ _tag: 'SharedExecutor', executor, hotkeys }))
}

export const survey =
  (config: EmissionConfig, burnTarget: Neuron | null) =>
  ({ at, neurons, results, rejected, previous }: Snapshot): Survey => {
    const byHotkey = new Map<string, Neuron>(neurons.map((neuron) => [neuron.hotkey, neuron]))
    const before = groupByHotkey(previous)
    const observe = observeMiner(config, rememberCategories(config.categories))
    const advance = nextStates(smoothing(config, at), at, config.on_gpu_change)

    const exclude = (hotkey: string | null, category: string | null, why: Reason): Exclusion => ({
      uid: (hotkey === null ? undefined : byHotkey.get(hotkey)?.uid) ?? null,
      hotkey,
      category,
      ...why,
    })
    const rows: readonly Exclusion[] = rejected.map(({ index, hotkey, faults }) =>
      exclude(hotkey, null, { reason: 'InvalidResult', row: index, faults }),
    )

    const evidence = gatherEvidence(config.cutoff_hours, at, results)
    const seen = new Map<string, Evidence>(evidence.map((e) => [e.hotkey, e]))
    const miners = neurons.map((neuron) => {
      const miner = observe(neuron, seen.get(neuron.hotkey) ?? { inWindow: [] })
      return { ...miner, states: advance(neuron.hotkey, before.get(neuron.hotkey) ?? [], miner.observation) }
    })
    const minerOf = new Map(miners.map((miner) => [miner.neuron.hotkey as string, miner]))

    const judged = evidence.map((e): { readonly claims: readonly MinerClaim[]; readonly excluded: readonly Exclusion[] } => {
      const future = e.future.map(({ executor_id: executor, validation_timestamp }) =>
        exclude(e.hotkey, null, { reason: 'FutureResult', executor, at: validation_timestamp }),
      )
      const eligible = eligibleNeuron(byHotkey.get(e.hotkey), burnTarget, e)
      if (isLeft(eligible)) return { claims: [], excluded: [...future, exclude(e.hotkey, null, eligible.left)] }
      const miner = minerOf.get(e.hotkey)!
      const claims = claimsOf(miner, miner.states)
      const minimum = config.min_score_threshold
      return {
        claims: claims.filter(({ smoothed }) => smoothed >= minimum).map((claim) => ({ ...claim, neuron: eligible.right })),
        excluded: [
          ...future,
          ...refusedExecutors(miner).map(({ left: { category, why } }) => exclude(e.hotkey, category, why)),
          ...claims
            .filter(({ smoothed }) => smoothed < minimum)
            .map(({ category, smoothed: score }) => exclude(e.hotkey, category, { reason: 'BelowMinScore', score, minimum })),
        ],
      }
    })

    return {
      claims: judged.flatMap(({ claims }) => claims).sort((a, b) => a.neuron.uid - b.neuron.uid),
      excluded: [...rows, ...judged.flatMap(({ excluded }) => excluded)].sort(exclusionOrder.compare),
      next: miners.flatMap(({ states }) => states).sort((a, b) => codeUnitOrder.compare(a.hotkey, b.hotkey)),
      warnings: [
        ...rejected.map((row) => ({ _tag: 'RejectedResult', row }) as const),
        ...sharedExecutors([...miners].sort((a, b) => a.neuron.uid - b.neuron.uid)),
      ],
    }
  }
