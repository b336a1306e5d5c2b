/** The warnings of an allocation, and their messages. A warning does not stop an allocation. */
import { cappedTexts, showMore } from '../../units/capped/capped.js'
import { showFault } from '../../units/codec/fault.js'
import { quote } from '../../units/text/quote.js'
import type { NameHint } from '../config/config-hint.js'
import { showConfigHint } from '../config/config-hint.js'
import { evidenceUnusable } from '../../policy/evidence-unusable.js'
import { faultsInPlace } from '../snapshot/rejected-row.js'
import type { RejectedRow } from '../snapshot/snapshot.js'
import type { Exclusion } from './exclusion.js'
import { plain } from '../../units/text/plain.js'

/**
 * Why nothing can be paid: an exclusion, a claim of 0, or a claim of 0 since `verification = "hardware"` and no valid result has a
 * `hardware_score`.
 */
export type NothingReason = Exclusion['reason'] | 'ZeroScore' | 'NoHardwareScore'

/** A warning of an allocation. A list has at most 20 of a kind. */
export type Warning =
  /** A row of `results` that was set aside. */
  | { readonly _tag: 'RejectedResult'; readonly row: RejectedRow }
  /** Several hotkeys report one executor id. It counts for each of them. */
  | { readonly _tag: 'SharedExecutor'; readonly executor: string; readonly hotkeys: readonly string[] }
  /** No neuron of the snapshot has an axon, so no miner needed one (`require_axon = "known"`). */
  | { readonly _tag: 'AxonsUnknown' }
  /** Miners need an axon, and no neuron of the snapshot serves one. */
  | { readonly _tag: 'NobodyServes'; readonly require_axon: 'known' | 'always' | 'never' }
  /** The memory of an executor's GPUs (GB per GPU) fits none of the sizes of its board, so it was taken as reported. */
  | {
      readonly _tag: 'UnknownMemory'
      readonly hotkey: string
      readonly executor: string
      readonly gpu_model: string
      readonly reported: number
      readonly sizes: readonly number[]
    }
  /** `count` previous scores are later than the snapshot. */
  | { readonly _tag: 'PreviousFromFuture'; readonly count: number }
  /** There are results, no claim is above 0, and less than 100 % is configured to burn. `reasons` counts what keeps miners from a claim. */
  | { readonly _tag: 'EvidenceUnusable'; readonly reasons: readonly { readonly reason: NothingReason; readonly count: number }[] }
  /** A hint about a name in the config, or how many more warnings of a kind there are. */
  | NameHint

/**
 * A warning in words, on one line.
 *
 * @example
 * ```ts
 * import { showWarning } from 'steelyard/allocation'
 * showWarning({ _tag: 'SharedExecutor', executor: 'rig-1', hotkeys: ['5A', '5B'] }) // => 'executor "rig-1" is reported under 2 hotkeys and counts for each: 5A, 5B'
 * showWarning({ _tag: 'EvidenceUnusable', reasons: [{ reason: 'NoAxon', count: 3 }] }) // => 'there are results, but no miner has a claim above 0 (NoAxon 3): everything that is not paid burns'
 * ```
 */
export const showWarning = (warning: Warning): string => {
  switch (warning._tag) {
    case 'RejectedResult':
      return `set aside a malformed result: ${faultsInPlace(warning.row).map(showFault).join('; ')}`
    case 'SharedExecutor':
      return `executor ${quote(warning.executor)} is reported under ${warning.hotkeys.length} hotkeys and counts for each: ${cappedTexts(warning.hotkeys.map(plain)).join(', ')}`
    case 'AxonsUnknown':
      return 'no neuron of the snapshot has an axon, so miners are paid without one; require_axon = "always" asks for it, "never" makes this silent'
    case 'NobodyServes':
      return `no neuron of the snapshot serves an axon, and require_axon = "${warning.require_axon}" asks miners for one; "never" pays them without`
    case 'UnknownMemory': {
      const { executor, hotkey, gpu_model, reported, sizes } = warning
      return `executor ${quote(executor)} of ${plain(hotkey)}: ${quote(gpu_model)} has ${sizes.join(' or ')} GB, and ${reported} is neither that size in GB nor in MiB, so it was taken as reported`
    }
    case 'PreviousFromFuture':
      return `${warning.count} previous ${warning.count === 1 ? 'score is' : 'scores are'} of an instant after the snapshot: a clock was set back, or the snapshot is an older one`
    case 'EvidenceUnusable':
      return evidenceUnusable(warning.reasons).message
    case 'UnknownCategory':
    case 'UnknownModel':
      return showConfigHint(warning)
    case 'More':
      return showMore(warning)
  }
}
