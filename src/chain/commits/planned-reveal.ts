/**
 * The block of the reveal of a commit that is made now, and the round to encrypt it to, on any runtime whose rules are known.
 *
 * Since spec 423 the schedule says it (`revealRound`). Before, the height alone: from 301 to 422 a commit is tried in every block that sees the
 * epoch of its reveal; until 300 in one block alone, so its pulse has to be on the chain before that. Source: `reveal_crv3_commits` of
 * subtensor; a commit that was planned so was revealed by a real runtime (spec 293).
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { chain, isRight, left, map, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Option } from 'fp-ts/lib/Option.js'
import { filter, getRight, map as mapOption } from 'fp-ts/lib/Option.js'
import { isTriedAgain, revealedBy, revealWindow } from './reveal-window.js'
import type { ChainRules } from '../preflight/chain-rules.js'
import { chainRules } from '../preflight/chain-rules.js'
import { QUICKNET } from '../timelock/beacon.js'
import type { EpochCounters, EpochSchedule } from '../schedule/epoch-schedule.js'
import { commitEpoch } from '../schedule/epoch-seen.js'
import type { Reveal } from '../schedule/reveal-round.js'
import { revealRound } from '../schedule/reveal-round.js'
import type { ScheduleError } from '../schedule/schedule-error.js'
import { withSafetyNet } from '../schedule/schedule-rules.js'

/** What the epoch of a commit follows from that the block after `block` includes. */
export interface CommitMoment {
  /** The runtime's `spec_version`. */
  readonly spec: number
  readonly netuid: number
  readonly tempo: number
  /** The schedule at `block`; a runtime until spec 422 keeps none. */
  readonly schedule?: EpochCounters
  readonly block: number
}

/** What its reveal depends on. */
export interface RevealPlan extends CommitMoment {
  /** The epochs from the commit to its reveal, the subnet's `RevealPeriodEpochs`: an integer from 1 to 65535. */
  readonly reveal_period_epochs: number
  /** The seconds from one block to the next: above 0. */
  readonly block_seconds: number
  /** The time at `block`, in seconds of Unix time. */
  readonly now: number
}

/** Up to spec 422 the tempo alone is used of a schedule. */
const scheduleOf = ({ schedule, tempo, block }: CommitMoment): EpochSchedule => ({
  ...(schedule ?? { last_epoch_block: 0, pending_epoch_at: 0, subnet_epoch_index: 0, blocks_since_last_step: 0, tempo }),
  current_block: block,
})

/**
 * The epoch under which the chain keeps a commit that the next block includes; none where the rules of the runtime are not known, or where it
 * keeps a schedule that is not given.
 *
 * @example
 * ```ts
 * import { nextCommitEpoch } from 'steelyard/chain'
 * nextCommitEpoch({ spec: 422, netuid: 3, tempo: 360, block: 1000 }) // => { _tag: 'Some', value: 2 }
 * nextCommitEpoch({ spec: 425, netuid: 3, tempo: 360, block: 1000 }) // => { _tag: 'None' }
 * ```
 */
export const nextCommitEpoch = (clock: CommitMoment): Option<number> =>
  pipe(
    getRight(chainRules(clock.spec)),
    filter(({ holds }) => clock.schedule !== undefined || !holds('epochsAreCounted')),
    mapOption((rules) => commitEpoch({ rules, netuid: clock.netuid, schedule: scheduleOf(clock) })(clock.block + 1)),
  )

/** So long after the reveal its pulse may come, where it is tried again, and so long before it must have come, where it is not. */
const BLOCKS_AFTER = 3
const BLOCKS_BEFORE = 6

const roundAt = ({ now, block, block_seconds }: RevealPlan, height: number): number =>
  Math.max(1, Math.floor((now + (height - block) * block_seconds - QUICKNET.genesis) / QUICKNET.period))

const byHeight = (plan: RevealPlan, rules: ChainRules): Either<ScheduleError, Reveal> => {
  const { netuid, tempo, block, reveal_period_epochs } = plan
  if (tempo === 0) return left({ _tag: 'NeverDue' })
  const seen = revealedBy({ rules, reveal_period_epochs }, commitEpoch({ rules, netuid, schedule: scheduleOf(plan) })(block + 1))
  if (revealWindow({ rules, reveal_period_epochs }, seen).due === null) return left({ _tag: 'NothingRevealedYet', epoch: seen })
  const first = Math.max(block + 1, seen * (tempo + 1) - netuid - 1)
  const last = seen * (tempo + 1) - netuid - 1 + tempo
  return right(
    isTriedAgain(rules)
      ? { block: first, round: roundAt(plan, first + BLOCKS_AFTER) }
      : { block: last, round: roundAt(plan, last - BLOCKS_BEFORE) },
  )
}

/** Where it is not known which safety net the runtime has, the later of both reveals: a round that comes late only waits. */
const bySchedule = (
  { spec, reveal_period_epochs, block_seconds, now, block }: RevealPlan,
  counters: EpochCounters,
): Either<ScheduleError, Reveal> => {
  const options = { reveal_period_epochs, block_seconds, now, schedule: { ...counters, current_block: block } }
  const exact = revealRound({ ...options, spec })
  if (isRight(exact) || exact.left._tag !== 'UnsettledSafetyNet') return exact
  const withNet = (rules: 'spec423' | 'newer'): Either<ScheduleError, Reveal> =>
    revealRound({ ...options, schedule: { ...withSafetyNet(rules, counters), current_block: block } })
  return pipe(
    withNet('spec423'),
    chain((a) =>
      pipe(
        withNet('newer'),
        map((b) => (a.round >= b.round ? a : b)),
      ),
    ),
  )
}

/**
 * The block in which a commit is revealed that the block after `block` includes, and the round to encrypt it to.
 *
 * Errors: those of `revealRound`; `NoSchedule` since spec 423 without a schedule; `NothingRevealedYet` until spec 300 in the first epochs of a
 * chain.
 *
 * @example
 * ```ts
 * import { right } from 'fp-ts/lib/Either.js'
 * import { plannedReveal } from 'steelyard/chain'
 * const plan = { netuid: 3, tempo: 360, block: 1000, reveal_period_epochs: 1, block_seconds: 12, now: 1790000000 }
 * plannedReveal({ ...plan, spec: 422 }) // => right({ block: 1079, round: 32399205 })
 * plannedReveal({ ...plan, spec: 293 }) // => right({ block: 1078, round: 32399165 })
 * plannedReveal({ ...plan, spec: 425 }).left // => { _tag: 'NoSchedule', spec: 425 }
 * ```
 */
export const plannedReveal = (plan: RevealPlan): Either<ScheduleError, Reveal> =>
  pipe(
    chainRules(plan.spec),
    chain((rules): Either<ScheduleError, Reveal> => {
      if (!rules.holds('epochsAreCounted')) return byHeight(plan, rules)
      return plan.schedule === undefined ? left({ _tag: 'NoSchedule', spec: plan.spec }) : bySchedule(plan, plan.schedule)
    }),
  )
