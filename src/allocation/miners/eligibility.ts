/** Who may claim, and with what: the rules that leave out a neuron or one of its executors. */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Executor } from '../../gpu/inventory.js'
import { isValid } from '../../gpu/validation-result.js'
import type { EmissionConfig } from '../config/emission-config.js'
import type { Evidence } from './evidence.js'
import type { ExecutorReason, NeuronReason } from './exclusion.js'
import type { Neuron } from '../../network/subnet.js'

const NOWHERE: readonly string[] = ['', '0', '0.0.0.0', '::']

const isServing = ({ axon }: Neuron): boolean => axon !== undefined && axon.port !== 0 && !NOWHERE.includes(axon.ip)

/** The first reason why a neuron with results gets nothing at all, or null when it may claim. */
export const judgeNeuron = (neuron: Neuron, burnTarget: Neuron | null, { inWindow, newestStale }: Evidence): NeuronReason | null => {
  if (neuron === burnTarget) return { reason: 'BurnTarget' }
  if (!isServing(neuron)) return { reason: 'NoAxon' }
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
  ({ id: executor, category: named, result }: Executor): ExecutorVerdict => {
    if (isLeft(named)) {
      const error = named.left
      const reason = error._tag === 'FractionalGpu' ? 'FractionalGpu' : 'UnknownGpu'
      return left({ category: null, why: { reason, executor, error } })
    }
    const category = named.right
    const rule = config.gpu_allocations.get(category)
    if (rule === undefined) return left({ category, why: { reason: 'NotRewarded', executor } })
    const { min_gpu_count, min_gpu_vram = 0 } = rule
    if (result.gpu_count < min_gpu_count)
      return left({ category, why: { reason: 'BelowMinGpuCount', executor, value: result.gpu_count, minimum: min_gpu_count } })
    if (result.gpu_memory_gb < min_gpu_vram)
      return left({ category, why: { reason: 'BelowMinVram', executor, value: result.gpu_memory_gb, minimum: min_gpu_vram } })
    return right(category)
  }
