/** What a look at all neurons shows that someone should look at: executors in two places, axons that are not known, odd figures. */
import type { Ord } from 'fp-ts/lib/Ord.js'
import type { EmissionConfig } from '../config/emission-config.js'
import { isServing } from '../../network/serving.js'
import { codeUnitOrder } from '../../units/order/code-unit-order.js'
import { instantOrder } from '../../units/time/instant.js'
import type { ScoreState } from '../snapshot/snapshot.js'
import type { Examination } from './examination.js'
import type { Warning } from './warning.js'

type Moment = typeof instantOrder extends Ord<infer A> ? A : never

/** Executor ids that several hotkeys report. */
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

/** Nothing is known of axons, or an axon is asked for and nobody serves: both may be a key that was forgotten. */
export const axonWarnings = (
  { require_axon }: Pick<EmissionConfig, 'require_axon'>,
  examinations: readonly Examination[],
  needsAxon: boolean,
): readonly Warning[] => {
  if (examinations.every(({ evidence }) => evidence === null)) return []
  if (!needsAxon) return require_axon === 'known' ? [{ _tag: 'AxonsUnknown' }] : []
  return examinations.some(({ neuron }) => isServing(neuron)) ? [] : [{ _tag: 'NobodyServes', require_axon }]
}

/** Counted executors whose memory is none of the sizes that their board has. */
export const unknownMemory = (examinations: readonly Examination[]): readonly Warning[] =>
  examinations.flatMap(({ neuron, counted }) =>
    counted.flatMap(({ id: executor, memory: { reported, nominal, sizes }, result }): readonly Warning[] =>
      nominal !== null || sizes.length === 0
        ? []
        : [{ _tag: 'UnknownMemory', hotkey: neuron.hotkey, executor, gpu_model: result.gpu_model, reported, sizes }],
    ),
  )

/** Previous scores that are later than the snapshot by more than the clock skew that is allowed. */
export const statesFromTheFuture = (previous: readonly ScoreState[], latest: Moment): readonly Warning[] => {
  const count = previous.filter(({ updated_at }) => instantOrder.compare(updated_at, latest) > 0).length
  return count === 0 ? [] : [{ _tag: 'PreviousFromFuture', count }]
}
