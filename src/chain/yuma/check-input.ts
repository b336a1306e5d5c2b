/** Checks that the rules of a runtime are known, and that the columns of an epoch's input fit together. Input from `readEpochInput` always does. */
import { unknownRuntime } from '../preflight/chain-rules.js'
import type { Fault } from '../../units/codec/fault.js'
import { isKnownSpec } from '../preflight/spec.js'
import type { EpochInput } from './epoch-input.js'
import { LIQUID_ALPHA_CONSENSUS_MODES } from './liquid-alpha-mode.js'
import type { SparseRows } from './sparse-rows.js'
import type { YumaError } from './yuma-error.js'

/** A sum of more u16 values than this would overflow the chain's fixed point. No subnet has that many neurons. */
export const MOST_NEURONS = 32_768

const BLOCK = Number.MAX_SAFE_INTEGER
const NUMBERS = {
  netuid: [0, 65_535],
  n: [0, MOST_NEURONS],
  block: [0, BLOCK],
  tempo: [0, 65_535],
  activity_cutoff: [0, BLOCK],
  max_allowed_validators: [0, 65_535],
  kappa: [0, 65_535],
  bonds_moving_average: [0, 1_000_000],
  bonds_penalty: [0, 65_535],
  alpha_low: [0, 65_535],
  alpha_high: [0, 65_535],
  alpha_sigmoid_steepness: [-32_768, 32_767],
  last_mechansim_step_block: [0, BLOCK],
} as const

const COLUMNS = ['last_update', 'block_at_registration', 'alpha_stake', 'tao_stake', 'validator_permit', 'commit_blocks'] as const

const unexpected = (path: string, value: unknown, expected: string): Fault => ({ _tag: 'Unexpected', path, value, expected })

const isRows = (n: number, { starts, columns, values, kept }: SparseRows): boolean =>
  starts.length === n + 1 &&
  kept.length === n &&
  values.length === columns.length &&
  starts[0] === 0 &&
  starts[n] === columns.length &&
  starts.every((start, i) => i === 0 || start >= starts[i - 1]!) &&
  columns.every((column) => column < n)

/** The first value that is not a block height. A commit block may also be Infinity, when there is no open commit. */
const badBlocks = (path: string, blocks: Float64Array | null, isOpen: (block: number) => boolean): readonly Fault[] => {
  const at = blocks?.findIndex((block) => !(Number.isSafeInteger(block) && block >= 0) && !isOpen(block)) ?? -1
  return at === -1 ? [] : [unexpected(`${path}[${at}]`, blocks![at], 'a block height: an integer from 0 to 2^53 - 1')]
}

/** Empty when the rules of a runtime are known. */
export const checkSpec = (spec: number): readonly YumaError[] => (isKnownSpec(spec) ? [] : [{ ...unknownRuntime(spec), path: 'spec' }])

const badMode = (mode: EpochInput['liquid_alpha_consensus_mode']): readonly Fault[] =>
  LIQUID_ALPHA_CONSENSUS_MODES.includes(mode)
    ? []
    : [unexpected('liquid_alpha_consensus_mode', mode, LIQUID_ALPHA_CONSENSUS_MODES.join(', '))]

/** Every mistake of an input; empty when an epoch can be computed from it by rules that are known. */
export const checkInput = (input: EpochInput): readonly YumaError[] => {
  const { n, owner_uid } = input
  const numbers = Object.entries(NUMBERS).flatMap(([key, [least, most]]) => {
    const value = input[key as keyof typeof NUMBERS]
    return Number.isInteger(value) && value >= least && value <= most ? [] : [unexpected(key, value, `an integer from ${least} to ${most}`)]
  })
  const lengths = COLUMNS.flatMap((path): readonly YumaError[] => {
    const length = input[path]?.length ?? n
    return length === n ? [] : [{ _tag: 'WrongLength', path, length, expected: n }]
  })
  const rows = (['weights', 'bonds'] as const).flatMap((path) =>
    isRows(n, input[path]) ? [] : [unexpected(path, input[path], `rows of ${n} neurons`)],
  )
  const owner: readonly YumaError[] =
    owner_uid === null || (Number.isInteger(owner_uid) && owner_uid >= 0 && owner_uid < n)
      ? []
      : [{ _tag: 'UnknownNeuron', path: 'owner_uid', value: owner_uid }]
  const unsettled: readonly YumaError[] = input.null_consensus ? [{ _tag: 'NullConsensus', path: 'null_consensus' }] : []
  return [
    ...unsettled,
    ...numbers,
    ...badMode(input.liquid_alpha_consensus_mode),
    ...owner,
    ...lengths,
    ...rows,
    ...badBlocks('last_update', input.last_update, () => false),
    ...badBlocks('block_at_registration', input.block_at_registration, () => false),
    ...badBlocks('commit_blocks', input.commit_blocks, (block) => block === Infinity),
  ]
}
