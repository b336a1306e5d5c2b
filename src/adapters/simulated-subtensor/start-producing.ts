/** Blocks by the clock, for a simulated chain that nobody moves by hand. */
import type { Clock, Signal } from '../../validator/ports.js'
import type { SimulatedSubtensor } from './simulated-subtensor.js'

/** A block every so many seconds, until the signal aborts. */
export interface Production {
  readonly seconds: number
  readonly clock: Clock
  readonly signal: Signal
}

/**
 * Builds blocks until the signal aborts, and resolves then.
 *
 * @example
 * ```ts
 * import { simulatedSubnet, simulatedSubtensor, startProducing } from 'steelyard/adapters/memory'
 * const subtensor = simulatedSubtensor(simulatedSubnet({ miners: 3, seed: 1, netuid: 39 }))
 * const clock = { now: () => '2026-11-20T06:00:00Z', sleep: () => Promise.resolve() }
 * startProducing(subtensor, { seconds: 12, clock, signal: AbortSignal.abort() }) instanceof Promise // => true
 * ```
 */
export const startProducing = async (
  subtensor: Pick<SimulatedSubtensor, 'advance'>,
  { seconds, clock, signal }: Production,
): Promise<void> => {
  while (!signal.aborted) {
    await clock.sleep(seconds, signal)
    if (!signal.aborted) subtensor.advance()
  }
}
