/** The chain has been looked at: a cycle begins, or it is too early. */
import type { When } from '../cycle.js'
import type { Next } from '../move.js'
import type { Network } from '../network.js'
import { firstWanted } from '../pace.js'
import { collect, idle } from './enter.js'
import { whereRegistered } from './standing.js'

export const looked = (when: When): ((network: Network | null) => Next) =>
  whereRegistered(({ metagraph }) => (state) => {
    const wanted = firstWanted(state)
    return metagraph.block + 1 >= wanted ? collect(when)(state) : idle(wanted)(state)
  })
