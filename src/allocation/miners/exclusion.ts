/**
 * Why a neuron, an executor, a claim or a row gets nothing. The set of reasons is closed, and each exclusion has one entry.
 *
 * The first reason that applies counts, in the order of `REASONS`. The reason of a neuron replaces the reasons of its executors and
 * claims. Every row that is left out has an entry of its own.
 */
import type { Ord } from 'fp-ts/lib/Ord.js'
import { Ord as numberOrd } from 'fp-ts/lib/number.js'
import type { GpuNameError } from '../../gpu/gpu-name-error.js'
import { codeUnitOrder } from '../../units/order/code-unit-order.js'
import type { Fault } from '../../units/codec/fault.js'
import type { Instant } from '../../units/time/instant.js'
import { by, lexicographic } from '../../units/order/lexicographic.js'
import type { Uid } from '../../units/integer/uid.js'
import type { CardHolder } from './taken-cards.js'

/** A neuron's reason. Its executors and claims are not examined further. */
export type NeuronReason =
  | { readonly reason: 'NotRegistered' | 'BurnTarget' | 'NoAxon' | 'NoValidResult' }
  /** `newest` is the instant of the newest result before the window, if there is one. */
  | { readonly reason: 'StaleResults'; readonly newest: Instant | null }

/** An executor's reason. */
export type ExecutorReason =
  | { readonly reason: 'UnknownGpu' | 'FractionalGpu'; readonly executor: string; readonly error: GpuNameError }
  /** Every GPU of the executor counts for another executor that names the same uuid. */
  | { readonly reason: 'DuplicateGpu'; readonly executor: string; readonly gpus: number; readonly holder: CardHolder }
  | { readonly reason: 'NotRewarded'; readonly executor: string }
  | { readonly reason: 'BelowMinGpuCount'; readonly executor: string; readonly value: number; readonly minimum: number }
  /** In GB per GPU: `value` is as reported, `nominal` is the size of the board, or null if no size fits. */
  | {
      readonly reason: 'BelowMinVram'
      readonly executor: string
      readonly value: number
      readonly nominal: number | null
      readonly minimum: number
    }

/** A claim's reason. */
export interface ClaimReason {
  readonly reason: 'BelowMinScore'
  readonly score: number
  readonly minimum: number
}

/** A row's reason. The paths of `faults` start at the row. */
export type RowReason =
  | { readonly reason: 'InvalidResult'; readonly row: number; readonly faults: readonly Fault[] }
  | { readonly reason: 'FutureResult'; readonly executor: string; readonly made: Instant }

/** A reason with its data. */
export type Reason = NeuronReason | ExecutorReason | ClaimReason | RowReason

/** Each reason with what it is about. A missing reason, or a wrong subject, does not compile. */
type Subjects = { readonly [R in NeuronReason['reason']]: 'neuron' } & { readonly [R in ExecutorReason['reason']]: 'executor' } & {
  readonly [R in ClaimReason['reason']]: 'claim'
} & { readonly [R in RowReason['reason']]: 'row' }

/**
 * What each reason is about. The order of the keys is the order in which the first reason that applies counts. The comments are the
 * table of docs/snapshot.md.
 */
export const REASON_SUBJECTS: Subjects = {
  /** there are results for a hotkey that is not a neuron */
  NotRegistered: 'neuron',
  /** it receives the burn, whether or not anything burns */
  BurnTarget: 'neuron',
  /** miners need an axon (`require_axon`), and this neuron does not serve one */
  NoAxon: 'neuron',
  /** there are results, but none in the window */
  StaleResults: 'neuron',
  /** there are results in the window, but none is valid */
  NoValidResult: 'neuron',
  /** the name of its GPUs was refused */
  UnknownGpu: 'executor',
  /** its GPUs are parts of a card: MIG, vGPU, or a shared card */
  FractionalGpu: 'executor',
  /** all of its GPUs count for other executors that name the same `gpu_uuids` */
  DuplicateGpu: 'executor',
  /** no pool is configured for its category */
  NotRewarded: 'executor',
  /** it has fewer GPUs than the pool's `min_gpu_count` */
  BelowMinGpuCount: 'executor',
  /** its GPUs have less memory than the pool's `min_gpu_vram` */
  BelowMinVram: 'executor',
  /** the smoothed score is below `min_score_threshold` */
  BelowMinScore: 'claim',
  /** the row of `results` is malformed */
  InvalidResult: 'row',
  /** the result was made after the snapshot, by more than `clock_skew_seconds` */
  FutureResult: 'row',
}

/** All reasons, in the order in which the first that applies counts. */
export const REASONS = Object.keys(REASON_SUBJECTS) as readonly Reason['reason'][]

/** `uid` is null if the hotkey is not a neuron. `hotkey` is null for a row whose hotkey cannot be read. */
export type Exclusion = {
  readonly uid: Uid | null
  readonly hotkey: string | null
  readonly category: string | null
} & Reason

/** A text that orders exclusions with the same reason. */
const detail = (exclusion: Exclusion): string => {
  if (exclusion.reason === 'InvalidResult') return exclusion.faults.map(({ path }) => path).join()
  return 'executor' in exclusion ? exclusion.executor : ''
}

/**
 * By uid (null last), hotkey and category (null first), reason in the order of `REASONS`, then executor or fault. So the order of the
 * input has no effect.
 */
export const exclusionOrder: Ord<Exclusion> = lexicographic(
  by(numberOrd)(({ uid }: Exclusion) => uid ?? Infinity),
  by(codeUnitOrder)(({ hotkey }: Exclusion) => hotkey ?? ''),
  by(codeUnitOrder)(({ category }: Exclusion) => category ?? ''),
  by(numberOrd)(({ reason }: Exclusion) => REASONS.indexOf(reason)),
  by(codeUnitOrder)(detail),
)
