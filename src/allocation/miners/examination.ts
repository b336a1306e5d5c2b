/** Examines one neuron: from its results to its claims or to its exclusions. Every step is kept. */
import type { CountedExecutor } from './counted-executor.js'
import type { Instant } from '../../units/time/instant.js'
import type { Rules } from './eligibility.js'
import { judgeNeuron } from './eligibility.js'
import type { EmissionConfig } from '../config/emission-config.js'
import type { Evidence } from './evidence.js'
import type { Exclusion, Reason } from './exclusion.js'
import type { Claim, Miner } from './miner.js'
import { claimsOf, observeMiner, refusedExecutors } from './miner.js'
import { alphaSince, nextStates } from './score-state.js'
import type { ScoreState } from '../snapshot/snapshot.js'
import type { Neuron } from '../../network/subnet.js'

/** What is known of a neuron before it is judged. `evidence` is null if it has no results at all. */
export interface Candidate {
  readonly neuron: Neuron
  readonly evidence: Evidence | null
  /** Its counted executors, by id. */
  readonly counted: readonly CountedExecutor[]
  readonly previous: readonly ScoreState[]
}

/** `claims` has the claims that count. `excluded` has the exclusions of the neuron, its executors and its other claims. */
export interface Examination extends Candidate {
  readonly miner: Miner
  readonly states: readonly ScoreState[]
  readonly claims: readonly Claim[]
  readonly excluded: readonly Exclusion[]
}

/** Makes a function that examines a neuron. */
export const examiner = (config: EmissionConfig, at: Instant, rules: Rules): ((candidate: Candidate) => Examination) => {
  const observe = observeMiner(config)
  // Make a new examiner for every allocation, because it remembers instants.
  const advance = nextStates(alphaSince(config, at), at, config.on_gpu_change)
  const minimum = config.min_score_threshold

  return (candidate) => {
    const { neuron, evidence, counted, previous } = candidate
    const miner = observe(evidence?.inWindow ?? [], counted)
    const states = advance(neuron.hotkey, previous, miner.observation)
    const exclude = (category: string | null, why: Reason): Exclusion => ({ uid: neuron.uid, hotkey: neuron.hotkey, category, ...why })
    const nothing = { ...candidate, miner, states, claims: [] }
    if (evidence === null) return { ...nothing, excluded: [] }
    const reason = judgeNeuron(neuron, rules, evidence)
    if (reason !== null) return { ...nothing, excluded: [exclude(null, reason)] }
    const claims = claimsOf(miner, states)
    return {
      ...nothing,
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
