/**
 * The warning that evidence is there and pays nobody. Most often something upstream is broken, and everything would burn.
 *
 * Law: a decision has the warning exactly if there are rows of results, no entry has a claim above 0 or is paid, and less than 100 % is
 * configured to burn. A policy does not see whether results are missing although the last decision had claims; the validator checks that.
 */
import type { More } from '../units/capped/capped.js'
import { cappedTexts, isMore, kindOf } from '../units/capped/capped.js'
import { codeUnitOrder } from '../units/order/code-unit-order.js'
import type { BurnSettings } from './burn/burn-target.js'
import type { Decision, Entry } from './decision.js'
import type { Problem } from './problem.js'
import { plain } from '../units/text/plain.js'

/** Why evidence does not count, and how often. */
export type ReasonCount = { readonly reason: string; readonly count: number }

/**
 * The warning, with the reasons in the given order. Its path is empty, because it is about the whole input.
 *
 * @example
 * ```ts
 * import { evidenceUnusable } from 'steelyard/policy'
 * evidenceUnusable([{ reason: 'NoAxon', count: 3 }]).message // => 'there are results, but no miner has a claim above 0 (NoAxon 3): everything that is not paid burns'
 * evidenceUnusable([]).message // => 'there are results, but no miner has a claim above 0: everything that is not paid burns'
 * ```
 */
export const evidenceUnusable = (reasons: readonly ReasonCount[]): Problem => {
  const counts = cappedTexts(reasons.map(({ reason, count }) => `${plain(reason)} ${count}`)).join(', ')
  return {
    _tag: 'EvidenceUnusable',
    path: '',
    message: `there are results, but no miner has a claim above 0${counts === '' ? '' : ` (${counts})`}: everything that is not paid burns`,
  }
}

/**
 * Whether a decision has this warning. Then it should not be published without a person having looked at it.
 *
 * @example
 * ```ts
 * import { evidenceUnusable, isEvidenceUnusable } from 'steelyard/policy'
 * isEvidenceUnusable({ warnings: [evidenceUnusable([])] }) // => true
 * isEvidenceUnusable({ warnings: [] }) // => false
 * ```
 */
export const isEvidenceUnusable = ({ warnings }: Pick<Decision, 'warnings'>): boolean =>
  warnings.some(({ _tag }) => _tag === 'EvidenceUnusable')

/**
 * The rule itself: there are rows of results, none of them leads to a claim above 0 or to a payment, and less than 100 % is configured to
 * burn.
 *
 * @example
 * ```ts
 * import { Decimal } from 'steelyard'
 * import { paysNobody } from 'steelyard/policy'
 * const some = { burn_percentage: new Decimal(5) }
 * paysNobody(some, { rows: 3, isUsable: false }) // => true
 * paysNobody(some, { rows: 0, isUsable: false }) // => false
 * paysNobody({ burn_percentage: new Decimal(100) }, { rows: 3, isUsable: false }) // => false
 * ```
 */
export const paysNobody = (
  { burn_percentage }: Pick<BurnSettings, 'burn_percentage'>,
  { rows, isUsable }: { readonly rows: number; readonly isUsable: boolean },
): boolean => rows > 0 && !isUsable && burn_percentage.lt(100)

/**
 * What is judged: the rows, what was decided from them, one reason for each row or miner that was left out, and the warnings about rows,
 * which are capped and are reasons too.
 */
export interface JudgedEvidence {
  readonly results: readonly unknown[]
  readonly entries: readonly Pick<Entry, 'miner_score' | 'allocated_weight'>[]
  readonly reasons: readonly string[]
  readonly warnings?: readonly ({ readonly _tag: string } | More)[]
}

const countsOf = ({ reasons, warnings = [] }: JudgedEvidence): readonly ReasonCount[] => {
  const counts = new Map<string, number>()
  const count = (reason: string, times: number): void => {
    counts.set(reason, (counts.get(reason) ?? 0) + times)
  }
  for (const reason of reasons) count(reason, 1)
  for (const warning of warnings) count(kindOf(warning), isMore(warning) ? warning.count : 1)
  return [...counts].map(([reason, times]) => ({ reason, count: times })).sort((a, b) => codeUnitOrder.compare(a.reason, b.reason))
}

/**
 * The warning, if it is due, or no warning. Equal reasons are counted, those that capped warnings only count too; the counts are in the order of the reasons' code units.
 *
 * @example
 * ```ts
 * import { Decimal } from 'steelyard'
 * import { judgeEvidence } from 'steelyard/policy'
 * const [some, all] = [{ burn_percentage: new Decimal(5) }, { burn_percentage: new Decimal(100) }]
 * const evidence = { results: [{}, {}, {}], entries: [], reasons: ['NoSample', 'FutureScore', 'NoSample'] }
 * judgeEvidence(some, evidence)[0].message // => 'there are results, but no miner has a claim above 0 (FutureScore 1, NoSample 2): everything that is not paid burns'
 * [judgeEvidence(all, evidence), judgeEvidence(some, { ...evidence, results: [] }), judgeEvidence(some, { ...evidence, entries: [{ miner_score: 0.1, allocated_weight: 0 }] })] // => [[], [], []]
 * ```
 */
export const judgeEvidence = (settings: Pick<BurnSettings, 'burn_percentage'>, evidence: JudgedEvidence): readonly Problem[] => {
  const { results, entries } = evidence
  const isUsable = entries.some(({ miner_score, allocated_weight }) => miner_score > 0 || allocated_weight > 0)
  return paysNobody(settings, { rows: results.length, isUsable }) ? [evidenceUnusable(countsOf(evidence))] : []
}
