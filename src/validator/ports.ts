/**
 * What a validator needs of the world. A port is a plain object of functions that return promises, and only `run` calls them.
 * Where a promise rejects, the call has failed, and the validator tries again later. `run` puts a limit of time on each call.
 */
import type { Alert } from './alert.js'
import type { Measurement } from './measurement.js'
import type { Storage } from '../storage/port.js'

/**
 * Set weights: `uids[i]` gets `weights[i]`, both u16 in plain arrays; `version_key` is a u64 in text. `mechanism` is there for a mechanism
 * of the subnet other than 0.
 */
export interface SetWeights {
  readonly _tag: 'Set'
  readonly netuid: number
  readonly mechanism?: number
  readonly uids: readonly number[]
  readonly weights: readonly number[]
  readonly version_key: string
}

/**
 * Commit weights that the chain reveals later: `commit` is the ciphertext in lower-case hex after `0x`, `reveal_round` the round of the beacon
 * that opens it, a u64 in text. Where the runtime's call has no version or no mechanism, they are left out.
 */
export interface CommitWeights {
  readonly _tag: 'Commit'
  readonly netuid: number
  readonly mechanism?: number
  readonly commit: string
  readonly reveal_round: string
  readonly commit_reveal_version: number
}

/** What a signer asks of the chain. */
export type WeightsCall = SetWeights | CommitWeights

/** The chain's answer to a call. Where no answer comes in time, the promise rejects. */
export type SubmitAnswer =
  /** A block has included the call. A fork may still drop the block. */
  | { readonly _tag: 'Included'; readonly block: number }
  /**
   * `error` is the chain's name of the refusal; `block` is null where the pool refused the call. A call that was dropped, usurped or
   * retracted may still be included: in these cases the promise rejects.
   */
  | { readonly _tag: 'Refused'; readonly error: string; readonly block: number | null }
  /** Nothing has left this machine, so no block can ever include the call: a locked wallet, a call that can't be encoded. */
  | { readonly _tag: 'NotSent'; readonly error: string }

/** One subnet of a chain, seen by one signer. */
export interface Chain {
  /** The hotkey that calls are signed with. */
  readonly signer: string
  /** The height of the newest block. */
  readonly block: () => Promise<number>
  /**
   * The subnet as the signer sees it, all of it at one block hash, as a document that `readLook` reads: neurons with their permits, stake
   * weights, last updates and axons, hyperparameters, the owner, the epoch schedule, the signer's own stored row and its open commits. Null
   * where the chain has no such subnet. Leave `row` out where it can't be read: then nobody knows whether the weights in force are ours.
   */
  readonly look: () => Promise<unknown>
  /** Signs and sends a call, to be included up to the block `validUntil` and never later (a mortal transaction). */
  readonly submit: (call: WeightsCall, validUntil: number) => Promise<SubmitAnswer>
}

/** Where validation results come from. */
export interface Prover {
  /** Every result since an instant, that one included. A result may be delivered any number of times. */
  readonly results: (since: string) => Promise<readonly unknown[]>
}

/** As much of an `AbortSignal` as a clock needs. */
export interface Signal {
  readonly aborted: boolean
  readonly addEventListener: (type: 'abort', listener: () => void, options?: { readonly once?: boolean }) => void
  readonly removeEventListener: (type: 'abort', listener: () => void) => void
}

/** The time. */
export interface Clock {
  /** RFC 3339. */
  readonly now: () => string
  /** Resolves after a number of seconds, or as soon as the signal aborts. */
  readonly sleep: (seconds: number, signal: Signal) => Promise<void>
}

/** Where measurements go. Must not throw. */
export interface Metrics {
  readonly record: (measurement: Measurement) => void
}

/** Where log lines go: the shape of pino, and of what resembles it. */
export interface Logger {
  readonly debug: (fields: object, message: string) => void
  readonly info: (fields: object, message: string) => void
  readonly warn: (fields: object, message: string) => void
  readonly error: (fields: object, message: string) => void
}

/** Where alerts go. */
export interface Alerts {
  readonly raise: (alert: Alert) => Promise<void>
}

/** All that `run` needs. Metrics, logger and alerts may be left out. */
export interface Ports {
  readonly chain: Chain
  readonly prover: Prover
  readonly storage: Storage
  readonly clock: Clock
  readonly metrics?: Metrics
  readonly logger?: Logger
  readonly alerts?: Alerts
}
