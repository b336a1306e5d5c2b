/** A vector of weights as the chain takes it. */

/** Parallel columns, sorted by uid, uids unique, without the weights that are 0. */
export interface U16Weights {
  readonly uids: Uint16Array
  readonly weights: Uint16Array
}
