/**
 * Which runtime's epoch is meant. `spec293` was recorded and is exact; `newer` is what later sources say, read and never run.
 */

/** A runtime by what it does at an epoch. */
export type YumaRules = 'spec293' | 'newer'

/** Where runtimes differ. */
export interface Ruling {
  /** The owner needs no stake threshold, and has a permit whatever its rank. */
  readonly ownerIsPermitted: boolean
  /** With commit-reveal, weights committed before a neuron registered don't count for it. */
  readonly commitsAreMasked: boolean
  /** A registration is recent since the last epoch rather than within a tempo. */
  readonly recentSinceLastEpoch: boolean
  /** The exponent of the sigmoid is held in -20..20, so that it can't overflow. */
  readonly exponentIsHeld: boolean
  /** Rows of bonds of neurons that never had a permit are emptied too. */
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
