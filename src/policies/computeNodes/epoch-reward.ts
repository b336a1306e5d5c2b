/**
 * The coins of an epoch: a first amount that decays from epoch to epoch, up to a cap on all coins together.
 *
 * Laws: the reward is the floor of `initial x e^(decay x epochs)`, which is the same on every engine; it never rises; it is 0 as soon as
 * the exact amount is below 1. The sum of all minted coins is never above the cap. The power is computed in integers with a relative
 * error of at most 2^-290, which is more than 85 digits. A decay has at most 64 decimals. With more decimals, someone could choose a
 * decay whose reward is so close to a whole number of coins that 85 digits can't decide the floor.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { exponential } from '../../scoring/exponential.js'
import { Decimal } from '../../units/exact/decimal.js'
import { fraction, fromDecimal, multiply } from '../../units/exact/fraction.js'
import { floor } from '../../units/exact/fraction-rounding.js'
import type { ComputeNodesError, ComputeNodesErrors } from './compute-nodes-error.js'
import { epochErrors } from './epoch-index.js'
import { Amount } from './whole-number.js'

/**
 * The settings of the reward. `genesis` is the last epoch that has the first amount; `cap` limits the sum of all minted coins,
 * null for no limit.
 */
export interface RewardSettings {
  readonly initial: bigint
  /** At most 0, with at most 64 decimals. */
  readonly decay: Decimal
  readonly genesis: number
  readonly cap: bigint | null
}

const MOST_PLACES = 64

const amountError = (what: 'initial' | 'cap', amount: bigint): readonly ComputeNodesError[] =>
  Amount.is(amount) ? [] : [{ _tag: 'InvalidAmount', what, amount }]

/** What is wrong with settings. */
export const rewardErrors = ({ initial, decay, genesis, cap }: RewardSettings): ComputeNodesErrors => [
  ...amountError('initial', initial),
  ...(cap === null ? [] : amountError('cap', cap)),
  ...epochErrors('genesis', genesis),
  ...(Decimal.isDecimal(decay) && decay.isFinite() && decay.lte(0) && decay.decimalPlaces() <= MOST_PLACES
    ? []
    : [{ _tag: 'InvalidDecay', decay: String(decay) } as const]),
]

/**
 * The reward of an epoch by its index, before the cap. Epochs up to `genesis` have the first amount.
 *
 * @example
 * ```ts
 * import { Decimal } from 'steelyard'
 * import { epochReward } from 'steelyard/policies'
 * const reward = epochReward({ initial: 285000000000000n, decay: new Decimal('-0.000475'), genesis: 1, cap: null })
 * [1, 2, 1461].map((epoch) => reward(epoch).right) // => [285000000000000n, 284864657146472n, 142449732098060n]
 * epochReward({ initial: 1n, decay: new Decimal(1), genesis: 0, cap: null })(1).left[0]._tag // => 'InvalidDecay'
 * ```
 */
export const epochReward =
  (settings: RewardSettings) =>
  (epoch: number): Either<ComputeNodesErrors, bigint> => {
    const errors = [...rewardErrors(settings), ...epochErrors('epoch', epoch)]
    if (errors.length > 0) return left(errors)
    const { initial, decay, genesis } = settings
    const epochs = BigInt(Math.max(0, epoch - genesis))
    return right(floor(multiply(fraction(initial), exponential(multiply(fromDecimal(decay), fraction(epochs))))))
  }

/**
 * The part of a reward that may still be minted.
 *
 * @example
 * ```ts
 * import { mintable } from 'steelyard/policies'
 * [mintable(100n, 90n)(20n), mintable(100n, 120n)(20n), mintable(null, 90n)(20n)] // => [10n, 0n, 20n]
 * ```
 */
export const mintable =
  (cap: bigint | null, minted: bigint) =>
  (reward: bigint): bigint => {
    if (cap === null || reward <= cap - minted) return reward
    return cap > minted ? cap - minted : 0n
  }
