/**
 * Predicts what an epoch would make of weights before they are sent: the figures of the validator and of its miners, and which weights
 * are clipped. It also gives the figures with the weights that are on chain now.
 *
 * Both sides are whole epochs on the same state, so only the weights differ. The new weights are scaled as the chain scales them. Without
 * `counts_from` they count in the epoch of the input's block, as set in that block. With it, the forecast is for the first epoch that reads
 * them, as sent in the block after the head; epochs before it are run with the row on chain. Not covered: weights that other validators
 * send before the epoch, and whether the chain accepts the weights; see `preflight`.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { U16Weights } from '../../policy/shares/u16-weights.js'
import { maxUpscale } from '../stored/max-upscale.js'
import { checkInput, checkSpec } from './check-input.js'
import type { ClippedWeight } from './clipped.js'
import { clippedBy } from './clipped.js'
import type { RepeatedHotkey } from './consistency.js'
import { repeatedHotkeys } from './consistency.js'
import type { CountedEpoch } from './counted-epoch.js'
import type { YumaErrors } from './epoch.js'
import type { Column } from './fixed.js'
import { ONE } from './fixed.js'
import type { ForecastSides } from './forecast-sides.js'
import { sidesOf } from './forecast-sides.js'
import type { NetworkState } from './network-state.js'
import { strangers } from './network-state.js'
import { oldPermits } from './permits.js'
import { withRow } from './replace-row.js'
import { rulingOf } from './rules.js'
import type { Matrix } from './sparse-rows.js'
import type { Stages } from './stages.js'
import { stagesOf } from './stages.js'

/** The epoch of a forecast. */
export interface ForecastEpoch {
  readonly block: number
  /** The first block whose epoch reads the weights; null when it was not given. */
  readonly counts_from: number | null
  /** The blocks of earlier epochs, which still read the row on chain. */
  readonly before: readonly number[]
  /** While there are such hotkeys, the chain skips this epoch; the figures are of one that runs on the same state. */
  readonly repeated_hotkeys: readonly RepeatedHotkey[]
}

/** What a validator gets from an epoch. Parts are from 0 to 1, exact; emission is in rao. */
export interface ValidatorFigures {
  readonly active: boolean
  readonly validator_trust: number
  readonly dividends: number
  readonly emission: bigint
}

/** What a miner gets from it. `weight` is the validator's weight for the miner, as a part of the validator's row. */
export interface MinerFigures {
  readonly weight: number
  readonly consensus: number
  readonly incentive: number
  readonly emission: bigint
}

/** Both sides of a forecast. Without a `permit` the weights do not count, and both sides are equal. */
export interface Forecast {
  readonly uid: number
  readonly epoch: ForecastEpoch
  readonly permit: boolean
  readonly validator: ForecastSides<ValidatorFigures>
  /** The miners that occur in either of the two vectors, sorted by uid. */
  readonly miners: readonly (ForecastSides<MinerFigures> & { readonly uid: number })[]
  /** The weights of all validators that would be cut, sorted by validator and miner. */
  readonly clipped: readonly ClippedWeight[]
}

const part = (column: Column, uid: number): number => column[uid]! / ONE

const entry = ({ starts, columns, values }: Matrix, i: number, j: number): number => {
  const at = columns.subarray(starts[i], starts[i + 1]).lastIndexOf(j)
  return at === -1 ? 0 : values[starts[i]! + at]! / ONE
}

const validatorFigures = (uid: number, { activity, validatorTrust, bonds, emission }: Stages): ValidatorFigures => ({
  active: activity[uid] === 1,
  validator_trust: part(validatorTrust, uid),
  dividends: part(bonds.dividends, uid),
  emission: emission.amount[uid]!,
})

const minerFigures = (validator: number, uid: number, { weights, consensus, incentive, emission }: Stages): MinerFigures => ({
  weight: entry(weights, validator, uid),
  consensus: part(consensus, uid),
  incentive: part(incentive, uid),
  emission: emission.amount[uid]!,
})

const epochOf = (state: NetworkState, counted: CountedEpoch): ForecastEpoch => ({
  block: counted.block,
  counts_from: state.counts_from ?? null,
  before: counted.before,
  repeated_hotkeys: rulingOf(state.spec).inconsistentIsSkipped ? repeatedHotkeys(state.hotkeys ?? []) : [],
})

