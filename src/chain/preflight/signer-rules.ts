/**
 * The chain's rules about the network and the signer. The owner's hotkey needs neither stake nor permit; a single weight
 * to oneself needs no permit.
 */
import type { Rule } from './attempt.js'
import { ofNeuron, onNetwork } from './attempt.js'

const ROOT = 0

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

/** All stake on a network that does not exist is 0, so the pool nearly always answers first. */
export const networkExists: Rule = ({ state, submission: { netuid }, network, mayAfford }) =>
  network !== null || netuid === ROOT
    ? null
    : {
        _tag: 'MechanismDoesNotExist',
        onChain: mayAfford ? 'MechanismDoesNotExist' : 'Invalid.Custom(1)',
        netuid,
        known: state.metagraph?.netuid ?? null,
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

/**
 * Applies only when commit-reveal is off. A last update of 0 means never. A block before the last update counts as the same
 * block.
 */
export const rateLimit: Rule = ofNeuron(({ state }, { hyperparameters }, { last_update }) => {
  const { weights_rate_limit: limit, commit_reveal_weights_enabled } = hyperparameters
  const { block, pool_checks_rate_limit } = state
  if (commit_reveal_weights_enabled || last_update === 0 || Math.max(0, block - last_update) >= limit) return null
  const onChain = pool_checks_rate_limit === true ? 'Invalid.Custom(6)' : 'SettingWeightsTooFast'
  return { _tag: 'SettingWeightsTooFast', onChain, last_update, limit, block, passes_at: last_update + limit }
})

export const validatorPermit: Rule = ofNeuron(({ isOwner, isSelfWeight }, _, { uid, hotkey, validator_permit }) =>
  validator_permit || isOwner || isSelfWeight ? null : { _tag: 'NeuronNoValidatorPermit', onChain: 'NeuronNoValidatorPermit', uid, hotkey },
)
