/**
 * Whether there is anybody to set weights for: the subnet may not exist, and the signer may not be registered on it. These are states of the
 * subnet, which the owner of the validator has to change, and not failures of the chain.
 */
import { pipe } from 'fp-ts/lib/function.js'
import type { Alert } from '../alert.js'
import { openAllGates } from '../lanes/gates.js'
import type { Next } from '../move.js'
import { andThen, raise, stay } from '../move.js'
import type { Network, Registered } from '../network.js'
import { isRegistered } from '../network.js'
import type { Standing, ValidatorState } from '../state.js'
import { idle } from './enter.js'

const alertOf = (standing: Exclude<Standing, 'Registered'>, { settings: { netuid, hotkey } }: ValidatorState, over: boolean): Alert =>
  standing === 'SubnetUnknown' ? { _tag: standing, netuid, over } : { _tag: standing, netuid, hotkey, over }

/** Notes how the signer stands. An alert is raised when it loses its place, and when it has one again. */
export const stand =
  (standing: Standing): Next =>
  (state) => {
    const before = state.standing
    if (before === standing) return stay(state)
    return stay(
      { ...state, standing },
      ...(before === 'Registered' ? [] : [raise(alertOf(before, state, true))]),
      ...(standing === 'Registered' ? [] : [raise(alertOf(standing, state, false))]),
    )
  }

const REASONS: { readonly [S in Exclude<Standing, 'Registered'>]: string } = {
  SubnetUnknown: 'the chain has no such subnet',
  NotRegistered: 'the signer is not registered on the subnet',
}

/** Nobody can set weights: whoever waits is told why, and the chain is looked at again after a heartbeat. */
const standAside =
  (standing: Exclude<Standing, 'Registered'>): Next =>
  (state) =>
    pipe(state, openAllGates(REASONS[standing]), andThen(idle((state.head ?? 0) + 1 + state.settings.heartbeat_blocks)))

/** Goes on where the signer can set weights; else it stands aside. */
export const whereRegistered =
  (next: (network: Registered) => Next) =>
  (network: Network | null): Next => {
    if (network === null) return standAside('SubnetUnknown')
    return isRegistered(network) ? next(network) : standAside('NotRegistered')
  }
