/** Warnings about a whole snapshot, at most 20 of a kind: malformed rows, shared executors, unknown axons, unknown sizes of memory, scores from the future. */
import type { Ord } from 'fp-ts/lib/Ord.js'
import type { EmissionConfig } from '../config/emission-config.js'
import { isServing } from '../../network/serving.js'
import { codeUnitOrder } from '../../units/order/code-unit-order.js'
import { instantOrder } from '../../units/time/instant.js'
import { told } from '../../units/capped/capped.js'
import type { RejectedRow, ScoreState } from '../snapshot/snapshot.js'
import type { Examination } from './examination.js'
import type { Warning } from './warning.js'

type Moment = typeof instantOrder extends Ord<infer A> ? A : never

/** A warning for each malformed row. */
export const rejectedResults = (rejected: readonly RejectedRow[]): readonly Warning[] => {
  const warnings = told<Warning>()
  for (const row of rejected) warnings.tell('RejectedResult', () => ({ _tag: 'RejectedResult', row }))
  return warnings.all()
}

/** A warning for each executor id that several hotkeys report. */
export const sharedExecutors = (examinations: readonly Examination[]): readonly Warning[] => {
  const owner = new Map<string, string>()
  const shared = new Map<string, string[]>()
  for (const { neuron, miner } of examinations)
    for (const {
      executor: { id },
    } of miner.executors) {
      const first = owner.get(id)
      const others = shared.get(id)
      if (first === undefined) owner.set(id, neuron.hotkey)
      else if (others === undefined) shared.set(id, [first, neuron.hotkey])
      else others.push(neuron.hotkey)
    }
  const warnings = told<Warning>()
  for (const [executor, hotkeys] of [...shared].sort(([a], [b]) => codeUnitOrder.compare(a, b)))
    warnings.tell('SharedExecutor', () => ({ _tag: 'SharedExecutor', executor, hotkeys }))
  return warnings.all()
}

/** A warning if no neuron has an axon, or if miners need an axon and no neuron serves one. In both cases a key may be missing by mistake. */
export const axonWarnings = (
  { require_axon }: Pick<EmissionConfig, 'require_axon'>,
  examinations: readonly Examination[],
  needsAxon: boolean,
): readonly Warning[] => {
  if (examinations.every(({ evidence }) => evidence === null)) return []
  if (!needsAxon) return require_axon === 'known' ? [{ _tag: 'AxonsUnknown' }] : []
  return examinations.some(({ neuron }) => isServing(neuron)) ? [] : [{ _tag: 'NobodyServes', require_axon }]
}

/** A warning for each counted executor whose memory fits none of the sizes of its board. */
export const unknownMemory = (examinations: readonly Examination[]): readonly Warning[] => {
  const warnings = told<Warning>()
  for (const { neuron, counted } of examinations)
    for (const { id: executor, memory, result } of counted) {
      const { reported, nominal, sizes } = memory
      if (nominal === null && sizes.length > 0)
        warnings.tell('UnknownMemory', () => ({
          _tag: 'UnknownMemory',
          hotkey: neuron.hotkey,
          executor,
          gpu_model: result.gpu_model,
          reported,
          sizes,
        }))
    }
  return warnings.all()
}

/** A warning if previous scores are later than the snapshot by more than the clock skew. */
export const statesFromTheFuture = (previous: readonly ScoreState[], latest: Moment): readonly Warning[] => {
  const count = previous.filter(({ updated_at }) => instantOrder.compare(updated_at, latest) > 0).length
  return count === 0 ? [] : [{ _tag: 'PreviousFromFuture', count }]
}
