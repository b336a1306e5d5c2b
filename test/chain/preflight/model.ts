/**
 * The chain's checks, written independently of the library: in the order of the runtime, each `ensure` by hand, with the
 * fixed point in bigint. `flaws` are mistakes of existing clients; without flaws it is the model.
 */
import type { ChainState, Submission } from '../../../src/chain/preflight/chain-state.js'

export interface Flaws {
  /** The Python SDK waits for more blocks than the limit. */
  readonly waitsOneMore?: true
  readonly dropsZeros?: true
  readonly noSelfWeight?: true
  readonly noOwner?: true
  readonly exactVersion?: true
  readonly exactShares?: true
  readonly sharesAsSent?: true
  readonly noPool?: true
  readonly minimumNotCut?: true
  readonly neverSetIsBlockZero?: true
  readonly uidsBeforeDuplicates?: true
  readonly lengthBeforeUids?: true
  readonly limitForEver?: true
  readonly ownerFrom?: number
  readonly oneName?: true
  readonly mechanismsAbove?: true
  readonly noMechanisms?: true
  readonly poolFrom?: number
  readonly specOverridesPool?: true
}

const FRACTION = 32n
const fixed = (n: number | bigint): bigint => BigInt(n) << FRACTION
const over = (a: bigint, b: bigint): bigint => (a << FRACTION) / b
const times = (a: bigint, b: bigint): bigint => (a * b) >> FRACTION
const rounded = (a: bigint): bigint => (a + (1n << (FRACTION - 1n))) >> FRACTION

const upscaled = (weights: readonly number[]): readonly number[] => {
  const largest = weights.reduce((a, b) => (b > a ? b : a), 0)
  if (largest === 0) return weights
  return weights.map((w) =>
    Number(
      largest > 32_768
        ? rounded(times(fixed(w), over(fixed(65_535), fixed(largest))))
        : rounded(over(times(fixed(w), fixed(65_535)), fixed(largest))),
    ),
  )
}

const within = (weights: readonly number[], limit: number): boolean => {
  const sum = weights.reduce((all, w) => all + fixed(w), 0n)
  return sum === 0n || weights.every((w) => over(fixed(w), sum) <= over(fixed(limit), fixed(65_535)))
}

const withinExactly = (weights: readonly number[], limit: number): boolean => {
  const sum = weights.reduce((all, w) => all + BigInt(w), 0n)
  return weights.every((w) => BigInt(w) * 65_535n <= BigInt(limit) * sum)
}

/** The chain's answer: null for accepted, else the name of a dispatch error or the pool's answer, with the rule that caused it. */
export const chainModel =
  (flaws: Flaws = {}) =>
  (
    state: ChainState,
    { netuid, mechanism = 0, uids, weights, version_key }: Submission,
  ): { readonly rule: string; readonly answer: string } | null => {
    const dispatch = (name: string): { readonly rule: string; readonly answer: string } => ({ rule: name, answer: name })
    const net = state.metagraph !== null && state.metagraph.netuid === netuid ? state.metagraph : null
    const params = net?.hyperparameters
    const me = net?.neurons.find(({ hotkey }) => hotkey === state.signer.hotkey)
    const spec = state.spec ?? 459
    const fromSpec = spec >= (flaws.poolFrom ?? 419)
    const setting = state.pool_checks_rate_limit
    const inPool = (flaws.specOverridesPool === true ? fromSpec : (setting ?? fromSpec)) === true
    const missing = spec < 320 && flaws.oneName === undefined ? 'SubNetworkDoesNotExist' : 'MechanismDoesNotExist'
    const mechanisms = (state.mechanisms ?? 1) + (flaws.mechanismsAbove === true ? 1 : 0)
    const isMissing = net === null || (flaws.noMechanisms === undefined && mechanism >= mechanisms)
    const isOwner =
      spec >= (flaws.ownerFrom ?? 397) &&
      flaws.noOwner === undefined &&
      me !== undefined &&
      net?.owner !== undefined &&
      net.owner.hotkey === me.hotkey
    const staked = isOwner || (net === null ? 0n : state.signer.stake) >= state.stake_threshold
    const tooFast = (): boolean => {
      if (me === undefined || params === undefined || params.commit_reveal_weights_enabled) return false
      if (me.last_update === 0 && flaws.neverSetIsBlockZero === undefined) return false
      const age = state.block > me.last_update ? state.block - me.last_update : 0
      return flaws.waitsOneMore === true ? age <= params.weights_rate_limit : age < params.weights_rate_limit
    }

    if (flaws.noPool === undefined && !staked)
      return {
        rule: netuid === 0 ? 'CanNotSetRootNetworkWeights' : isMissing ? missing : 'NotEnoughStakeToSetWeights',
        answer: 'Invalid.Custom(1)',
      }
    if (
      flaws.noPool === undefined &&
      inPool &&
      net !== null &&
      netuid !== 0 &&
      isMissing &&
      me !== undefined &&
      params?.commit_reveal_weights_enabled === false
    )
      return { rule: missing, answer: 'Invalid.Custom(6)' }
    if (flaws.noPool === undefined && inPool && tooFast()) return { rule: 'SettingWeightsTooFast', answer: 'Invalid.Custom(6)' }

    if (params?.commit_reveal_weights_enabled === true) return dispatch('CommitRevealEnabled')
    if (netuid === 0) return dispatch('CanNotSetRootNetworkWeights')
    if (uids.length !== weights.length) return dispatch('WeightVecNotEqualSize')
    if (isMissing || net === null || params === undefined) return dispatch(missing)
    if (uids.length > net.neurons.length) return dispatch('UidsLengthExceedUidsInSubNet')
    if (me === undefined) return dispatch('HotKeyNotRegisteredInSubNet')
    if (!staked) return dispatch('NotEnoughStakeToSetWeights')
    if (
      params.weights_version !== 0n &&
      (flaws.exactVersion === true ? version_key !== params.weights_version : version_key < params.weights_version)
    )
      return dispatch('IncorrectWeightVersionKey')
    if (tooFast()) return dispatch('SettingWeightsTooFast')
    const isSelf = flaws.noSelfWeight === undefined && weights.length === 1 && uids[0] === me.uid
    if (!isSelf && !isOwner && !me.validator_permit) return dispatch('NeuronNoValidatorPermit')
    const twice = [...uids].some((uid, i) => uids.indexOf(uid) !== i)
    const strange = [...uids].some((uid) => net.neurons.every((neuron) => neuron.uid !== uid))
    const minimum = flaws.minimumNotCut === true ? params.min_allowed_weights : Math.min(net.neurons.length, params.min_allowed_weights)
    const short = !isSelf && [...weights].filter((w) => flaws.dropsZeros === undefined || w > 0).length < minimum
    const checks = [twice && 'DuplicateUids', strange && 'UidVecContainInvalidOne', short && 'WeightVecLengthIsLow'] as const
    const order = flaws.uidsBeforeDuplicates === true ? [1, 0, 2] : flaws.lengthBeforeUids === true ? [2, 0, 1] : [0, 1, 2]
    for (const i of order) {
      const name = checks[i]!
      if (name !== false) return dispatch(name)
    }
    if (isSelf || params.max_weight_limit === 65_535) return null
    if (spec >= 330 && flaws.limitForEver === undefined) return null
    const stored = flaws.sharesAsSent === true ? [...weights] : upscaled([...weights])
    const fits = flaws.exactShares === true ? withinExactly(stored, params.max_weight_limit) : within(stored, params.max_weight_limit)
    return fits ? null : dispatch('MaxWeightExceeded')
  }
