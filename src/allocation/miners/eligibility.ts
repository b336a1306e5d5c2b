/** The rules that exclude a neuron or one of its executors. */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { CountedExecutor } from './counted-executor.js'
import { isServing } from '../../network/serving.js'
import { isValid } from '../../gpu/validation-result.js'
import type { EmissionConfig } from '../config/emission-config.js'
import type { Minimum, PoolRule } from '../config/pool-rule.js'
import type { Evidence } from './evidence.js'
import type { ExecutorReason, NeuronReason } from './exclusion.js'
import type { Neuron } from '../../network/subnet.js'

/** Rules that depend on the whole snapshot. */
export interface Rules {
  readonly burnTarget: Neuron | null
  /** Whether a miner needs an axon that serves. */
  readonly needsAxon: boolean
}

/** With `"known"` a miner needs an axon if any neuron of the snapshot has one. If no neuron has one, the snapshot does not know axons. */
export const needsAxon = ({ require_axon }: Pick<EmissionConfig, 'require_axon'>, neurons: readonly Neuron[]): boolean =>
  require_axon === 'always' || (require_axon === 'known' && neurons.some(({ axon }) => axon !== undefined))

/** The first reason why a neuron with results gets nothing, or null if it may claim. */
export const judgeNeuron = (neuron: Neuron, rules: Rules, { inWindow, newestStale }: Evidence): NeuronReason | null => {
  if (neuron === rules.burnTarget) return { reason: 'BurnTarget' }
  if (rules.needsAxon && !isServing(neuron)) return { reason: 'NoAxon' }
  if (inWindow.length === 0) return { reason: 'StaleResults', newest: newestStale }
  return inWindow.some(isValid) ? null : { reason: 'NoValidResult' }
}

/** Why an executor claims nothing. `category` is null if the name of its GPUs was refused. */
export interface RefusedExecutor {
  readonly category: string | null
  readonly why: ExecutorReason
}

/** The category in which an executor claims, or why it claims nothing. */
export type ExecutorVerdict = Either<RefusedExecutor, string>

/** Why an executor has less than a pool asks for, or null when it has enough. */
type Judge = (rule: PoolRule, executor: CountedExecutor) => ExecutorReason | null

/** One judge for each minimum of a pool, in the order in which they are asked. */
const SHORTFALLS: Readonly<Record<Minimum, Judge>> = {
  min_gpu_count: ({ min_gpu_count: minimum }, { id: executor, gpus: value }) =>
    value < minimum ? { reason: 'BelowMinGpuCount', executor, value, minimum } : null,
  min_gpu_vram: ({ min_gpu_vram: minimum = 0 }, { id: executor, memory: { reported: value, nominal } }) =>
    (nominal ?? value) < minimum ? { reason: 'BelowMinVram', executor, value, nominal, minimum } : null,
}
const JUDGES: readonly Judge[] = Object.values(SHORTFALLS)

/** The first reason why an executor claims nothing, or the category in which it claims. */
export const judgeExecutor =
  (config: Pick<EmissionConfig, 'gpu_allocations'>) =>
  (counted: CountedExecutor): ExecutorVerdict => {
    const { id: executor, category: named, gpus, taken } = counted
    if (isLeft(named)) {
      const error = named.left
      const reason = error._tag === 'FractionalGpu' ? 'FractionalGpu' : 'UnknownGpu'
      return left({ category: null, why: { reason, executor, error } })
    }
    const category = named.right
    if (taken !== null && gpus === 0)
      return left({ category, why: { reason: 'DuplicateGpu', executor, gpus: taken.count, holder: taken.holder } })
    const rule = config.gpu_allocations.get(category)
    if (rule === undefined) return left({ category, why: { reason: 'NotRewarded', executor } })
    for (const judge of JUDGES) {
      const why = judge(rule, counted)
      if (why !== null) return left({ category, why })
    }
    return right(category)
  }
