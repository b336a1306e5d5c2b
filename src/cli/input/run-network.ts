/** What `steelyard run` runs on: a chain, evidence, and what makes time pass. */
import type { Signal } from '../../validator/ports.js'
import type { Chain, Prover } from '../../validator/ports.js'

/** The network of a run. */
export interface RunNetwork {
  readonly chain: Chain
  readonly prover: Prover
  /** The height at which it begins. */
  readonly block: number
  /** Goes on until the signal aborts, and calls `tick` now and then, with the height where it is known. */
  readonly follow: (tick: (block: number | null) => void, signal: Signal) => Promise<void>
  /** Gives the chain back when the run has ended. */
  readonly close: () => void
}
