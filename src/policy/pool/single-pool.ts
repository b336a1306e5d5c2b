/**
 * One pool and a burn, split by exact claims. It is the last step of policies that have no categories of GPUs.
 *
 * Laws: burn and pool sum to 65535 units, and so do the exact quotas; each part is the floor or the ceiling of its quota; the
 * weights are the exact shares scaled so that the largest is 65535, each rounded half up once. Ties: the larger quota, then the
 * burn, then the lower uid. A pool without a claim above 0 burns.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, map } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Given } from '../../apportion/split-node.js'
import { splitBranches } from '../../apportion/split-node.js'
import type { Fraction } from '../../units/exact/fraction.js'
import { fraction, fromDecimal, subtract } from '../../units/exact/fraction.js'
import { EVERYTHING } from '../shares/whole.js'
import type { BurnTargetError } from '../burn/burn-target-error.js'
import type { BurnSettings } from '../burn/burn-target.js'
import { findBurnTarget, judgeBurnTarget } from '../burn/burn-target.js'
import { largestOf, scaledToMaximum } from '../shares/maximum-scale.js'
import type { U16Weights } from '../shares/u16-weights.js'
import type { Share } from '../shares/shares.js'
import type { Neuron } from '../../network/subnet.js'

/** An exact claim of at least 0. */
export interface PoolClaim {
  readonly neuron: Neuron
  readonly claim: Fraction
}

/** What a claimant gets. */
export type PoolPart = PoolClaim & Given

/** The ledger: the burn, each claimant's part by uid, all shares by uid, and the weights to submit. */
export interface SinglePool {
  readonly burn: Given & { readonly target: Neuron | null }
  readonly parts: readonly PoolPart[]
  readonly shares: readonly Share[]
  readonly weights: U16Weights
}

const HUNDRED = fraction(100n)

const weightsOf = (shares: readonly Share[]): U16Weights => {
  const scaled = scaledToMaximum(largestOf(shares.map(({ quota }) => quota)))
  const paid = shares.map(({ neuron, quota }) => ({ uid: neuron.uid, weight: scaled(quota) })).filter(({ weight }) => weight > 0)
  return { uids: Uint16Array.from(paid, ({ uid }) => uid), weights: Uint16Array.from(paid, ({ weight }) => weight) }
}

/**
 * Pays a pool. Each claim is that of a neuron, and a neuron has at most one. The burn target is not a claimant, whether or not
 * anything burns. Errors: something burns and there is no target, or uid and hotkey name different targets.
 *
 * @example
 * ```ts
 * import { Decimal, Fractions } from 'steelyard'
 * import { paySinglePool } from 'steelyard/policy'
 * const { fraction } = Fractions
 * const neurons = [{ uid: 0, hotkey: '5A' }, { uid: 1, hotkey: '5B' }, { uid: 2, hotkey: '5C' }]
 * const claims = [{ neuron: neurons[1], claim: fraction(3n, 10n) }, { neuron: neurons[2], claim: fraction(1n, 10n) }]
 * const { burn, parts, weights } = paySinglePool({ burn_percentage: new Decimal(20), burn_uid: 0 })(neurons)(claims).right
 * [burn.units, parts.map(({ units }) => units)] // => [13107, [39321, 13107]]
 * weights // => { uids: Uint16Array.of(0, 1, 2), weights: Uint16Array.of(21845, 65535, 21845) }
 * paySinglePool({ burn_percentage: new Decimal(0) })(neurons)([]).left._tag // => 'BurnTargetMissing'
 * ```
 */
export const paySinglePool =
  (settings: BurnSettings) =>
  (neurons: readonly Neuron[]) =>
  (claims: readonly PoolClaim[]): Either<BurnTargetError, SinglePool> =>
    pipe(
      findBurnTarget(settings)(neurons),
      chain((target) => {
        const claimants = claims.filter(({ neuron }) => neuron.uid !== target?.uid).sort((a, b) => a.neuron.uid - b.neuron.uid)
        const burns = fromDecimal(settings.burn_percentage)
        const pays = claimants.some(({ claim }) => claim.numerator > 0n)
        const [burn, pool] = splitBranches(EVERYTHING, pays ? [burns, subtract(HUNDRED, burns)] : [HUNDRED, fraction(0n)]) as readonly [
          Given,
          Given,
        ]
        // `judgeBurn` checks whether the target is the owner's; the owner is not known here.
        return pipe(
          judgeBurnTarget(settings)({})(target, burn.quota),
          map(() => {
            const given = splitBranches(
              pool,
              claimants.map(({ claim }) => claim),
            )
            const parts = claimants.map((claimant, i) => ({ ...claimant, ...given[i]! }))
            const shares = [
              ...(target === null ? [] : [{ neuron: target, ...burn }]),
              ...parts.map(({ neuron, quota, units }) => ({ neuron, quota, units })),
            ].sort((a, b) => a.neuron.uid - b.neuron.uid)
            return { burn: { ...burn, target }, parts, shares, weights: weightsOf(shares) }
          }),
        )
      }),
    )
