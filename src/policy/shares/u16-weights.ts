/** A vector of weights in the form that the chain accepts. */

/** Parallel columns, sorted by uid. Uids are unique, and weights of 0 are left out. */
export interface U16Weights {
  readonly uids: Uint16Array
  readonly weights: Uint16Array
}
