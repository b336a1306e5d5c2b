/** The words for each exclusion, for the miner. */
import { showGpuNameError } from '../../gpu/gpu-name-error.js'
import { showFault } from '../../units/codec/fault.js'
import { quote } from '../../units/text/quote.js'
import { faultsInPlace } from '../snapshot/rejected-row.js'
import type { Exclusion } from './exclusion.js'
import { plain } from '../../units/text/plain.js'

/**
 * An exclusion in words, on one line, without uid and hotkey.
 *
 * @example
 * ```ts
 * import { showExclusion } from 'steelyard/allocation'
 * const entry = { uid: 3, hotkey: '5…', category: 'H100', reason: 'BelowMinGpuCount', executor: 'rig-1', value: 2, minimum: 4 }
 * showExclusion(entry) // => 'executor "rig-1" has 2 GPUs, and the H100 pool asks for 4'
 * ```
 */
export const showExclusion = (exclusion: Exclusion): string => {
  const named = plain(exclusion.category ?? '')
  switch (exclusion.reason) {
    case 'NotRegistered':
      return 'the hotkey has results but is not registered on this subnet'
    case 'BurnTarget':
      return 'this neuron receives the burn, so it is not paid as a miner'
    case 'NoAxon':
      return 'the neuron serves no axon: it has none, its port is 0, or its ip is not an address that others can reach (require_axon = "never" pays without)'
    case 'StaleResults':
      return exclusion.newest === null
        ? 'there are results, but none from within the window'
        : `there are results, but none from within the window; the newest before it is of ${exclusion.newest.text}`
    case 'NoValidResult':
      return 'there are results in the window, but none of them is valid'
    case 'UnknownGpu':
    case 'FractionalGpu':
      return `executor ${quote(exclusion.executor)}: ${showGpuNameError(exclusion.error)}`
    case 'NotRewarded':
      return `executor ${quote(exclusion.executor)} has GPUs of category ${named}, for which there is no pool`
    case 'BelowMinGpuCount':
      return `executor ${quote(exclusion.executor)} has ${exclusion.value} GPU${exclusion.value === 1 ? '' : 's'}, and the ${named} pool asks for ${exclusion.minimum}`
    case 'BelowMinVram': {
      const { value, nominal } = exclusion
      const size = nominal === null || nominal === value ? `${value} GB a GPU` : `GPUs of ${nominal} GB (reported as ${value})`
      return `executor ${quote(exclusion.executor)} has ${size}, and the ${named} pool asks for ${exclusion.minimum} GB`
    }
    case 'DuplicateGpu': {
      const { executor, gpus, holder } = exclusion
      const all = gpus === 1 ? 'its one GPU counts' : `all of its ${gpus} GPUs count`
      return `executor ${quote(executor)}: ${all} for others with the same uuids, the first for executor ${quote(holder.executor)} of ${plain(holder.hotkey)}`
    }
    case 'BelowMinScore':
      return `the smoothed score in ${named} is ${exclusion.score}, and the least that is paid is ${exclusion.minimum}`
    case 'InvalidResult':
      return `a malformed result was set aside: ${faultsInPlace({ index: exclusion.row, faults: exclusion.faults }).map(showFault).join('; ')}`
    case 'FutureResult':
      return `a result of executor ${quote(exclusion.executor)} was made at ${exclusion.made.text}, after the snapshot`
  }
}
