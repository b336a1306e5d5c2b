/**
 * The rules of different runtimes. `spec293` was compared with recorded epochs and is exact. `newer` follows later sources,
 * which were read but never run.
 */

/** The name of a set of rules. */
export type YumaRules = 'spec293' | 'newer'

/** The differences between runtimes. */
export interface Ruling {
  /** The stake threshold does not apply to the owner, and the owner always has a permit. */
  readonly ownerIsPermitted: boolean
  /** With commit-reveal, weights committed before a neuron registered don't count for it. */
  readonly commitsAreMasked: boolean
  /** A registration is recent if it came after the last epoch, instead of within one tempo. */
  readonly recentSinceLastEpoch: boolean
  /** The exponent of the sigmoid is clamped to -20..20, so that it can't overflow. */
  readonly exponentIsHeld: boolean
  /** The rows of bonds of neurons that never had a permit are emptied too. */
  readonly everyRowIsWritten: boolean
  /** Rank, trust and pruning score are stored. */
  readonly scoresAreStored: boolean
}

const RULINGS: Readonly<Record<YumaRules, Ruling>> = {
  spec293: {
    ownerIsPermitted: false,
    commitsAreMasked: false,
    recentSinceLastEpoch: false,
    exponentIsHeld: false,
    everyRowIsWritten: false,
    scoresAreStored: true,
  },
  newer: {
    ownerIsPermitted: true,
    commitsAreMasked: true,
    recentSinceLastEpoch: true,
    exponentIsHeld: true,
    everyRowIsWritten: true,
    scoresAreStored: false,
  },
}

export const rulingOf = (rules: YumaRules): Ruling => RULINGS[rules]
