/**
 * The chain's rules about the network and the signer. The owner's hotkey needs neither stake nor permit since spec 397; a single weight
 * to oneself needs no permit.
 */
import type { Attempt, Rule } from './attempt.js'
import type { ChainState, Submission } from './chain-state.js'
import type { PreflightError } from './preflight-error.js'
import { ofNeuron, onNetwork } from './attempt.js'
import { tooEarly } from './too-early.js'

const ROOT = 0

type Missing = Extract<PreflightError, { readonly _tag: 'MechanismDoesNotExist' | 'SubNetworkDoesNotExist' }>

/** The call itself checks this, before any other rule. */
export const commitReveal: Rule = onNetwork((_, { netuid, hyperparameters }) =>
  hyperparameters.commit_reveal_weights_enabled ? { _tag: 'CommitRevealEnabled', onChain: 'CommitRevealEnabled', netuid } : null,
)

/** Without enough stake on netuid 0, the pool answers before this rule is checked. */
export const notRoot: Rule = ({ state, submission, stake, mayAfford }) =>
  submission.netuid !== ROOT
    ? null
    : {
        _tag: 'CanNotSetRootNetworkWeights',
        onChain: mayAfford ? 'CanNotSetRootNetworkWeights' : 'Invalid.Custom(1)',
        stake,
        threshold: state.stake_threshold,
      }

/** What a call is for. */
type Target = Pick<Submission, 'netuid' | 'mechanism'>

/** The error of a call for a network or a mechanism that does not exist. All stake there is 0, so the pool nearly always answers first. */
export const missing = (
  _tag: 'MechanismDoesNotExist' | 'SubNetworkDoesNotExist',
  { metagraph, mechanisms = 1 }: ChainState,
  { netuid, mechanism = 0 }: Target,
  { network, mayAfford }: Pick<Attempt, 'network' | 'mayAfford'>,
): Missing | null => {
  if (network !== null && Number.isInteger(mechanism) && mechanism >= 0 && mechanism < mechanisms) return null
  const onChain = mayAfford ? _tag : 'Invalid.Custom(1)'
  const which = network === null ? {} : { mechanism }
  return { _tag, onChain, netuid, known: metagraph?.netuid ?? null, ...which } as Missing
}

export const networkExists =
  (_tag: 'MechanismDoesNotExist' | 'SubNetworkDoesNotExist'): Rule =>
  (attempt) => {
    const { state, submission, network, mayAfford, neuron, holds } = attempt
    const error = submission.netuid === ROOT ? null : missing(_tag, state, submission, attempt)
    if (error === null || network === null || neuron === null || !mayAfford) return error
    // The pool finds no last update of such a mechanism, and takes that for one that is too new.
    const { pool_checks_rate_limit = holds('poolChecksRateLimit') } = state
    const isChecked = pool_checks_rate_limit && !network.hyperparameters.commit_reveal_weights_enabled
    return isChecked ? ({ ...error, onChain: 'Invalid.Custom(6)' } as PreflightError) : error
  }

export const registered: Rule = onNetwork(({ state, neuron }, { netuid }) =>
  neuron === null
    ? { _tag: 'HotKeyNotRegisteredInSubNet', onChain: 'HotKeyNotRegisteredInSubNet', hotkey: state.signer.hotkey, netuid }
    : null,
)

/** The pool checks the same, so the answer is the pool's. */
export const enoughStake: Rule = ({ state, stake, mayAfford }) =>
  mayAfford ? null : { _tag: 'NotEnoughStakeToSetWeights', onChain: 'Invalid.Custom(1)', stake, threshold: state.stake_threshold }

/** A network key of 0 accepts every version. */
export const versionKey: Rule = onNetwork(({ submission: { version_key } }, { hyperparameters: { weights_version: network_key } }) =>
  network_key === 0n || version_key >= network_key
    ? null
    : { _tag: 'IncorrectWeightVersionKey', onChain: 'IncorrectWeightVersionKey', version_key, network_key },
)

/** Applies only when commit-reveal is off. */
export const rateLimit: Rule = ofNeuron(({ state, holds }, { hyperparameters }, neuron) => {
  const early = hyperparameters.commit_reveal_weights_enabled ? null : tooEarly(hyperparameters, neuron, state.block)
  if (early === null) return null
  const { pool_checks_rate_limit = holds('poolChecksRateLimit') } = state
  return { _tag: 'SettingWeightsTooFast', onChain: pool_checks_rate_limit ? 'Invalid.Custom(6)' : 'SettingWeightsTooFast', ...early }
})

export const validatorPermit: Rule = ofNeuron(({ isExempt, isSelfWeight }, _, { uid, hotkey, validator_permit }) =>
  validator_permit || isExempt || isSelfWeight
    ? null
    : { _tag: 'NeuronNoValidatorPermit', onChain: 'NeuronNoValidatorPermit', uid, hotkey },
)
