/**
 * The main job: a snapshot and a config in, exact quotas and the ledger of 65535 units out.
 *
 * Laws: burn and pools sum to the total, the miners of a pool to the pool; burn, pool and miner-in-pool are each the floor
 * or the ceiling of their exact quota; nothing depends on the order of anything in the input; the same input gives the
 * same answer on every machine. Not promised: that a unit never moves between two miners of a pool when a third changes
 * (no method that keeps to the quotas can promise that).
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, left, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { UnitTree } from '../apportion/nested.js'
import { nestedLargestRemainder } from '../apportion/nested.js'
import type { Fraction } from '../units/fraction.js'
import { divide, fraction, toFixed } from '../units/fraction.js'
import type { Allocation, Ledger, PoolShares } from './allocation.js'
import { TOTAL } from './allocation.js'
import type { AllocationError } from './allocation-error.js'
import { findBurnTarget } from './burn-target.js'
import type { EmissionConfig } from './emission-config.js'
import type { Pool } from './pool.js'
import { claimsOnTheWhole, poolsOf } from './pool.js'
import type { Snapshot } from './snapshot.js'
import { survey } from './survey.js'

const UNSPLIT = new Float64Array(0)

/** The tree of burn and pools, the miners of a pool as its plain claims. Ties: burn before pools, then category, then uid. */
const distribute = (config: EmissionConfig, pools: readonly Pool[]): Either<AllocationError, UnitTree> => {
  const claims = claimsOnTheWhole(config)(pools)
  return nestedLargestRemainder(TOTAL)([
    { claim: claims.burn, parts: UNSPLIT },
    ...pools.map(({ counted }, i) => ({ claim: claims.pools[i]!, parts: counted })),
  ])
}

const targetMissing = ({ burn_uid, burn_hotkey }: EmissionConfig, quota: Fraction): AllocationError => ({
  _tag: 'BurnTargetMissing',
  burn_uid: burn_uid ?? null,
  burn_hotkey: burn_hotkey ?? null,
  share: toFixed(12)(divide(quota, fraction(BigInt(TOTAL)))),
})

/**
 * Allocates 65535 units to the burn and to the miners of each pool.
 *
 * Errors: something is to burn and no neuron receives it (`BurnTargetMissing`); `burn_uid` and `burn_hotkey` disagree
 * (`BurnTargetMismatch`). A miner who gets nothing is no error but an entry of `excluded`.
 *
 * @example
 * ```ts
 * import { chain, isRight } from 'fp-ts/lib/Either.js'
 * import { allocate, mergeWithDefaults, quantize, readSnapshot } from 'steelyard/allocation'
 * const burner = { uid: 0, hotkey: '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY', coldkey: '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty', registered_at_block: 1 }
 * const document = { netuid: 39, block: 5400000, at: '2026-11-20T06:00:00Z', neurons: [burner], results: [] }
 * const allocation = chain((snapshot) => chain((config) => allocate(config)(snapshot))(mergeWithDefaults({ burn_uid: 0 })))(readSnapshot(document))
 * isRight(allocation) && quantize('sum')(allocation.right) // => { uids: Uint16Array.of(0), weights: Uint16Array.of(65535) }
 * ```
 */
export const allocate =
  (config: EmissionConfig) =>
  (snapshot: Snapshot): Either<AllocationError, Allocation> =>
    pipe(
      findBurnTarget(config)(snapshot.neurons),
      chain((target) => {
        const { claims, ...rest } = survey(config, target)(snapshot)
        const pools = poolsOf(config)(claims)
        return pipe(
          distribute(config, pools),
          chain(({ parts }) => {
            const [{ quota, units }, ...given] = parts as readonly [UnitTree, ...UnitTree[]]
            if (target === null && quota.numerator > 0n) return left(targetMissing(config, quota))
            const paid = pools.map((pool, i): PoolShares => ({ ...pool, ...(given[i] as Ledger) }))
            const burn = { target, configured: config.burn_percentage, quota, units }
            return right({ block: snapshot.block, at: snapshot.at, burn, pools: paid, ...rest })
          }),
        )
      }),
    )
