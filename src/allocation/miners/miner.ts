/** The steps of one neuron from its results to its claims. */
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { toNullable } from 'fp-ts/lib/Option.js'
import { gpuDistribution } from '../../gpu/inventory.js'
import { primaryCategory } from '../../gpu/primary-category.js'
import type { ValidationResult } from '../../gpu/validation-result.js'
import type { Decimal } from '../../units/exact/decimal.js'
import type { EmissionConfig } from '../config/emission-config.js'
import type { ScoreState } from '../snapshot/snapshot.js'
import type { CountedExecutor } from './counted-executor.js'
import type { ExecutorVerdict, RefusedExecutor } from './eligibility.js'
import { judgeExecutor } from './eligibility.js'
import type { Observation } from './score-state.js'
import type { Verification } from './verification.js'
import { verifications } from './verification.js'

/**
 * What the results in the window show of a neuron. `primary` is the category with the most GPUs, or null without GPUs. `verification` is the
 * score of this round before smoothing; if scores are kept by category, it is the score of the primary category.
 */
export interface Miner {
  readonly primary: string | null
  readonly verification: Verification
  readonly executors: readonly { readonly executor: CountedExecutor; readonly verdict: ExecutorVerdict }[]
  readonly observation: Observation
}

/** `smoothed` times `gpus` is the claim, one product of doubles. */
export interface Claim {
  readonly category: string
  readonly gpus: number
  readonly smoothed: number
  readonly claim: number
}

/** Observes a miner: its results in the window, and its counted executors. */
export const observeMiner = (
  config: EmissionConfig,
): ((inWindow: readonly ValidationResult[], executors: readonly CountedExecutor[]) => Miner) => {
  const judge = judgeExecutor(config)
  const weights = new Map<string, Decimal>([...config.gpu_allocations].map(([category, { weight }]) => [category, weight]))
  return (inWindow, executors) => {
    const verificationIn = verifications(config, inWindow, executors)
    const distribution = gpuDistribution(executors)
    const primary = toNullable(primaryCategory(weights)(distribution))
    const samples = [...distribution.keys()]
      .filter((category) => config.gpu_allocations.has(category))
      .map((category) => ({ category, score: verificationIn(category).score }))
    return {
      primary,
      verification: verificationIn(primary),
      executors: executors.map((executor) => ({ executor, verdict: judge(executor) })),
      observation:
        inWindow.length === 0 ? { _tag: 'NoResult' } : executors.length === 0 ? { _tag: 'NoneValid' } : { _tag: 'Verified', samples },
    }
  }
}

/** The claims of a miner by category: smoothed score times GPUs. */
export const claimsOf = ({ executors }: Miner, states: readonly ScoreState[]): readonly Claim[] => {
  const claiming = executors.flatMap(({ executor, verdict }) => (isRight(verdict) ? [executor] : []))
  return [...gpuDistribution(claiming)].flatMap(([category, gpus]) =>
    states
      .filter((state) => state.category === category)
      .map(({ score: smoothed }) => ({ category, gpus, smoothed, claim: smoothed * gpus })),
  )
}

/** The executors that claim nothing, with their reasons. */
export const refusedExecutors = ({ executors }: Miner): readonly RefusedExecutor[] =>
  executors.flatMap(({ verdict }) => (isLeft(verdict) ? [verdict.left] : []))
