/**
 * Which rules hold on which runtime. A runtime's spec is the number that it reports as `spec_version`.
 *
 * The rules of 293 were seen on a running chain. Later ones were read from subtensor's source, up to 425 (30 June 2026) line by line, and at 459
 * from the repository in which its development goes on. New specs come every few days, so a newer one is refused by name: see `UnknownRuntime`.
 */

/** The oldest runtime whose rules are known. */
export const OLDEST_KNOWN_SPEC = 293

/** The newest runtime whose rules are known; it is taken when a state names none. */
export const NEWEST_KNOWN_SPEC = 459

/** The specs in which a rule holds: from `since` on, to `until` where it has an end. Both are included. */
interface Span {
  readonly since: number
  readonly until?: number
}

const always: Span = { since: OLDEST_KNOWN_SPEC }

/** The specs in which each rule holds; the rules of setting and of committing, then what changes their answers, then the life of weights. */
export const RULE_SPANS = {
  CommitRevealEnabled: always,
  CanNotSetRootNetworkWeights: always,
  WeightVecNotEqualSize: always,
  /** the name of the rule before subnets had mechanisms; the change was between 293 and 320, and its spec was not seen */
  SubNetworkDoesNotExist: { since: OLDEST_KNOWN_SPEC, until: 319 },
  MechanismDoesNotExist: { since: 320 },
  UidsLengthExceedUidsInSubNet: always,
  HotKeyNotRegisteredInSubNet: always,
  NotEnoughStakeToSetWeights: always,
  IncorrectWeightVersionKey: always,
  SettingWeightsTooFast: always,
  NeuronNoValidatorPermit: always,
  DuplicateUids: always,
  UidVecContainInvalidOne: always,
  WeightVecLengthIsLow: always,
  /** since 330 the limit is a constant that limits nothing; the storage item may still hold an old number */
  MaxWeightExceeded: { since: OLDEST_KNOWN_SPEC, until: 329 },
  CommitRevealDisabled: always,
  /** until 300 a commit had no version */
  IncorrectCommitRevealVersion: { since: 301 },
  CommittingWeightsTooFast: always,
  TooManyUnrevealedCommits: always,
  /** until 300 a commit to an old round was accepted, and lost */
  InvalidRevealRound: { since: 301 },
  /** the owner's hotkey needs neither stake nor permit */
  ownerIsExempt: { since: 397 },
  /** the transaction pool checks the lists of a batch, and the stake on each of its subnets */
  poolChecksBatches: { since: 411 },
  /** the transaction pool checks the rate limit of `set_weights` too */
  poolChecksRateLimit: { since: 419 },
  /** the payload of a commit has the signer's hotkey */
  payloadHasHotkey: { since: 301 },
  /** a commit is tried in every block that sees the epoch of its reveal; before, in the epoch's block alone */
  revealIsTriedAgain: { since: 301 },
  /** when a slot changes hands, its row goes and the entries about it become 0 */
  takeoverClearsRows: { since: 320 },
  /** when a slot changes hands, its last update is the block of the registration */
  takeoverIsAnUpdate: { since: 397 },
  /** when a slot changes hands, its permit goes */
  takeoverClearsPermit: { since: 411 },
  /** epochs follow a schedule that is kept; before, the height alone */
  epochsAreCounted: { since: 423 },
} as const satisfies Readonly<Record<string, Span>>

/** The name of a rule, or of a change of answers. */
export type RuleName = keyof typeof RULE_SPANS

/**
 * Whether a rule holds on a runtime whose rules are known.
 *
 * @example
 * ```ts
 * import { holdsAt } from 'steelyard/chain'
 * holdsAt(329)('MaxWeightExceeded') // => true
 * holdsAt(330)('MaxWeightExceeded') // => false
 * ```
 */
export const holdsAt =
  (spec: number) =>
  (name: RuleName): boolean => {
    const { since, until }: Span = RULE_SPANS[name]
    return spec >= since && spec <= (until ?? NEWEST_KNOWN_SPEC)
  }

/**
 * Whether the rules of a runtime are known.
 *
 * @example
 * ```ts
 * import { isKnownSpec, NEWEST_KNOWN_SPEC } from 'steelyard/chain'
 * isKnownSpec(NEWEST_KNOWN_SPEC) // => true
 * isKnownSpec(NEWEST_KNOWN_SPEC + 1) // => false
 * ```
 */
export const isKnownSpec = (spec: number): boolean => Number.isInteger(spec) && spec >= OLDEST_KNOWN_SPEC && spec <= NEWEST_KNOWN_SPEC
