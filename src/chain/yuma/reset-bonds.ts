/**
 * What a reset of bonds removes: a registered hotkey that sets a commitment with a field `ResetBondsFlag` loses the bonds that others
 * have on it. Law: the neuron's own row stays, and so do all entries about others.
 *
 * Source: subtensor; with the switch on and off it was seen on a runtime of spec 293.
 */
import type { SparseRows } from './sparse-rows.js'
import { sparseRows, storedRows } from './sparse-rows.js'

/** Who resets, and whether the subnet allows it. */
export interface BondsReset {
  readonly uid: number
  /** `BondsResetOn`, false by default: then the commitment succeeds and no bond changes. */
  readonly bonds_reset_on: boolean
}

/**
 * The bonds after a reset. A reset concerns all mechanisms of the subnet at once, so apply it to the bonds of each. Rows that become empty
 * keep their key.
 *
 * @example
 * ```ts
 * import { resetBonds, sparseRows } from 'steelyard/chain'
 * const bonds = sparseRows(3)([[0, [[1, 65535], [2, 2259]]], [2, [[1, 7]]]])
 * resetBonds({ uid: 2, bonds_reset_on: true })(bonds) // => sparseRows(3)([[0, [[1, 65535]]], [2, [[1, 7]]]])
 * resetBonds({ uid: 2, bonds_reset_on: false })(bonds) // => bonds
 * ```
 */
export const resetBonds =
  ({ uid, bonds_reset_on }: BondsReset) =>
  (bonds: SparseRows): SparseRows =>
    bonds_reset_on
      ? sparseRows(bonds.kept.length)(storedRows(bonds).map(([i, entries]) => [i, entries.filter(([column]) => column !== uid)]))
      : bonds
