/** Why an epoch can't be computed: as data and as messages. */
import type { Fault } from '../../units/codec/fault.js'
import { showFault, showValue } from '../../units/codec/fault.js'
import { oneLine } from '../../units/text/one-line.js'

/** What is wrong with an epoch's input. */
export type YumaError =
  | Fault
  /** A column whose length is not the number of neurons. */
  | { readonly _tag: 'WrongLength'; readonly path: string; readonly length: number; readonly expected: number }
  /** Two rows for one neuron, while storage has only one; `first` is the path of the earlier one. */
  | { readonly _tag: 'RepeatedRow'; readonly path: string; readonly uid: number; readonly first: string }
  /** The subnet has no such neuron. */
  | { readonly _tag: 'UnknownNeuron'; readonly path: string; readonly value: string | number }

/**
 * A yuma error as a message on one line, with its path.
 *
 * @example
 * ```ts
 * import { showYumaError } from 'steelyard/chain'
 * showYumaError({ _tag: 'WrongLength', path: 'last_update', length: 3, expected: 4 }) // => 'last_update: 3 entries for 4 neurons'
 * ```
 */
export const showYumaError = (error: YumaError): string => {
  switch (error._tag) {
    case 'WrongLength':
      return `${oneLine(error.path)}: ${error.length} entries for ${error.expected} neurons`
    case 'RepeatedRow':
      return `${oneLine(error.path)}: uid ${error.uid} has a row at ${oneLine(error.first)} already`
    case 'UnknownNeuron':
      return `${oneLine(error.path)}: ${showValue(error.value)} is not on the subnet`
    default:
      return showFault(error)
  }
}
