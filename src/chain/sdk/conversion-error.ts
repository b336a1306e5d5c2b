/** Why weights can't be converted for the chain: the Python SDK would refuse them, or a commitment can't be encoded. */
import { quote } from '../../units/text/quote.js'

/** Why a vector can't be converted, or a commitment can't be hashed. */
export type ConversionError =
  /** The list of weights is empty, and the SDK can't take the maximum of an empty list. */
  | { readonly _tag: 'NoWeights' }
  /** No weight is above 0. Line 11 of the SDK refuses such a list. */
  | { readonly _tag: 'AllZero'; readonly weights: number }
  /** Fewer weights than the subnet's minimum are left after zeros are dropped. Line 11 of the SDK refuses such a list. */
  | { readonly _tag: 'TooFewWeights'; readonly entries: number; readonly minimum: number }
  /** Line 11 of the SDK would reveal other values than those of the commitment, `revealed` instead of `value`. */
  | { readonly _tag: 'ChangedByReveal'; readonly index: number; readonly value: number; readonly revealed: number }
  | { readonly _tag: 'NegativeWeight'; readonly index: number; readonly weight: number }
  | { readonly _tag: 'NegativeUid'; readonly index: number; readonly uid: number }
  /** Two columns that belong together have different lengths. */
  | { readonly _tag: 'LengthsDiffer'; readonly uids: number; readonly weights: number }
  /** NaN or an infinity. */
  | { readonly _tag: 'NotFinite'; readonly index: number; readonly weight: number }
  /** A positive weight at a position for which the network has no neuron. */
  | { readonly _tag: 'BeyondNeurons'; readonly index: number; readonly neurons: number }
  /**
   * An option, or a part of a commitment, that is not an integer from 0 to `most`; `index` is its place when it is in a
   * list.
   */
  | {
      readonly _tag: 'OutOfRange'
      readonly field: string
      readonly index: number | null
      readonly value: number | bigint
      readonly most: bigint
    }
  /** A hotkey that is not an ss58 address. */
  | { readonly _tag: 'NotAnAddress'; readonly hotkey: string }

/**
 * A conversion error as a message on one line.
 *
 * @example
 * ```ts
 * import { showConversionError } from 'steelyard/chain'
 * showConversionError({ _tag: 'NegativeWeight', index: 3, weight: -1 }) // => 'weights[3]: a weight is never negative on chain, found -1'
 * showConversionError({ _tag: 'LengthsDiffer', uids: 2, weights: 3 }) // => '2 uids with 3 weights: each weight needs its uid'
 * ```
 */
export const showConversionError = (error: ConversionError): string => {
  switch (error._tag) {
    case 'NoWeights':
      return 'there are no weights to convert'
    case 'AllZero':
      return `none of the ${error.weights} weights is above 0`
    case 'TooFewWeights':
      return `${error.entries} weights are left when zeros are dropped, and ${error.minimum} is the least`
    case 'ChangedByReveal':
      return `values[${error.index}]: a reveal by the 11 line of the SDK would send ${error.revealed} instead of ${error.value}`
    case 'NegativeWeight':
      return `weights[${error.index}]: a weight is never negative on chain, found ${error.weight}`
    case 'NegativeUid':
      return `uids[${error.index}]: a uid is never negative, found ${error.uid}`
    case 'LengthsDiffer':
      return `${error.uids} uids with ${error.weights} weights: each weight needs its uid`
    case 'NotFinite':
      return `weights[${error.index}]: expected a finite number, found ${error.weight}`
    case 'BeyondNeurons':
      return `weights[${error.index}]: a positive weight beyond the ${error.neurons} neurons of the network`
    case 'OutOfRange': {
      const { field, index, value, most } = error
      return `${field}${index === null ? '' : `[${index}]`}: expected an integer from 0 to ${most}, found ${value}`
    }
    case 'NotAnAddress':
      return `hotkey: expected an ss58 hotkey (5…), found ${quote(error.hotkey)}`
  }
}
