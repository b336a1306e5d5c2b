/**
 * The allocation: from a snapshot and a config to exact quotas and a ledger of 65535 units.
 *
 * Laws: the units of burn and pools sum to the total, and the units of the miners in a pool sum to the units of the pool. The units of
 * the burn, of a pool and of a miner in a pool are the floor or the ceiling of the exact quota. The result does not depend on the order
 * of the input. The same input gives the same result on every machine. Not promised: if one miner changes, a unit may move between
 * two other miners of its pool. No method whose units are the floor or the ceiling of the quotas can avoid this.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { bindTo, bindW, chainW, map, traverseArrayWithIndex } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Given } from '../apportion/split-node.js'
import { splitLeaves } from '../apportion/split-node.js'
import type { Allocation, PoolShares } from './allocation.js'
import type { AllocationError } from './allocation-error.js'
import type { ForeignBurn } from '../policy/burn/burn-target.js'
import { findBurnTarget, judgeBurnTarget } from '../policy/burn/burn-target.js'
import type { EmissionConfig } from './config/emission-config.js'
import type { Pool } from './pools/pool.js'
import { poolsOf } from './pools/pool.js'
import { prepare } from './pools/prepare.js'
import type { Snapshot } from './snapshot/snapshot.js'
import { survey } from './miners/survey.js'
import { nameHints } from './config/config-hint.js'
import { evidenceWarnings } from './miners/evidence-warnings.js'

/** Splits the units of a pool among its claims. */
const splitPool = (given: Given, pool: Pool): Either<AllocationError, PoolShares> =>
  pipe(
    splitLeaves(given, pool.counted),
    map((parts) => ({ ...pool, ...given, parts })),
  )

/**
 * Allocates 65535 units to the burn and to the miners of each pool.
 *
 * Errors: something burns and no neuron receives it (`BurnTargetMissing`); `burn_uid` and `burn_hotkey` name different neurons
 * (`BurnTargetMismatch`); something burns, the snapshot names an owner, and the target is not the owner's (`BurnDestinationForeign`,
 * unless `allowForeignBurn`). A miner that gets nothing is not an error; it has an entry in `excluded`.
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
export const allocate = (
  config: EmissionConfig,
  options: ForeignBurn = {},
): ((snapshot: Snapshot) => Either<AllocationError, Allocation>) => {
  const { splitWhole } = prepare(config)
  const hints = nameHints(config)
  return (snapshot) =>
    pipe(
      findBurnTarget(config)(snapshot.neurons),
      chainW((target) => {
        const { claims, warnings: seen, ...rest } = survey(config, target)(snapshot)
        const pools = poolsOf(config)(claims)
        const whole = splitWhole(pools.map(({ status }) => status))
        return pipe(
          judgeBurnTarget(config, options)(snapshot)(target, whole.burn.quota),
          bindTo('burnWarnings'),
          bindW('paid', () =>
            pipe(
              pools,
              traverseArrayWithIndex((i, pool) => splitPool(whole.pools[i]!, pool)),
            ),
          ),
          map(({ burnWarnings, paid }) => ({
            netuid: snapshot.netuid,
            block: snapshot.block,
            at: snapshot.at,
            burn: { target, configured: config.burn_percentage, warnings: burnWarnings, ...whole.burn },
            pools: paid,
            ...rest,
            warnings: [...seen, ...hints, ...evidenceWarnings(config, snapshot, pools, rest.excluded)],
          })),
        )
      }),
    )
}
