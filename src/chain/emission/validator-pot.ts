/**
 * The alpha that an epoch pays to validators. The amounts of the epoch itself are only weights of this pot; those of miners are paid.
 *
 * Source: `distribute_emission` of subtensor, spec 293 and 425.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { U64 } from '../../units/integer/u64.js'
import type { Unexpected } from './emission-error.js'
import { unexpected } from './emission-error.js'
import { sumOf } from './fixed-bits.js'
import type { PendingAmounts } from './pending.js'

/** What the blocks since the last epoch have set aside, in rao: the sums of their pending amounts. */
export type PendingOfEpoch =
  | Pick<Extract<PendingAmounts, { readonly _tag: 'OneAmount' }>, '_tag' | 'emission' | 'sold'>
  | Pick<Extract<PendingAmounts, { readonly _tag: 'ThreeAmounts' }>, '_tag' | 'server' | 'validator'>

const checksOf = (pending: PendingOfEpoch) =>
  pending._tag === 'OneAmount'
    ? ([
        ['emission', U64, pending.emission],
        ['sold', U64, pending.sold],
      ] as const)
    : ([
        ['server', U64, pending.server],
        ['validator', U64, pending.validator],
      ] as const)

/**
 * The validators' pot: their pending amount, and that of the miners too if no miner is paid.
 *
 * At 293 it is half of everything, less what was sold for root, and at least 0. `server_amounts` has the amount of each miner in rao.
 * Errors: `Unexpected` for an amount that is not a bigint from 0 to 2^64 - 1.
 *
 * @example
 * ```ts
 * import { right } from 'fp-ts/lib/Either.js'
 * import { validatorPot } from 'steelyard/chain'
 * const pending = { _tag: 'ThreeAmounts', server: 500n, validator: 450n }
 * validatorPot(pending)([1n, 0n]) // => right(450n)
 * validatorPot(pending)([0n, 0n]) // => right(950n)
 * validatorPot({ _tag: 'OneAmount', emission: 950n, sold: 50n })([1n]) // => right(450n)
 * ```
 */
export const validatorPot =
  (pending: PendingOfEpoch) =>
  (server_amounts: readonly bigint[]): Either<Unexpected, bigint> => {
    const fault = unexpected([...checksOf(pending), ...server_amounts.map((amount, i) => [`server_amounts[${i}]`, U64, amount] as const)])
    if (fault !== null) return left(fault)
    const nobody = sumOf(server_amounts) === 0n
    if (pending._tag === 'ThreeAmounts') return right(nobody ? pending.validator + pending.server : pending.validator)
    const { emission, sold } = pending
    const half = (emission + sold) / 2n
    return right(nobody ? emission : half > sold ? half - sold : 0n)
  }
