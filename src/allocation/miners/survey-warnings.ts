/** Warnings about a whole snapshot: shared executors, unknown axons, unknown sizes of memory, scores from the future. */
import type { Ord } from 'fp-ts/lib/Ord.js'
import type { EmissionConfig } from '../config/emission-config.js'
import { isServing } from '../../network/serving.js'
import { codeUnitOrder } from '../../units/order/code-unit-order.js'
import { instantOrder } from '../../units/time/instant.js'
import type { ScoreState } from '../snapshot/snapshot.js'
import type { Examination } from './examination.js'
import type { Warning } from './warning.js'

type Moment = typeof instantOrder extends Ord<infer A> ? A : never

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
  return [...shared]
    .sort(([a], [b]) => codeUnitOrder.compare(a, b))
    .map(([executor, hotkeys]) => ({ _tag: 'SharedExecutor', executor, hotkeys }))
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
export const unknownMemory = (examinations: readonly Examination[]): readonly Warning[] =>
  examinations.flatMap(({ neuron, counted }) =>
    counted.flatMap(({ id: executor, memory: { reported, nominal, sizes }, result }): readonly Warning[] =>
      nominal !== null || sizes.length === 0
        ? []
        : [{ _tag: 'UnknownMemory', hotkey: neuron.hotkey, executor, gpu_model: result.gpu_model, reported, sizes }],
    ),
  )

/** A warning if previous scores are later than the snapshot by more than the clock skew. */
export const statesFromTheFuture = (previous: readonly ScoreState[], latest: Moment): readonly Warning[] => {
  const count = previous.filter(({ updated_at }) => instantOrder.compare(updated_at, latest) > 0).length
  return count === 0 ? [] : [{ _tag: 'PreviousFromFuture', count }]
}
