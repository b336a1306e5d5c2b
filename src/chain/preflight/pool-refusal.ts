/**
 * The names behind `Invalid.Custom(n)`, the answers of the transaction pool. The pool gives the number alone.
 *
 * Source: `CustomTransactionError` of subtensor, spec 425. The numbers up to 14 are in spec 293 already, where 3 is called
 * `SubnetDoesntExist`; those up to 18 in 320.
 */

/** The names by number. */
export const POOL_REFUSALS: Readonly<Record<number, string>> = {
  0: 'ColdkeyInSwapSchedule',
  1: 'StakeAmountTooLow',
  2: 'BalanceTooLow',
  3: 'SubnetNotExists',
  4: 'HotkeyAccountDoesntExist',
  5: 'NotEnoughStakeToWithdraw',
  6: 'RateLimitExceeded',
  7: 'InsufficientLiquidity',
  8: 'SlippageTooHigh',
  9: 'TransferDisallowed',
  10: 'HotKeyNotRegisteredInNetwork',
  11: 'InvalidIpAddress',
  12: 'ServingRateLimitExceeded',
  13: 'InvalidPort',
  14: 'ZeroMaxAmount',
  15: 'InvalidRevealRound',
  16: 'CommitNotFound',
  17: 'CommitBlockNotInRevealRange',
  18: 'InputLengthsUnequal',
  19: 'UidNotFound',
  20: 'EvmKeyAssociateRateLimitExceeded',
  21: 'ColdkeySwapDisputed',
  22: 'InvalidRealAccount',
  23: 'FailedShieldedTxParsing',
  24: 'InvalidShieldedTxPubKeyHash',
  25: 'NonAssociatedColdKey',
  26: 'DelegateTakeTooLow',
  27: 'DelegateTakeTooHigh',
  255: 'BadRequest',
}

/**
 * The name of a pool's answer, or null for any other text and for a number without a known name.
 *
 * @example
 * ```ts
 * import { poolRefusalName } from 'steelyard/chain'
 * poolRefusalName('Invalid.Custom(6)') // => 'RateLimitExceeded'
 * poolRefusalName('Invalid.Custom(99)') // => null
 * poolRefusalName('Invalid.Stale') // => null
 * ```
 */
export const poolRefusalName = (answer: string): string | null => {
  const number = /^Invalid\.Custom\((0|[1-9]\d{0,2})\)$/.exec(answer)?.[1]
  return number === undefined ? null : (POOL_REFUSALS[Number(number)] ?? null)
}
