/** What does not stop an allocation but someone should look at. */
import { showFault } from '../../units/codec/fault.js'
import { quote } from '../../units/text/quote.js'
import type { RejectedRow } from '../snapshot/snapshot.js'

/** Something about an allocation that should be looked at. */
export type Warning =
  /** A row of `results` that was set aside. */
  | { readonly _tag: 'RejectedResult'; readonly row: RejectedRow }
  /** One executor id reported under several hotkeys: it counts for each of them. */
  | { readonly _tag: 'SharedExecutor'; readonly executor: string; readonly hotkeys: readonly string[] }

/**
 * A warning in words, on one line.
 *
 * @example
 * ```ts
 * import { showWarning } from 'steelyard/allocation'
 * showWarning({ _tag: 'SharedExecutor', executor: 'rig-1', hotkeys: ['5A', '5B'] }) // => 'executor "rig-1" is reported under 2 hotkeys and counts for each: 5A, 5B'
 * ```
 */
export const showWarning = (warning: Warning): string => {
  switch (warning._tag) {
    case 'RejectedResult':
      return `set aside a malformed result: ${warning.row.faults.map(showFault).join('; ')}`
    case 'SharedExecutor':
      return `executor ${quote(warning.executor)} is reported under ${warning.hotkeys.length} hotkeys and counts for each: ${warning.hotkeys.join(', ')}`
  }
}
