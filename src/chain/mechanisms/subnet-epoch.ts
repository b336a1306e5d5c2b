/**
 * The epoch of a subnet with one or several mechanisms: the epochs of all mechanisms, and what they become together. While two uids have
 * the same hotkey, the chain skips the epoch (since spec 423).
 *
 * Laws: with one mechanism it is `epoch`; permits are written once, after all mechanisms, so all of them see the same old ones. In a
 * mechanism without weights that count, nobody gets the miners' half of its part, while another mechanism has incentives; its validators
 * get dividends by stake.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { map } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { RepeatedHotkey } from '../yuma/consistency.js'
import { repeatedHotkeys } from '../yuma/consistency.js'
import type { YumaErrors } from '../yuma/epoch.js'
import type { EpochResult } from '../yuma/epoch-result.js'
import { resultOf } from '../yuma/epoch-result.js'
import { rulingOf } from '../yuma/rules.js'
import { stagesOf } from '../yuma/stages.js'
import { addAmounts, combineEmission, combineShares, inAny, mechanismWeights } from './combine.js'
import type { SubnetEpochInput } from './mechanism-inputs.js'
import { mechanismInputs } from './mechanism-inputs.js'

/**
 * What the chain stores once for the subnet. Incentives and bonds are stored for each mechanism. Up to spec 364 rank, trust and pruning score
 * are stored too; how those of several mechanisms are combined is not known, so they are left out here.
 */
export type CombinedEpoch = Omit<EpochResult, 'incentive' | 'bonds' | 'rank' | 'trust' | 'pruning_scores'>

/** An epoch that ran, or that was skipped. */
export type SubnetEpoch =
  | {
      readonly _tag: 'Ran'
      /** The result of each mechanism. Of these, the chain stores incentives and bonds. */
      readonly mechanisms: readonly EpochResult[]
      /** `emission` is weighted twice, as the chain stores it; the amounts that were paid are those of servers and validators. */
      readonly combined: CombinedEpoch
    }
  /** Nothing is stored: permits, bonds and all amounts stay. What becomes of the schedule is in `skippedEpoch`. */
  | { readonly _tag: 'Skipped'; readonly repeated: readonly RepeatedHotkey[] }

const combine = (whole: bigint, parts: readonly bigint[], results: readonly EpochResult[]): CombinedEpoch => {
  const weights = mechanismWeights(whole)(parts)
  const shares = (read: (result: EpochResult) => Uint16Array): Uint16Array => combineShares(weights)(results.map(read))
  return {
    active: inAny(results.map(({ active }) => active)),
    stake_weight: shares(({ stake_weight }) => stake_weight),
    consensus: shares(({ consensus }) => consensus),
    dividends: shares(({ dividends }) => dividends),
    validator_trust: shares(({ validator_trust }) => validator_trust),
    validator_permit: inAny(results.map(({ validator_permit }) => validator_permit)),
    emission: combineEmission(weights)(results.map(({ emission }) => emission)),
    server_emission: addAmounts(results.map(({ server_emission }) => server_emission)),
    validator_emission: addAmounts(results.map(({ validator_emission }) => validator_emission)),
  }
}

/**
 * What a subnet's epoch stores, by the rules of the runtime with this `spec_version`; the errors of `mechanismInputs`. Below spec 423 the epoch
 * runs whatever the hotkeys are.
 *
 * @example
 * ```ts
 * import { readSubnetEpochInput, subnetEpoch } from 'steelyard/chain'
 * const chain = { netuid: 1, block: 100, tempo: 10, activity_cutoff: 50, max_allowed_validators: 1, owner_uid: null, kappa: 32767 }
 * const bonds = { bonds_moving_average: 900000, bonds_penalty: 0, yuma3_on: true, liquid_alpha_on: false, alpha_low: 0, alpha_high: 0, alpha_sigmoid_steepness: 1000 }
 * const stakes = { alpha_stake: ['1000', '0'], tao_stake: ['0', '0'], tao_weight: '0', stake_threshold: '0', rao_emission: '2000' }
 * const neurons = { n: 2, last_update: [95, 0], block_at_registration: [1, 1], validator_permit: [true, false], weights: [[0, [[1, 65535]]]], bonds: [] }
 * const other_mechanisms = [{ last_update: [], weights: [], bonds: [] }]
 * const subnet = readSubnetEpochInput({ ...chain, ...bonds, ...stakes, ...neurons, other_mechanisms }).right
 * const { combined } = subnetEpoch(425)(subnet).right
 * [combined.server_emission, combined.validator_emission] // => [BigUint64Array.of(0n, 500n), BigUint64Array.of(1500n, 0n)]
 * subnetEpoch(425)({ ...subnet, hotkeys: ['5A', '5A'] }).right // => { _tag: 'Skipped', repeated: [{ hotkey: '5A', uids: [0, 1] }] }
 * ```
 */
export const subnetEpoch =
  (spec: number) =>
  (subnet: SubnetEpochInput): Either<YumaErrors, SubnetEpoch> =>
    pipe(
      mechanismInputs(spec)(subnet),
      map((inputs): SubnetEpoch => {
        const repeated = rulingOf(spec).inconsistentIsSkipped ? repeatedHotkeys(subnet.hotkeys ?? []) : []
        if (repeated.length > 0) return { _tag: 'Skipped', repeated }
        const mechanisms = inputs.map((input) => resultOf(spec, stagesOf(spec, input)))
        const parts = inputs.map(({ rao_emission }) => rao_emission)
        return { _tag: 'Ran', mechanisms, combined: combine(subnet.input.rao_emission, parts, mechanisms) }
      }),
    )
