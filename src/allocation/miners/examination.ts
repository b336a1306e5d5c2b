/** One neuron looked at: its way from its results to its claims, every step kept, and why it claims nothing where it does not. */
import { rememberCategories } from '../../gpu/inventory.js'
import type { Instant } from '../../units/time/instant.js'
import { judgeNeuron } from './eligibility.js'
import type { EmissionConfig } from '../config/emission-config.js'
import type { Evidence } from './evidence.js'
import type { Exclusion, Reason } from './exclusion.js'
import type { Claim, Miner } from './miner.js'
import { claimsOf, observeMiner, refusedExecutors } from './miner.js'
import { alphaSince, nextStates } from './score-state.js'
import type { ScoreState } from '../snapshot/snapshot.js'
import type { Neuron } from '../../network/subnet.js'

/** What is known of a neuron before it is looked at; `evidence` is null when there are no results of it at all. */
export interface Candidate {
  readonly neuron: Neuron
  readonly evidence: Evidence | null
  readonly previous: readonly ScoreState[]
}

/** `claims` are those that stand; `excluded` are the reasons of the neuron, its executors and its other claims. */
export interface Examination extends Candidate {
  readonly miner: Miner
  readonly states: readonly ScoreState[]
  readonly claims: readonly Claim[]
  readonly excluded: readonly Exclusion[]
}

/** Give every allocation an examiner of its own: it remembers the names and the instants that it has worked out. */
export const examiner = (config: EmissionConfig, at: Instant, burnTarget: Neuron | null): ((candidate: Candidate) => Examination) => {
  const observe = observeMiner(config, rememberCategories(config.categories))
  const advance = nextStates(alphaSince(config, at), at, config.on_gpu_change)
  const minimum = config.min_score_threshold

  return ({ neuron, evidence, previous }) => {
    const miner = observe(evidence?.inWindow ?? [])
    const states = advance(neuron.hotkey, previous, miner.observation)
    const exclude = (category: string | null, why: Reason): Exclusion => ({ uid: neuron.uid, hotkey: neuron.hotkey, category, ...why })
    const none = { neuron, evidence, previous, miner, states, claims: [] }
    if (evidence === null) return { ...none, excluded: [] }
    const reason = judgeNeuron(neuron, burnTarget, evidence)
    if (reason !== null) return { ...none, excluded: [exclude(null, reason)] }
    const claims = claimsOf(miner, states)
    return {
      neuron,
      evidence,
      previous,
      miner,
      states,
      claims: claims.filter(({ smoothed }) => smoothed >= minimum),
      excluded: [
        ...refusedExecutors(miner).map(({ category, why }) => exclude(category, why)),
        ...claims
          .filter(({ smoothed }) => smoothed < minimum)
          .map(({ category, smoothed: score }) => exclude(category, { reason: 'BelowMinScore', score, minimum })),
      ],
    }
  }
}
