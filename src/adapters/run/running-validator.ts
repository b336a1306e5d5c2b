/** A validator at work as its embedder sees it, and what it takes to run one. */
import type { Json } from '../../units/json/json.js'
import type { Command, ConfigOutcome, PublishOutcome } from '../../validator/command.js'
import type { ValidatorEvent } from '../../validator/event.js'
import type { Signal } from '../../validator/ports.js'
import type { Ended, ValidatorState } from '../../validator/state.js'
import type { Timeouts } from './timeouts.js'
import type { Seal } from './timelock-seal.js'

/** Why a validator has stopped: from outside, or by itself. */
export type End = { readonly _tag: 'Stopped' } | Ended

/** A state machine: what it begins with, and what each event makes of it. */
export interface Machine {
  readonly initial: ValidatorState
  readonly step: (state: ValidatorState, event: ValidatorEvent) => readonly [ValidatorState, readonly Command[]]
}

/** Who signs on which subnet, by which process, until when, how long a call may take, and how often the chain is asked for its height. */
export interface InterpretOptions {
  readonly signal: Signal
  readonly netuid: number
  readonly hotkey: string
  /** A mechanism of the subnet other than 0. */
  readonly mechanism?: number
  /** The name of this process, as another one reads it that finds the lease on the store held. Without it no lease is asked for. */
  readonly holder?: string
  readonly timeouts?: Partial<Timeouts>
  readonly poll_seconds?: number
  /** How weights are encrypted that are to be committed. By default by the timelock of this package, which loads two optional peers. */
  readonly seal?: Seal
}

/** A validator at work. */
export interface RunningValidator {
  /** Resolves when it has stopped, with the reason. Rejects only with what the state machine threw, which is a bug. */
  readonly done: Promise<End>
  /** Weights are wanted now; resolves when they are published, or why they are not. */
  readonly publish: () => Promise<PublishOutcome>
  /** Changes some keys of the config; resolves when that is stored, or refused. */
  readonly updateConfig: (changes: Json) => Promise<ConfigOutcome>
  /** Hands in results without a request. */
  readonly deliver: (rows: readonly unknown[]) => void
  readonly state: () => ValidatorState
}
