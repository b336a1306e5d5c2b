/** One neuron's way from its results to its claims, every step kept. */
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import type { Executor, NameCategory } from '../../gpu/inventory.js'
import { gpuDistribution, inventory } from '../../gpu/inventory.js'
import type { ValidationResult } from '../../gpu/validation-result.js'
import { isValid } from '../../gpu/validation-result.js'
import { hardwareVerification, verificationRatio } from '../../scoring/verification.js'
import type { ExecutorVerdict, RefusedExecutor } from './eligibility.js'
import { judgeExecutor } from './eligibility.js'
import type { EmissionConfig } from '../config/emission-config.js'
import type { Observation } from './score-state.js'
import type { ScoreState } from '../snapshot/snapshot.js'

/**
 * What the window shows of a neuron: of `results` so many are `valid`; `hardware` are the hardware scores of the valid ones
 * that have one; `score` is the verification of this round, before smoothing.
 */
export interface Miner {
  readonly results: number
  readonly valid: number
  readonly hardware: readonly number[]
  readonly score: number
  readonly executors: readonly { readonly executor: Executor; readonly verdict: ExecutorVerdict }[]
  readonly observation: Observation
}

/** `smoothed` times `gpus` is the claim, one product of doubles. */
export interface Claim {
  readonly category: string
  readonly gpus: number
  readonly smoothed: number
  readonly claim: number
}

/** Looks at the results of one miner in the window. */
export const observeMiner =
  (config: EmissionConfig, categoryOfName: NameCategory) =>
  (inWindow: readonly ValidationResult[]): Miner => {
    const valid = inWindow.filter(isValid)
    const hardware = valid.flatMap(({ hardware_score }) => (hardware_score === undefined ? [] : [hardware_score]))
    const score =
      config.verification === 'hardware'
        ? hardwareVerification(hardware, valid.length, inWindow.length)
        : verificationRatio(valid.length, inWindow.length)
    const executors = inventory(categoryOfName)(valid)
    const categories = [...gpuDistribution(executors).keys()].filter((category) => config.gpu_allocations.has(category))
    const judge = judgeExecutor(config)
    return {
      results: inWindow.length,
      valid: valid.length,
      hardware,
      score,
      executors: executors.map((executor) => ({ executor, verdict: judge(executor) })),
      observation:
        inWindow.length === 0 ? { _tag: 'NoResult' } : valid.length === 0 ? { _tag: 'NoneValid' } : { _tag: 'Verified', score, categories },
    }
  }

/** The claims of a miner's executors, by category, at its smoothed scores. */
export const claimsOf = ({ executors }: Miner, states: readonly ScoreState[]): readonly Claim[] => {
  const claiming = executors.flatMap(({ executor, verdict }) => (isRight(verdict) ? [executor] : []))
  return [...gpuDistribution(claiming)].flatMap(([category, gpus]) =>
    states
      .filter((state) => state.category === category)
      .map(({ score: smoothed }) => ({ category, gpus, smoothed, claim: smoothed * gpus })),
  )
}

/** The executors that claim nothing, with the reason. */
export const refusedExecutors = ({ executors }: Miner): readonly RefusedExecutor[] =>
  executors.flatMap(({ verdict }) => (isLeft(verdict) ? [verdict.left] : []))
