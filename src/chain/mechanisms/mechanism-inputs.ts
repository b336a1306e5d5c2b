/** The input of each mechanism of a subnet. All have the same neurons, stakes, old permits and hyperparameters. */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import { checkInput, checkSpec } from '../yuma/check-input.js'
import type { YumaErrors } from '../yuma/epoch.js'
import type { EpochInput } from '../yuma/epoch-input.js'
import { usesPrevious } from '../yuma/liquid-consensus.js'
import { isUnsettled, rulingOf } from '../yuma/rules.js'
import type { YumaError } from '../yuma/yuma-error.js'
import { haveRoom, MOST_UIDS_OF_MECHANISMS } from './mechanism-count.js'
import { MOST_MECHANISMS } from './mechanism-index.js'
import { splitEmission } from './split-emission.js'

/** What a mechanism has of its own. A new mechanism has last updates of 0, no weights and no bonds. */
export type MechanismInput = Pick<EpochInput, 'last_update' | 'weights' | 'bonds' | 'commit_blocks' | 'previous_consensus'>

/** A subnet at an epoch, with all its mechanisms. `readSubnetEpochInput` reads it from a document. */
export interface SubnetEpochInput {
  /** The subnet and its mechanism 0. `rao_emission` is the amount of the whole subnet. */
  readonly input: EpochInput
  /** Mechanism 1 and those after it; empty on a subnet with one mechanism. */
  readonly others: readonly MechanismInput[]
  /** `MechanismEmissionSplit`, parts of 65535; null when it is unset. */
  readonly split: readonly number[] | null
  /** The hotkeys by uid; null when they are not known, and then the check for repeated hotkeys is left out. */
  readonly hotkeys: readonly string[] | null
  /** Budgets that mechanisms have of their own in later runtimes. Their rules are not settled, so anything but null is refused. */
  readonly budgets: unknown
}

const ownOf = (others: readonly MechanismInput[], input: EpochInput): readonly EpochInput[] =>
  others.map(({ last_update, weights, bonds, commit_blocks, previous_consensus }) => ({
    ...input,
    ...{ last_update, weights, bonds, commit_blocks, previous_consensus },
  }))

/** Since the mechanisms of spec 446 to 451 may share the stored consensus, it must not decide anything there. */
const unsettledConsensus = (spec: number, inputs: readonly EpochInput[]): readonly YumaError[] =>
  inputs.length > 1 &&
  isUnsettled(spec, 'consensusIsByMechanism') &&
  inputs.some((input) => input.yuma3_on && input.liquid_alpha_on && usesPrevious(input))
    ? [{ _tag: 'UnsettledRule', path: 'previous_consensus', rule: 'consensusIsByMechanism', spec }]
    : []

const tooMany = ({ n }: EpochInput, count: number): boolean => count > MOST_MECHANISMS || (count > 1 && !haveRoom(count, n))

const mistakes = (
  spec: number,
  { input, others, hotkeys, budgets }: SubnetEpochInput,
  inputs: readonly EpochInput[],
): readonly YumaError[] => {
  const unknown = checkSpec(spec)
  if (unknown.length > 0) return unknown
  const limits = `mechanisms: at most ${MOST_MECHANISMS}, with at most ${MOST_UIDS_OF_MECHANISMS} uids together`
  return [
    ...(budgets === null ? [] : [{ _tag: 'MechanismBudgets', path: 'mechanism_budgets' } as const]),
    ...(others.length > 0 && !rulingOf(spec).hasMechanisms ? [{ _tag: 'NoMechanisms', path: 'other_mechanisms', spec } as const] : []),
    ...(tooMany(input, inputs.length)
      ? [{ _tag: 'Unexpected', path: 'other_mechanisms', value: others.length, expected: limits } as const]
      : []),
    ...(hotkeys === null || hotkeys.length === input.n
      ? []
      : [{ _tag: 'WrongLength', path: 'hotkeys', length: hotkeys.length, expected: input.n } as const]),
    ...inputs.flatMap((each, m) =>
      checkInput(each)
        .filter(({ path }) => m === 0 || /^(last_update|weights|bonds|commit_blocks)/.test(path))
        .map((error) => (m === 0 ? error : { ...error, path: `other_mechanisms[${m - 1}].${error.path}` })),
    ),
    ...unsettledConsensus(spec, inputs),
  ]
}

/**
 * The input of each mechanism, in their order, with its part of the subnet's emission. `epoch` and `forecast` take one of them.
 *
 * Errors: `UnknownRuntime`, `NullConsensus`, `MechanismBudgets`, `NoMechanisms` below spec 320, those of `splitEmission`, `UnsettledRule` when several
 * mechanisms use the consensus of the last epoch from 446 to 451, and every mistake of an input.
 *
 * @example
 * ```ts
 * import { mechanismInputs, readSubnetEpochInput } from 'steelyard/chain'
 * const chain = { netuid: 1, block: 100, tempo: 10, activity_cutoff: 50, max_allowed_validators: 1, owner_uid: null, kappa: 32767 }
 * const bonds = { bonds_moving_average: 900000, bonds_penalty: 0, yuma3_on: true, liquid_alpha_on: false, alpha_low: 0, alpha_high: 0, alpha_sigmoid_steepness: 1000 }
 * const stakes = { alpha_stake: ['1000', '0'], tao_stake: ['0', '0'], tao_weight: '0', stake_threshold: '0', rao_emission: '1001' }
 * const neurons = { n: 2, last_update: [95, 0], block_at_registration: [1, 1], validator_permit: [true, false], weights: [[0, [[1, 65535]]]], bonds: [] }
 * const other_mechanisms = [{ last_update: [], weights: [], bonds: [] }]
 * const subnet = readSubnetEpochInput({ ...chain, ...bonds, ...stakes, ...neurons, other_mechanisms }).right
 * mechanismInputs(425)(subnet).right.map(({ rao_emission }) => rao_emission) // => [501n, 500n]
 * ```
 */
export const mechanismInputs =
  (spec: number) =>
  (subnet: SubnetEpochInput): Either<YumaErrors, readonly EpochInput[]> => {
    const { input, others, split } = subnet
    const inputs = [input, ...ownOf(others, input)]
    const [first, ...rest] = mistakes(spec, subnet, inputs)
    if (first !== undefined) return left([first, ...rest])
    const parts = splitEmission(spec)({ count: inputs.length, split })(input.rao_emission)
    return isLeft(parts) ? parts : right(inputs.map((each, m) => ({ ...each, rao_emission: parts.right[m]! })))
  }
