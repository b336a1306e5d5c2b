/** The errors of a config, and their messages. */
import type { Fault } from '../../units/codec/fault.js'
import { showFault } from '../../units/codec/fault.js'
import { oneLine } from '../../units/text/one-line.js'
import { plain } from '../../units/text/plain.js'

/** A mistake in a config, with its path. */
export type ConfigError =
  | Fault
  /** `gpu_allocations` is empty. */
  | { readonly _tag: 'NoPools'; readonly path: string }
  /** The sum of the percentages is not 100. `sum` and `off` are exact decimals. */
  | { readonly _tag: 'PercentagesOff'; readonly path: string; readonly sum: string; readonly off: string; readonly side: 'over' | 'under' }
  /** Both `ema_alpha` and `ema_half_life_seconds` are given. */
  | { readonly _tag: 'BothSmoothings'; readonly path: string }

/**
 * A config error in words, on one line, with its path.
 *
 * @example
 * ```ts
 * import { showConfigError } from 'steelyard/allocation'
 * const error = { _tag: 'PercentagesOff', path: 'emission.gpu_allocations', sum: '99.5', off: '0.5', side: 'under' }
 * showConfigError(error) // => 'emission.gpu_allocations: the percentages sum to 99.5, which is 0.5 under 100'
 * ```
 */
export const showConfigError = (error: ConfigError): string => {
  const path = oneLine(error.path)
  switch (error._tag) {
    case 'NoPools':
      return `${path}: there is no pool; name at least one category with its percentage`
    case 'PercentagesOff':
      return `${path}: the percentages sum to ${plain(error.sum)}, which is ${plain(error.off)} ${error.side} 100`
    case 'BothSmoothings':
      return `${path}: give either ema_alpha or ema_half_life_seconds, not both`
    default:
      return showFault(error)
  }
}
