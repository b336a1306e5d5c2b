/**
 * The coins of an epoch, split among those who earned them.
 *
 * Laws: rewards sum to exactly what is minted; each is the floor or the ceiling of its exact part, in proportion to weight times
 * bonus; an account that is invalid, has a balance below 0 or a weight below 0 gets no reward, and its payment has the error;
 * coins earned by work are not changed; when no account has a claim, nothing is minted. The order of accounts does not matter.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { getOrElse, left, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { integersOf } from '../../apportion/claims.js'
import { largestRemainderBigInt } from '../../apportion/largest-remainder.js'
import { codeUnitOrder } from '../../units/order/code-unit-order.js'
import type { Fraction } from '../../units/exact/fraction.js'
import { fraction, multiply, ZERO } from '../../units/exact/fraction.js'
import type { ComputeNodesErrors } from './compute-nodes-error.js'
import { cappedErrors } from './compute-nodes-error.js'
import { repeatedIn } from './repeated.js'
import { Amount } from './whole-number.js'

/**
 * What the payment of a participant depends on. `balance` is the number of coins that it earned by work; it is below 0
 * when it owes coins.
 */
export interface Account {
  readonly id: string
  readonly weight: bigint
  readonly bonus: Fraction
  readonly balance: bigint
  readonly valid: boolean
}

/** Why a participant gets no reward. `NegativeWeight` is also used for a negative bonus. */
export type SettlementError = 'InvalidParticipant' | 'NegativeBalance' | 'NegativeWeight'

/** What a participant is paid. */
export interface Payment {
  readonly id: string
  readonly work: bigint
  readonly reward: bigint
  readonly error: SettlementError | null
}

/** The number of coins minted, and all payments, sorted by id. */
export interface Settlement {
  readonly minted: bigint
  readonly payments: readonly Payment[]
}

const errorOf = ({ weight, bonus, balance, valid }: Account): SettlementError | null => {
  if (balance < 0n) return 'NegativeBalance'
  if (weight < 0n || bonus.numerator < 0n) return 'NegativeWeight'
  return valid ? null : 'InvalidParticipant'
}

/**
 * Splits an amount from 0 to 2^128 - 1. Errors: an amount out of range, and every participant that occurs twice. Ties: the larger claim,
 * then the lower id.
 *
 * @example
 * ```ts
 * import { Fractions } from 'steelyard'
 * import { settleRewards } from 'steelyard/policies'
 * const account = (id, tenths, balance = 0n) => ({ id, weight: 10n, bonus: Fractions.fraction(tenths, 10n), balance, valid: true })
 * const { minted, payments } = settleRewards(100n)([account('5A', 11n, 3n), account('5B', 10n), account('5C', 10n, -1n)]).right
 * payments.map(({ id, work, reward, error }) => [id, work, reward, error]) // => [['5A', 3n, 52n, null], ['5B', 0n, 48n, null], ['5C', -1n, 0n, 'NegativeBalance']]
 * minted // => 100n
 * settleRewards(-1n)([account('5A', 10n), account('5A', 11n)]).left.map(({ _tag }) => _tag) // => ['InvalidAmount', 'DuplicateParticipant']
 * ```
 */
export const settleRewards =
  (amount: bigint) =>
  (accounts: readonly Account[]): Either<ComputeNodesErrors, Settlement> => {
    const refused: ComputeNodesErrors = [
      ...(Amount.is(amount) ? [] : [{ _tag: 'InvalidAmount', what: 'reward', amount } as const]),
      ...repeatedIn(accounts.map(({ id }) => id)).map((participant) => ({ _tag: 'DuplicateParticipant', participant }) as const),
    ]
    if (refused.length > 0) return left(cappedErrors(refused))
    const sorted = [...accounts].sort((a, b) => codeUnitOrder.compare(a.id, b.id))
    const errors = sorted.map(errorOf)
    const claims = integersOf(sorted.map(({ weight, bonus }, i) => (errors[i] === null ? multiply(fraction(weight), bonus) : ZERO)))
    // The amount and all claims are at least 0 here, so the only possible error is that no claim is above 0.
    const rewards = pipe(
      largestRemainderBigInt(amount)(claims),
      getOrElse((): readonly bigint[] => claims.map(() => 0n)),
    )
    return right({
      minted: rewards.reduce((sum, reward) => sum + reward, 0n),
      payments: sorted.map(({ id, balance }, i) => ({ id, work: balance, reward: rewards[i]!, error: errors[i]! })),
    })
  }
