/** From a world to a decision: the shares of its events, paid from one pool, and a burn. */
import type { Either } from 'fp-ts/lib/Either.js'
import { bind, bindTo, chain, left, map, mapLeft } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { BurnTargetError } from '../../policy/burn/burn-target-error.js'
import { burnTargetProblem } from '../../policy/burn/burn-target-error.js'
import { findBurnTarget } from '../../policy/burn/burn-target.js'
import type { Decision, LeftOut } from '../../policy/decision.js'
import { judgeEvidence } from '../../policy/evidence-unusable.js'
import type { Refused } from '../../policy/problem.js'
import type { World } from '../../policy/world.js'
import { poolDecision } from '../../policy/pool/pool-decision.js'
import { readWorld } from '../../policy/read-world.js'
import type { SinglePool } from '../../policy/pool/single-pool.js'
import { paySinglePool } from '../../policy/pool/single-pool.js'
import type { Neuron } from '../../network/subnet.js'
import { judgeBurn } from '../../policy/burn/judge-burn.js'
import { minersOf, NO_EVENTS } from './calculate-weights.js'
import type { Tally } from './count-events.js'
import { countEvents } from './count-events.js'
import type { EventSharesConfig } from './event-shares-config.js'

const refusal = mapLeft((error: BurnTargetError): Refused => [burnTargetProblem(error)])

const pay = (config: EventSharesConfig, neurons: readonly Neuron[], tally: Tally): Either<Refused, SinglePool> => {
  const slots = new Map<string, Neuron>(neurons.map((neuron) => [neuron.hotkey, neuron]))
  const claims = minersOf(config, tally).map(({ hotkey, share }) => ({ neuron: slots.get(hotkey)!, claim: share }))
  const nobodyBurns = config.burn_uid === undefined && config.burn_hotkey === undefined
  if (claims.length === 0 && nobodyBurns) return left([NO_EVENTS])
  return refusal(paySinglePool(config)(neurons)(claims))
}

const leftOut = (target: Neuron | null, { strangers }: Tally): readonly LeftOut[] =>
  strangers.map((hotkey) =>
    hotkey === target?.hotkey
      ? { uid: target.uid, hotkey, category: null, reason: 'BurnTarget' }
      : { uid: null, hotkey, category: null, reason: 'NotRegistered' },
  )

/**
 * Decides. Hotkeys that are not neurons, and the burn target, are left out before shares are computed. When nothing counts, the
 * whole burns, with a warning. Error: when there is also no burn target, there is no decision.
 */
export const decide =
  (allowForeignBurn: boolean) =>
  (config: EventSharesConfig) =>
  (world: World): Either<Refused, Decision> =>
    pipe(
      readWorld(world),
      bindTo('subnet'),
      bind('target', ({ subnet }) => refusal(findBurnTarget(config)(subnet.neurons))),
      chain(({ subnet, target }) => {
        const miners = subnet.neurons.filter(({ uid }) => uid !== target?.uid)
        const tally = countEvents(config)(subnet.at, new Set(miners.map(({ hotkey }) => hotkey)))(world.results)
        return pipe(
          pay(config, subnet.neurons, tally),
          bindTo('pool'),
          bind('warnings', ({ pool }) => judgeBurn(config, subnet, pool.burn.quota, allowForeignBurn)),
          map(({ pool, warnings }): Decision => {
            const paid = poolDecision('events')(pool)
            const excluded = leftOut(target, tally)
            const unusable = judgeEvidence(config, {
              results: world.results,
              entries: paid.entries,
              reasons: [...excluded.map(({ reason }) => reason), ...Array.from({ length: tally.old }, () => 'OldEvent')],
              warnings: tally.warnings,
            })
            const none = pool.parts.length === 0 ? [NO_EVENTS] : []
            return { ...paid, excluded, next: [], profiles: [], warnings: [...warnings, ...unusable, ...none, ...tally.warnings] }
          }),
        )
      }),
    )
