/**
 * Which rules of the epoch hold on which runtime. A runtime's spec is the number that it reports as `spec_version`.
 *
 * The rules of 293 were compared with recorded epochs. Later ones were read from subtensor's source: up to 425 line by line, and at 459 from
 * the repository in which its development goes on. They were never compared with a runtime. A spec that is not known is refused by
 * name, and so is a case whose rule changed at a spec that is not known: see `UnknownRuntime` and `UnsettledRule`.
 */
import { NEWEST_KNOWN_SPEC, OLDEST_KNOWN_SPEC, RULE_SPANS } from '../preflight/spec.js'

/** The specs in which a rule holds, and what it says. */
export interface YumaRuleSpan {
  /** The first spec in which the rule holds. */
  readonly since: number
  /** The last spec in which it holds; without this key it holds until today. */
  readonly until?: number
  /** From this spec to the one before `since`, it is not known whether the rule holds. */
  readonly unsettled_from?: number
  /** What the rule says. */
  readonly says: string
}

/** Each difference between the epochs of runtimes, and the specs in which it holds. */
export const YUMA_RULE_SPANS = {
  scoresAreStored: { since: OLDEST_KNOWN_SPEC, until: 364, says: 'Rank, trust and pruning score are stored.' },
  commitsAreMasked: {
    since: 297,
    says: 'With commit-reveal on, a weight does not count if the earliest commit of its validator that has not expired is older than the registration.',
  },
  everyRowIsWritten: { since: 320, says: 'The bonds of every uid are written in each epoch; without a new permit the row is empty.' },
  hasMechanisms: {
    since: 320,
    says: 'A subnet has one or more mechanisms. Each has weights, commits, last updates, bonds and incentives of its own.',
  },
  exponentIsHeld: { since: 365, says: 'The exponent of the sigmoid is held in -20..20, so that it can not overflow.' },
  ownerIsExempt: {
    since: RULE_SPANS.ownerIsExempt.since,
    says: "The stake of the owner's hotkey counts below the threshold, and its old and its new permit are set. The largest stakes get as many permits as before.",
  },
  epochsAreCounted: {
    since: RULE_SPANS.epochsAreCounted.since,
    says: 'An epoch is due a tempo after the last one. Before, it was due by the height of the block, a tempo and a block apart.',
  },
  recentSinceLastStep: {
    since: 423,
    says: 'Bonds are dropped on neurons that registered after the last successful epoch. Before, on those that registered within one tempo.',
  },
  cutoffIsAFactor: { since: 423, says: 'The activity cutoff is a factor of the tempo: see activityCutoff.' },
  inconsistentIsSkipped: { since: 423, says: 'The epoch is skipped when two uids have the same hotkey.' },
  liquidConsensusHasModes: {
    since: 446,
    says: "Liquid alphas may use the consensus that the last epoch stored, by the subnet's LiquidAlphaConsensusMode.",
  },
  consensusIsByMechanism: { since: 452, unsettled_from: 446, says: 'The consensus of the last epoch is kept for each mechanism.' },
  splitMustFit: {
    since: NEWEST_KNOWN_SPEC,
    unsettled_from: 426,
    says: 'A split of the emission that does not have one entry for each mechanism counts as unset. Before, missing entries were 0.',
  },
} as const satisfies Readonly<Record<string, YumaRuleSpan>>

/** The name of a rule of the epoch. */
export type YumaRuleName = keyof typeof YUMA_RULE_SPANS

/** Whether each rule holds. */
export type Ruling = { readonly [K in YumaRuleName]: boolean }

const holds = (spec: number, { since, until = NEWEST_KNOWN_SPEC }: YumaRuleSpan): boolean => spec >= since && spec <= until

/** The rules of a runtime that is known. */
export const rulingOf = (spec: number): Ruling =>
  Object.fromEntries(Object.entries(YUMA_RULE_SPANS).map(([name, span]) => [name, holds(spec, span)])) as Ruling

/** Whether it is not known if a rule holds on a runtime. */
export const isUnsettled = (spec: number, name: YumaRuleName): boolean => {
  const { since, unsettled_from = since }: YumaRuleSpan = YUMA_RULE_SPANS[name]
  return spec >= unsettled_from && spec < since
}
