/** Why units can't be handed out, as data. */
export type ApportionError =
  /** A total that is not an integer from 0 to 2^32 - 1 (for bigints: a total below 0). */
  | { readonly _tag: 'InvalidTotal'; readonly total: number | bigint }
  /** A claim that is NaN, infinite or below 0. */
  | { readonly _tag: 'InvalidClaim'; readonly index: number; readonly claim: number | bigint }
  /** There are no claims, or none is above 0. */
  | { readonly _tag: 'NoPositiveClaim' }

/**
 * An apportionment error as a message.
 *
 * @example
 * ```ts
 * import { showApportionError } from 'steelyard/apportion'
 * showApportionError({ _tag: 'InvalidClaim', index: 2, claim: -1 }) // => 'claim 2 is -1: a claim is a finite number of at least 0'
 * ```
 */
export const showApportionError = (error: ApportionError): string => {
  switch (error._tag) {
    case 'InvalidTotal':
      return `the total is ${error.total}: a total is an integer of at least 0, and at most 4294967295 unless it is a bigint`
    case 'InvalidClaim':
      return `claim ${error.index} is ${error.claim}: a claim is a finite number of at least 0`
    case 'NoPositiveClaim':
      return 'no claim is above 0, so there is nobody to give the units to'
  }
}
