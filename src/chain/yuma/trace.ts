/** The intermediate values of an epoch, under the names of the chain's own log, so that the two can be compared. */
import type { EpochInput } from './epoch-input.js'
import type { Column } from './fixed.js'
import { isLiquid, liquidAlpha } from './liquid-alpha.js'
import { liquidAlphas } from './liquid-bonds.js'
import { liquidConsensusBy } from './liquid-consensus.js'
import { rulingOf } from './rules.js'
import type { Matrix } from './sparse-rows.js'
import type { Stages } from './stages.js'

/**
 * The values by name: columns as lists of fixed-point bits, amounts as decimals, matrices as rows of `[uid, bits]`, and alphas as
 * complete rows.
 */
export type EpochTrace = {
  readonly [name: string]:
    | readonly number[]
    | readonly string[]
    | readonly (readonly (readonly [uid: number, bits: number])[])[]
    | readonly (readonly number[])[]
}

const bits = (column: Column): readonly number[] => Array.from(column)

const rows = ({ starts, columns, values }: Matrix): readonly (readonly (readonly [number, number])[])[] =>
  Array.from({ length: starts.length - 1 }, (_, i) =>
    Array.from(columns.subarray(starts[i], starts[i + 1]), (column, k): readonly [number, number] => [column, values[starts[i]! + k]!]),
  )

const bondSteps = (spec: number, input: EpochInput, { bonds, consensus }: Stages): EpochTrace => {
  if (bonds._tag === 'Yuma2')
    return {
      'B (mask+norm)': rows(bonds.old),
      ΔB: rows(bonds.delta),
      'ΔB (norm)': rows(bonds.deltaShares),
      'Exponential Moving Average Bonds': rows(bonds.shares),
    }
  const ruling = rulingOf(spec)
  const alphas = isLiquid(input, consensus)
    ? { alphas: liquidAlphas(liquidAlpha(ruling, input), liquidConsensusBy(ruling, input, consensus), bonds.weights, bonds.old).map(bits) }
    : {}
  return { weights_for_bonds: rows(bonds.weights), ...alphas, emaB: rows(bonds.stored), 'emaB norm': rows(bonds.shares) }
}

export const traceOf = (spec: number, input: EpochInput, stages: Stages): EpochTrace => ({
  'Normalised Stake': bits(stages.stake),
  'Active Stake': bits(stages.active),
  'Weights (mask+norm)': rows(stages.weights),
  'Ranks (before)': bits(stages.preranks),
  Consensus: bits(stages.consensus),
  'Clipped Weights': rows(stages.clipped),
  'Validator Trust': bits(stages.validatorTrust),
  'Ranks (after)': bits(stages.ranks),
  Trust: bits(stages.trust),
  'Incentive (=Rank)': bits(stages.incentive),
  ...bondSteps(spec, input, stages),
  Dividends: bits(stages.bonds.dividends),
  'Normalized Server Emission': bits(stages.emission.server),
  'Server Emission': Array.from(stages.emission.serverAmount, String),
  'Normalized Validator Emission': bits(stages.emission.validator),
  'Validator Emission': Array.from(stages.emission.validatorAmount, String),
  'Normalized Combined Emission': bits(stages.emission.combined),
})
