/**
 * The main job: a snapshot and a config in, exact quotas and the ledger of 65535 units out.
 *
 * Laws: burn and pools sum to the total, the miners of a pool to the pool; burn, pool and miner-in-pool are each the floor
 * or the ceiling of their exact quota; nothing depends on the order of anything in the input; the same input gives the
 * same answer on every machine. Not promised: that a unit never moves between two miners of a pool when a third changes
 * (no method that keeps to the quotas can promise that).
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, left, map, traverseArrayWithIndex } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Given } from '../apportion/split-node.js'
import { splitLeaves } from '../apportion/split-node.js'
import type { Allocation, PoolShares } from './allocation.js'
import type { AllocationError } from './allocation-error.js'
import { burnTargetMissing, findBurnTarget } from './burn-target.js'
import type { EmissionConfig } from './emission-config.js'
import type { Pool } from './pool.js'
import { poolsOf } from './pool.js'
import { prepare } from './prepare.js'
import type { Snapshot } from './snapshot.js'
import { survey } from './survey.js'

/** The miners of a pool, in the order of their claims. */
const splitPool = (given: Given, pool: Pool): Either<AllocationError, PoolShares> =>
  pipe(
    splitLeaves(given, pool.counted),
    map((parts) => ({ ...pool, ...given, parts })),
  )

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
export const allocate = (config: EmissionConfig): ((snapshot: Snapshot) => Either<AllocationError, Allocation>) => {
  const { splitWhole } = prepare(config)
  return (snapshot) =>
    pipe(
      findBurnTarget(config)(snapshot.neurons),
      chain((target) => {
        const { claims, ...rest } = survey(config, target)(snapshot)
        const pools = poolsOf(config)(claims)
        const whole = splitWhole(pools.map(({ status }) => status))
        if (target === null && whole.burn.quota.numerator > 0n) return left(burnTargetMissing(config, whole.burn.quota))
        const burn = { target, configured: config.burn_percentage, ...whole.burn }
        return pipe(
          pools,
          traverseArrayWithIndex((i, pool) => splitPool(whole.pools[i]!, pool)),
          map((paid) => ({ netuid: snapshot.netuid, block: snapshot.block, at: snapshot.at, burn, pools: paid, ...rest })),
        )
      }),
    )
}
