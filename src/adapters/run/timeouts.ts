/** How long a validator waits for each port, in seconds. */

/** Seconds until a call counts as failed: reading the chain, sending weights, the store, the prover, raising an alert, encrypting. */
export type Timeouts = {
  readonly chain: number
  readonly submit: number
  readonly storage: number
  readonly prover: number
  readonly alerts: number
  readonly seal: number
}

/** A submission is answered by a block, so it may take several. */
export const DEFAULT_TIMEOUTS: Timeouts = { chain: 30, submit: 120, storage: 30, prover: 120, alerts: 10, seal: 60 }
