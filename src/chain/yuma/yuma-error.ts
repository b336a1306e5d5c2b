/** Why an epoch can't be computed: as data and as messages. */
import type { Fault } from '../../units/codec/fault.js'
import { showFault, showValue } from '../../units/codec/fault.js'
import { oneLine } from '../../units/text/one-line.js'
import type { ScheduleError } from '../schedule/schedule-error.js'
import { showScheduleError } from '../schedule/schedule-error.js'
import type { YumaRuleName } from './rules.js'

/** What is wrong with an epoch's input. */
export type YumaError =
  | Fault
  /** A column whose length is not the number of neurons. */
  | { readonly _tag: 'WrongLength'; readonly path: string; readonly length: number; readonly expected: number }
  /** Two rows for one neuron, while storage has only one; `first` is the path of the earlier one. */
  | { readonly _tag: 'RepeatedRow'; readonly path: string; readonly uid: number; readonly first: string }
  /** The subnet has no such neuron. */
  | { readonly _tag: 'UnknownNeuron'; readonly path: string; readonly value: string | number }
  /** A key that had a wrong name once; `now` is the name of the chain's storage item. */
  | { readonly _tag: 'RenamedKey'; readonly path: string; readonly now: string }
  /** Two keys that say the same in different units, so that only one may be there. */
  | { readonly _tag: 'OneOfTwo'; readonly path: string; readonly other: string }
  /** The runtime is newer or older than those whose rules are known. */
  | { readonly _tag: 'UnknownRuntime'; readonly path: string; readonly spec: number; readonly oldest: number; readonly newest: number }
  /** The rule that decides this input changed between two specs, and it is not known at which one. */
  | { readonly _tag: 'UnsettledRule'; readonly path: string; readonly rule: YumaRuleName; readonly spec: number }
  /** The subnet pays all miners the same and takes no weights, by rules that are not settled yet. */
  | { readonly _tag: 'NullConsensus'; readonly path: string }
  /** The mechanisms have budgets of their own, by rules that are not settled yet. */
  | { readonly _tag: 'MechanismBudgets'; readonly path: string }
  /** The schedule does not tell when an epoch is due. */
  | { readonly _tag: 'BadSchedule'; readonly path: string; readonly error: ScheduleError }
  /** The runtime has no mechanisms, so the subnet can't have several. */
  | { readonly _tag: 'NoMechanisms'; readonly path: string; readonly spec: number }

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
    case 'RenamedKey':
      return `${oneLine(error.path)}: this key is now ${oneLine(error.now)}, the name of the storage item that an epoch reads`
    case 'OneOfTwo':
      return `${oneLine(error.path)}: give either this or ${oneLine(error.other)}`
    case 'UnknownRuntime':
      return `${oneLine(error.path)}: the rules of spec ${error.spec} are not known: they are for ${error.oldest} to ${error.newest}`
    case 'UnsettledRule':
      return `${oneLine(error.path)}: it is not known whether the rule ${error.rule} holds in spec ${error.spec}, and the result depends on it`
    case 'NullConsensus':
      return `${oneLine(error.path)}: the subnet has null consensus, which pays all miners the same, by rules that are not settled`
    case 'MechanismBudgets':
      return `${oneLine(error.path)}: the mechanisms have budgets of their own, by rules that are not settled`
    case 'BadSchedule':
      return `${oneLine(error.path)}: ${showScheduleError(error.error)}`
    case 'NoMechanisms':
      return `${oneLine(error.path)}: the runtime of spec ${error.spec} has no mechanisms`
    default:
      return showFault(error)
  }
}
