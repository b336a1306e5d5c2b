/** Produces blocks by the clock, for a simulated chain that is not controlled by hand. */
import type { Clock, Signal } from '../../validator/ports.js'
import type { SimulatedSubtensor } from './controls.js'

/** The seconds between two blocks, and the signal that ends the production. */
export interface Production {
  readonly seconds: number
  readonly clock: Clock
  readonly signal: Signal
}

/**
 * Builds blocks until the signal aborts; then the promise resolves.
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
