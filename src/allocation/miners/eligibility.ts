/** Who may claim, and with what: the rules that leave out a neuron or one of its executors. */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { CountedExecutor } from './counted-executor.js'
import { isServing } from '../../network/serving.js'
import { isValid } from '../../gpu/validation-result.js'
import type { EmissionConfig } from '../config/emission-config.js'
import type { Evidence } from './evidence.js'
import type { ExecutorReason, NeuronReason } from './exclusion.js'
import type { Neuron } from '../../network/subnet.js'

/** What the whole snapshot says of who may claim. */
export interface Rules {
  readonly burnTarget: Neuron | null
  /** Whether a miner needs an axon that serves. */
  readonly needsAxon: boolean
}

/** `"known"` asks for an axon where the snapshot has the axon of any neuron: without one nothing is known of axons. */
export const needsAxon = ({ require_axon }: Pick<EmissionConfig, 'require_axon'>, neurons: readonly Neuron[]): boolean =>
  require_axon === 'always' || (require_axon === 'known' && neurons.some(({ axon }) => axon !== undefined))

/** The first reason why a neuron with results gets nothing at all, or null when it may claim. */
export const judgeNeuron = (neuron: Neuron, rules: Rules, { inWindow, newestStale }: Evidence): NeuronReason | null => {
  if (neuron === rules.burnTarget) return { reason: 'BurnTarget' }
  if (rules.needsAxon && !isServing(neuron)) return { reason: 'NoAxon' }
  if (inWindow.length === 0) return { reason: 'StaleResults', newest: newestStale }
  return inWindow.some(isValid) ? null : { reason: 'NoValidResult' }
}

/** Why an executor claims nothing; `category` is null where its GPUs have no name. */
export interface RefusedExecutor {
  readonly category: string | null
  readonly why: ExecutorReason
}

/** An executor's place: the category it claims in, or why in none. */
export type ExecutorVerdict = Either<RefusedExecutor, string>

/** The first reason why an executor claims nothing, or the category it claims in. */
export const judgeExecutor =
  (config: Pick<EmissionConfig, 'gpu_allocations'>) =>
  ({ id: executor, category: named, gpus, memory, taken }: CountedExecutor): ExecutorVerdict => {
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
    const { min_gpu_count, min_gpu_vram = 0 } = rule
    if (gpus < min_gpu_count) return left({ category, why: { reason: 'BelowMinGpuCount', executor, value: gpus, minimum: min_gpu_count } })
    const { reported: value, nominal } = memory
    if ((nominal ?? value) < min_gpu_vram)
      return left({ category, why: { reason: 'BelowMinVram', executor, value, nominal, minimum: min_gpu_vram } })
    return right(category)
  }
