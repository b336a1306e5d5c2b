/** The chain has been looked at: a cycle begins, or it is too early. */
import type { Policy } from '../../policy/policy.js'
import { secondsLater } from '../../units/time/timestamp.js'
import { collect, idle } from '../asking.js'
import type { Move } from '../move.js'
import { andThen } from '../move.js'
import type { Network } from '../network.js'
import { sawNetwork } from '../network.js'
import { firstWanted, paceOf } from '../pace.js'
import type { ValidatorState } from '../state.js'

/** The beginning of the window that the policy looks back on. */
export const windowBefore = <C>(policy: Policy<C>, state: ValidatorState, at: string): string =>
  secondsLater(-Math.ceil(paceOf(policy, state).window_hours * 3600))(at)

export const looked = <C>(policy: Policy<C>, state: ValidatorState, network: Network, at: string): Move =>
  andThen(sawNetwork(state, network), (s) => {
    const wanted = firstWanted(policy, s)
    return network.metagraph.block + 1 >= wanted ? collect(s, windowBefore(policy, s, at), at) : idle(s, wanted)
  })
