/** A way in which the world lies to a validator, and what is judged of it. */
import type { End, Machine, RunningValidator } from '../../src/adapters/run/running-validator.js'
import type { SimulatedSubtensor } from '../../src/adapters/simulated-subtensor/controls.js'
import type { Policy } from '../../src/policy/policy.js'
import type { Storage } from '../../src/storage/port.js'
import type { Alert } from '../../src/validator/alert.js'
import type { Ports } from '../../src/validator/ports.js'
import type { Counts } from './counted.js'
import type { Kept } from './kept.js'
import type { Sent } from './sent.js'

/** The ports that a validator has, and its policy. */
export type Parts = Pick<Ports, 'chain' | 'prover' | 'storage' | 'clock'> & { readonly policy: Policy<unknown> }

/** What a lie may use: the honest parts, and what moves the chain. */
export interface Scene extends Parts {
  readonly hotkey: string
  readonly subtensor: SimulatedSubtensor
  /** The block in which the lie began. */
  readonly since: number
  readonly validator: () => RunningValidator
}

/** One way in which the world may lie to a validator. */
export interface Mode {
  readonly name: string
  readonly port: 'none' | 'chain' | 'prover' | 'store' | 'clock' | 'policy'
  /** The parts that lie, in place of the honest ones. */
  readonly lie?: (scene: Scene) => Partial<Parts>
  /** What happens in each block of the lie, after the block was built; `n` counts from 0. */
  readonly act?: (scene: Scene, n: number) => unknown
  /** The tags of all alerts from the beginning of the lie on, in the order of the alphabet. */
  readonly alerts: readonly Alert['_tag'][]
  /** Alerts that may be raised too: it depends on when exactly the validator asks. */
  readonly perhaps?: readonly Alert['_tag'][]
  /** How many blocks the lie lasts. */
  readonly blocks?: number
  /**
   * The chain lies about its height by so little, or for so long, that it is believed: what is sent then comes too early, and the chain
   * refuses it. Afterwards the validator waits for the false height, which is at most a hundred blocks away.
   */
  readonly isBelieved?: boolean
  /** A lie about what was included can't be found out later. These lines may stand in the journal for weights that the chain has. */
  readonly believes?: readonly ('superseded' | 'lost' | 'refused' | 'not_sent' | 'none')[]
}

export interface Told {
  readonly head: number
  readonly alert: Alert
}

/** All that is judged. */
export interface Outcome {
  readonly hotkey: string
  readonly subtensor: SimulatedSubtensor
  readonly storage: Storage
  readonly from: number
  readonly until: number
  readonly told: readonly Told[]
  readonly counts: Counts
  /** The counter of the lease when the lie was over, and at the end. */
  readonly beats: readonly [number, number]
  readonly kept: Kept
  readonly sent: Sent
  readonly end: End | { readonly _tag: 'Rejected'; readonly error: unknown }
}

/** A validator that is made wrong on purpose: what it makes of the right one. */
export type Wrong = (right: Machine['step']) => Machine['step']
