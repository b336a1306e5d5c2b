/** Examines a whole snapshot: the claims, the exclusions with their reasons, and the next scores. */
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
import { inventory, rememberCategories } from '../../gpu/inventory.js'
import { isValid } from '../../gpu/validation-result.js'
import { secondsAfter } from '../../units/index.js'
import { type CountedExecutor, countExecutor, rememberMemory } from './counted-executor.js'
import { needsAxon } from './eligibility.js'
import { axonWarnings, rejectedResults, sharedExecutors, statesFromTheFuture, unknownMemory } from './survey-warnings.js'
import { takenCards } from './taken-cards.js'

/** A claim and its neuron. */
export interface MinerClaim extends Claim {
  readonly neuron: Neuron
}

/** `examinations` and `claims` are by uid, `excluded` is in `exclusionOrder`, `next` is by hotkey and category. */
export interface Survey {
  readonly examinations: readonly Examination[]
  readonly claims: readonly MinerClaim[]
  readonly excluded: readonly Exclusion[]
  readonly next: readonly ScoreState[]
  readonly warnings: readonly Warning[]
}

/** Items by a key. Each group is in the order of the input. */
const groupBy = <A>(items: readonly A[], keyOf: (item: A) => string): ReadonlyMap<string, readonly A[]> => {
  const groups = new Map<string, A[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return groups
}

/** Exclusions that do not come from the examination of a neuron: rows, and hotkeys that are not neurons. */
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

/** The counted executors of each neuron. Each has its newest valid result. A card that several executors name counts for the first. */
const countedBy = (
  config: EmissionConfig,
  neurons: readonly Neuron[],
  evidence: ReadonlyMap<string, Evidence>,
): ReadonlyMap<string, readonly CountedExecutor[]> => {
  const take = inventory(rememberCategories(config.categories))
  const rigs = neurons.map((neuron) => ({ neuron, executors: take((evidence.get(neuron.hotkey)?.inWindow ?? []).filter(isValid)) }))
  const count = countExecutor(rememberMemory(), takenCards(rigs))
  return new Map(rigs.map(({ neuron, executors }) => [neuron.hotkey, executors.map(count)]))
}

export const survey =
  (config: EmissionConfig, burnTarget: Neuron | null) =>
  ({ at, neurons, results, rejected, previous }: Snapshot): Survey => {
    const evidence = gatherEvidence(config, at, results)
    const seen = new Map(evidence.map((e) => [e.hotkey, e]))
    const counted = countedBy(config, neurons, seen)
    const before = groupBy(previous, ({ hotkey }) => hotkey)
    const rules = { burnTarget, needsAxon: needsAxon(config, neurons) }
    const examine = examiner(config, at, rules)
    const examinations = [...neurons]
      .sort((a, b) => a.uid - b.uid)
      .map((neuron) =>
        examine({
          neuron,
          evidence: seen.get(neuron.hotkey) ?? null,
          counted: counted.get(neuron.hotkey)!,
          previous: before.get(neuron.hotkey) ?? [],
        }),
      )
    const byHotkey = new Map<string, Neuron>(neurons.map((neuron) => [neuron.hotkey, neuron]))
    return {
      examinations,
      claims: examinations.flatMap(({ neuron, claims }) => claims.map((claim) => ({ ...claim, neuron }))),
      excluded: [...strangersAndRows(byHotkey, evidence, rejected), ...examinations.flatMap(({ excluded }) => excluded)].sort(
        exclusionOrder.compare,
      ),
      next: examinations.flatMap(({ states }) => states).sort((a, b) => codeUnitOrder.compare(a.hotkey, b.hotkey)),
      warnings: [
        ...rejectedResults(rejected),
        ...sharedExecutors(examinations),
        ...axonWarnings(config, examinations, rules.needsAxon),
        ...unknownMemory(examinations),
        ...statesFromTheFuture(previous, secondsAfter(config.clock_skew_seconds, at)),
      ],
    }
  }
