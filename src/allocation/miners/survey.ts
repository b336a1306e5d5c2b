/** The whole snapshot looked at once: who claims what, who is left out and why, and the scores to carry over. */
import { codeUnitOrder } from '../../units/order/code-unit-order.js'
import type { EmissionConfig } from '../config/emission-config.js'
import type { Evidence } from './evidence.js'
import { gatherEvidence } from './evidence.js'
import type { Examination } from './examination.js'
import { examiner } from './examination.js'
import type { Exclusion, Reason } from './exclusion.js'
import { exclusionOrder } from './exclusion.js'
import type { Claim } from './miner.js'
import type { RejectedRow, ScoreState, Snapshot } from '../snapshot/snapshot.js'
import type { Neuron } from '../../network/subnet.js'
import type { Warning } from './warning.js'

/** A claim and whose it is. */
export interface MinerClaim extends Claim {
  readonly neuron: Neuron
}

/** `examinations` and `claims` by uid, `excluded` in its own order, `next` by hotkey and category. */
export interface Survey {
  readonly examinations: readonly Examination[]
  readonly claims: readonly MinerClaim[]
  readonly excluded: readonly Exclusion[]
  readonly next: readonly ScoreState[]
  readonly warnings: readonly Warning[]
}

/** Items by a key of theirs, each group in the order of the input. */
const groupBy = <A>(items: readonly A[], keyOf: (item: A) => string): ReadonlyMap<string, readonly A[]> => {
  const groups = new Map<string, A[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return groups
}

const sharedExecutors = (examinations: readonly Examination[]): readonly Warning[] => {
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

/** What no neuron's examination can tell: rows, and hotkeys that are no neuron. */
const strangersAndRows = (
  byHotkey: ReadonlyMap<string, Neuron>,
  evidence: readonly Evidence[],
  rejected: readonly RejectedRow[],
): readonly Exclusion[] => {
  const exclude = (hotkey: string | null, why: Reason): Exclusion => ({
    uid: (hotkey === null ? undefined : byHotkey.get(hotkey)?.uid) ?? null,
    hotkey,
    category: null,
    ...why,
  })
  return [
    ...rejected.map(({ index, hotkey, faults }) => exclude(hotkey, { reason: 'InvalidResult', row: index, faults })),
    ...evidence.flatMap(({ hotkey, future }) =>
      future.map(({ executor_id: executor, validation_timestamp: made }) => exclude(hotkey, { reason: 'FutureResult', executor, made })),
    ),
    ...evidence.filter(({ hotkey }) => !byHotkey.has(hotkey)).map(({ hotkey }) => exclude(hotkey, { reason: 'NotRegistered' })),
  ]
}

export const survey =
  (config: EmissionConfig, burnTarget: Neuron | null) =>
  ({ at, neurons, results, rejected, previous }: Snapshot): Survey => {
    const evidence = gatherEvidence(config.cutoff_hours, at, results)
    const seen = new Map(evidence.map((e) => [e.hotkey, e]))
    const before = groupBy(previous, ({ hotkey }) => hotkey)
    const examine = examiner(config, at, burnTarget)
    const examinations = [...neurons]
      .sort((a, b) => a.uid - b.uid)
      .map((neuron) => examine({ neuron, evidence: seen.get(neuron.hotkey) ?? null, previous: before.get(neuron.hotkey) ?? [] }))
    const byHotkey = new Map<string, Neuron>(neurons.map((neuron) => [neuron.hotkey, neuron]))
    return {
      examinations,
      claims: examinations.flatMap(({ neuron, claims }) => claims.map((claim) => ({ ...claim, neuron }))),
      excluded: [...strangersAndRows(byHotkey, evidence, rejected), ...examinations.flatMap(({ excluded }) => excluded)].sort(
        exclusionOrder.compare,
      ),
      next: examinations.flatMap(({ states }) => states).sort((a, b) => codeUnitOrder.compare(a.hotkey, b.hotkey)),
      warnings: [...rejected.map((row) => ({ _tag: 'RejectedResult', row }) as const), ...sharedExecutors(examinations)],
    }
  }