/**
 * What would change for a validator and its miners if it set these weights. The weights may have any scale.
 *
 * `counts_from` is the first block whose epoch reads the weights: for a commit the block of its reveal (`revealRound(…).block`), for
 * `set_weights` the block after the one that includes it. Then `schedule` is needed too, since spec 423.
 *
 * Errors: `UnknownRuntime`, `NullConsensus`, every mistake of the input; `UnknownNeuron` for a uid that is not on the subnet; `BadSchedule`,
 * and a `counts_from` that is not after the head, or has more than 100 epochs before it.
 *
 * @example
 * ```ts
 * import { forecast, readEpochInput } from 'steelyard/chain'
 * const chain = { netuid: 1, block: 100, tempo: 10, activity_cutoff: 50, max_allowed_validators: 2, owner_uid: null, kappa: 32767 }
 * const bonds = { bonds_moving_average: 900000, bonds_penalty: 0, yuma3_on: true, liquid_alpha_on: false, alpha_low: 0, alpha_high: 0, alpha_sigmoid_steepness: 1000 }
 * const stakes = { alpha_stake: ['3000', '1000', '0', '0'], tao_stake: ['0', '0', '0', '0'], tao_weight: '0', stake_threshold: '0', rao_emission: '1000' }
 * const rows = { weights: [[0, [[2, 65535]]], [1, [[2, 65535]]]], bonds: [] }
 * const neurons = { n: 4, last_update: [95, 95, 0, 0], block_at_registration: [1, 1, 1, 1], validator_permit: [true, true, false, false] }
 * const input = readEpochInput({ ...chain, ...bonds, ...stakes, ...rows, ...neurons }).right
 * const mine = { uids: Uint16Array.of(2, 3), weights: Uint16Array.of(1, 1) }
 * const { validator, miners, clipped } = forecast({ spec: 293, input, uid: 1 })(mine).right
 * [validator.now.validator_trust, validator.then.validator_trust] // => [1, 0.5]
 * miners.map(({ uid, now, then }) => [uid, now.weight, then.weight, then.incentive]) // => [[2, 1, 0.5, 1], [3, 0, 0.5, 0]]
 * clipped // => [{ validator: 1, miner: 3, weight: 0.5, consensus: 0, by: [0] }]
 * const schedule = { last_epoch_block: 95, pending_epoch_at: 0, subnet_epoch_index: 9, tempo: 10, blocks_since_last_step: 5, current_block: 100 }
 * forecast({ spec: 425, input, uid: 1, counts_from: 115, schedule })(mine).right.epoch.block // => 115
 * forecast({ spec: 425, input, uid: 1, counts_from: 116, schedule })(mine).right.epoch.before // => [105, 115]
 * ```
 */
export const forecast =
  (state: NetworkState) =>
  (mine: U16Weights): Either<YumaErrors, Forecast> => {
    const { spec, input, uid } = state
    const [first, ...rest] = [...checkSpec(spec), ...checkInput(input), ...strangers(state, mine)]
    if (first !== undefined) return left([first, ...rest])
    const sides = sidesOf(state)
    if (isLeft(sides)) return left([sides.left])
    const [counted, states] = sides.right
    const [now, then] = [
      stagesOf(spec, states.now),
      stagesOf(spec, { ...states.then, weights: withRow(input.weights, uid, mine.uids, maxUpscale(mine.weights)) }),
    ]
    const present = input.weights.columns.subarray(input.weights.starts[uid], input.weights.starts[uid + 1])
    const named = [...new Set([...present, ...mine.uids])].sort((a, b) => a - b)
    return right({
      uid,
      epoch: epochOf(state, counted),
      permit: oldPermits(rulingOf(spec), states.then)[uid] === 1,
      validator: { now: validatorFigures(uid, now), then: validatorFigures(uid, then) },
      miners: named.map((miner) => ({ uid: miner, now: minerFigures(uid, miner, now), then: minerFigures(uid, miner, then) })),
      clipped: clippedBy(then),
    })
  }
