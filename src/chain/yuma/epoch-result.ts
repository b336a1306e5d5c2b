/** What an epoch stores, as columns by uid and as a document. */
import { bitsToU16s } from './fixed.js'
import { pruningScores } from './emission.js'
import { rulingOf } from './rules.js'
import type { SparseRows, StoredRow } from './sparse-rows.js'
import { storedRows } from './sparse-rows.js'
import type { Stages } from './stages.js'

/**
 * The stored fields, under the chain's names: shares in parts of 65535, amounts in rao, 1 for yes. The three scores are null
 * since spec 365, which does not store them.
 */
export interface EpochResult {
  readonly active: Uint8Array
  readonly stake_weight: Uint16Array
  readonly rank: Uint16Array | null
  readonly trust: Uint16Array | null
  readonly pruning_scores: Uint16Array | null
  readonly consensus: Uint16Array
  readonly incentive: Uint16Array
  readonly dividends: Uint16Array
  readonly validator_trust: Uint16Array
  /** The permits of the next epoch. */
  readonly validator_permit: Uint8Array
  readonly emission: BigUint64Array
  readonly server_emission: BigUint64Array
  readonly validator_emission: BigUint64Array
  readonly bonds: SparseRows
}

export const resultOf = (spec: number, stages: Stages): EpochResult => {
  const { scoresAreStored } = rulingOf(spec)
  const { activity, stake, incentive, trust, consensus, validatorTrust, permits, bonds, emission, storedBonds } = stages
  return {
    active: activity,
    stake_weight: bitsToU16s(stake),
    rank: scoresAreStored ? bitsToU16s(incentive) : null,
    trust: scoresAreStored ? bitsToU16s(trust) : null,
    pruning_scores: scoresAreStored ? pruningScores(emission.combined) : null,
    consensus: bitsToU16s(consensus),
    incentive: bitsToU16s(incentive),
    dividends: bitsToU16s(bonds.dividends),
    validator_trust: bitsToU16s(validatorTrust),
    validator_permit: permits,
    emission: emission.amount,
    server_emission: emission.serverAmount,
    validator_emission: emission.validatorAmount,
    bonds: storedBonds,
  }
}

type Scores = { readonly [K in 'rank' | 'trust' | 'pruning_scores']: readonly number[] | null }
type Parts = { readonly [K in 'stake_weight' | 'consensus' | 'incentive' | 'dividends' | 'validator_trust']: readonly number[] }
type Flags = { readonly [K in 'active' | 'validator_permit']: readonly boolean[] }
type Amounts = { readonly [K in 'emission' | 'server_emission' | 'validator_emission']: readonly string[] }

/** A result in its JSON form: amounts as decimal strings, flags as booleans, bonds as rows. */
export type EpochReport = Scores & Parts & Flags & Amounts & { readonly bonds: readonly StoredRow[] }

const flags = (column: Uint8Array): readonly boolean[] => Array.from(column, (flag) => flag === 1)
const decimals = (column: BigUint64Array): readonly string[] => Array.from(column, String)
const scores = (column: Uint16Array | null): readonly number[] | null => (column === null ? null : Array.from(column))

/**
 * An epoch's result as plain data that JSON can hold.
 *
 * @example
 * ```ts
 * import { epoch, readEpochInput, reportEpoch } from 'steelyard/chain'
 * const chain = { netuid: 1, block: 100, tempo: 10, activity_cutoff: 50, max_allowed_validators: 1, owner_uid: null, kappa: 32767 }
 * const bonds = { bonds_moving_average: 900000, bonds_penalty: 0, yuma3_on: true, liquid_alpha_on: false, alpha_low: 0, alpha_high: 0, alpha_sigmoid_steepness: 1000 }
 * const stakes = { alpha_stake: ['1000', '0'], tao_stake: ['0', '0'], tao_weight: '0', stake_threshold: '0', rao_emission: '1000' }
 * const rows = { weights: [[0, [[1, 65535]]]], bonds: [] }
 * const neurons = { n: 2, last_update: [95, 0], block_at_registration: [1, 1], validator_permit: [true, false] }
 * const input = readEpochInput({ ...chain, ...bonds, ...stakes, ...rows, ...neurons }).right
 * const report = reportEpoch(epoch(293)(input).right)
 * report.emission // => ['500', '500']
 * report.bonds // => [[0, [[1, 6553]]]]
 * ```
 */
export const reportEpoch = (result: EpochResult): EpochReport => ({
  active: flags(result.active),
  stake_weight: Array.from(result.stake_weight),
  rank: scores(result.rank),
  trust: scores(result.trust),
  consensus: Array.from(result.consensus),
  incentive: Array.from(result.incentive),
  dividends: Array.from(result.dividends),
  pruning_scores: scores(result.pruning_scores),
  validator_trust: Array.from(result.validator_trust),
  validator_permit: flags(result.validator_permit),
  emission: decimals(result.emission),
  bonds: storedRows(result.bonds),
  server_emission: decimals(result.server_emission),
  validator_emission: decimals(result.validator_emission),
})
