/**
 * What becomes of one's own open commits: when each is revealed, when it is too late for it, from which epoch on its weights count, and which
 * commit replaces which.
 *
 * This is a forecast: it holds if nobody changes the tempo or the reveal period or triggers an epoch, if the beacon and the blocks keep their
 * pace, and if no rule refuses the weights at the reveal (`atReveal`). Source: see `revealWindow`.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { bind, chain, Do, left, map } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { ChainRules } from '../preflight/chain-rules.js'
import { chainRules } from '../preflight/chain-rules.js'
import { blockSeeing, epochFrom } from '../schedule/block-seeing.js'
import { nextModuloEpoch } from '../schedule/modulo-epochs.js'
import { checkSchedule } from '../schedule/next-epoch-due.js'
import type { EpochSchedule } from '../schedule/epoch-schedule.js'
import { misfit } from '../schedule/misfit.js'
import type { ScheduleError } from '../schedule/schedule-error.js'
import { withNetOf } from '../schedule/schedule-rules.js'
import { Count, integerIn } from '../../units/codec/count.js'
import { Block } from '../../units/integer/block.js'
import { U16, U16_MAX } from '../../units/integer/u16.js'
import { QUICKNET } from '../timelock/beacon.js'
import { isTriedAgain, revealedBy, revealWindow } from './reveal-window.js'

/** What the life of commits depends on: the subnet's schedule and rules at a block, and the time of that block. */
export interface OutlookOptions {
  /** The runtime's `spec_version`. */
  readonly spec: number
  readonly netuid: number
  /** As `current_block` left it. Where it has no safety net, it is given the runtime's. Up to spec 422 only its tempo is used. */
  readonly schedule: EpochSchedule
  /** The subnet's `RevealPeriodEpochs`: an integer from 0 to 65535. */
  readonly reveal_period_epochs: number
  /** The time at `schedule.current_block`, in seconds of Unix time. */
  readonly now: number
  /** The seconds from one block to the next: above 0. */
  readonly block_seconds: number
}

/** An open commit of one signer, as the chain keeps it. */
export interface PlacedCommit {
  /** The epoch under which the chain keeps it. */
  readonly epoch: number
  readonly block: number
  readonly reveal_round: number
}

/** What is to be expected of a commit. All are blocks. */
export interface CommitOutlook {
  readonly commit: PlacedCommit
  /** The first block that tries to reveal it, and the last. With the block after the last, the commit is deleted. */
  readonly first_try: number
  readonly last_try: number
  /** About the block that reveals it; null where its round comes too late, so that it is lost. */
  readonly revealed_at: number | null
  /** The epoch block that is the first to use its weights; null where it is lost. */
  readonly counts_from: number | null
  /** About the block in which another commit of the list replaces its weights; null for none. */
  readonly replaced_at: number | null
}

/** The options, checked, with the rules of their runtime. */
type Known = OutlookOptions & { readonly rules: ChainRules }

/** The first and the last block that try a commit of an epoch. The first does not lie before the block after `current_block`. */
const triesOf = (options: Known, epoch: number): readonly [first: number, last: number] => {
  const { rules, netuid, schedule } = options
  const target = revealedBy(options, epoch)
  if (rules.holds('epochsAreCounted')) return [blockSeeing(schedule, target), blockSeeing(schedule, target + 1) - 1]
  const distance = schedule.tempo + 1
  const begin = target * distance - netuid - 1
  const last = begin + schedule.tempo
  const next = schedule.current_block + 1
  return isTriedAgain(rules) ? [Math.max(next, begin), last] : [Math.max(next, last), last]
}

/** A tempo of 0 was refused. */
const countsFrom = ({ rules, netuid, schedule }: Known, block: number): number =>
  rules.holds('epochsAreCounted') ? epochFrom(schedule, block) : nextModuloEpoch(netuid, schedule.tempo)(block)!

/** About the block that first has the pulse of a round: the first after its time. */
const pulseAt = ({ schedule, now, block_seconds }: Known, round: number): number => {
  const time = QUICKNET.genesis + (round - 1) * QUICKNET.period
  return schedule.current_block + Math.max(0, Math.ceil((time - now) / block_seconds))
}

const outlookOf =
  (options: Known) =>
  (commit: PlacedCommit): CommitOutlook => {
    const [first_try, last_try] = triesOf(options, commit.epoch)
    const wanted = Math.max(first_try, pulseAt(options, commit.reveal_round))
    const isTooEarly = revealWindow(options, revealedBy(options, commit.epoch)).due === null
    const revealed_at = isTooEarly || wanted > last_try ? null : wanted
    const counts_from = revealed_at === null ? null : countsFrom(options, revealed_at)
    return { commit, first_try, last_try, revealed_at, counts_from, replaced_at: null }
  }

/**
 * The block of the first commit that is applied after this one. Within a block they are applied in the order of their inclusion, also where
 * some waited for their pulse.
 */
const replacementOf = (one: CommitOutlook, place: number, all: readonly CommitOutlook[]): number | null => {
  const { revealed_at } = one
  if (revealed_at === null) return null
  const later = all.flatMap(({ revealed_at: block }, i) =>
    block !== null && (block > revealed_at || (block === revealed_at && i > place)) ? [block] : [],
  )
  return later.length === 0 ? null : Math.min(...later)
}

const Period = integerIn(0, U16_MAX)

const checked = (options: OutlookOptions, commits: readonly PlacedCommit[]): Either<ScheduleError, Known> => {
  const { spec, netuid, schedule, reveal_period_epochs, now, block_seconds } = options
  const notExpected = (field: string, expected: string, value: unknown): Either<ScheduleError, never> =>
    left({ _tag: 'NotExpected', field, expected, value })
  if (!Number.isFinite(block_seconds) || block_seconds <= 0) return notExpected('block_seconds', 'a number above 0', block_seconds)
  if (!Number.isFinite(now)) return notExpected('now', 'a finite number of seconds', now)
  const fault = misfit([
    ['netuid', U16, netuid],
    ['reveal_period_epochs', Period, reveal_period_epochs],
    ...commits.flatMap(({ epoch, block, reveal_round }, i) => [
      [`commits[${i}].epoch`, Count, epoch] as const,
      [`commits[${i}].block`, Block, block] as const,
      [`commits[${i}].reveal_round`, Count, reveal_round] as const,
    ]),
  ])
  if (fault !== null) return left(fault)
  return pipe(
    Do,
    bind('rules', (): Either<ScheduleError, ChainRules> => chainRules(spec)),
    bind('schedule', () => pipe(checkSchedule(schedule), chain(withNetOf(spec)))),
    map((known) => ({ ...options, ...known })),
  )
}

/**
 * The outlook for each commit of one signer, in the order of the list, which is that of their inclusion.
 *
 * Errors: `UnknownRuntime`; `UnsettledSafetyNet` for spec 432 to 458 where the schedule has no safety net; `NotExpected` for a value out of its
 * range; `EpochAhead`; `NeverDue` for tempo 0.
 *
 * @example
 * ```ts
 * import { commitOutlook } from 'steelyard/chain'
 * const counters = { last_epoch_block: 720, pending_epoch_at: 0, subnet_epoch_index: 2, tempo: 360, blocks_since_last_step: 279 }
 * const chain = { spec: 425, netuid: 39, reveal_period_epochs: 1, now: 1790000000, block_seconds: 12 }
 * const options = { ...chain, schedule: { ...counters, current_block: 999 } }
 * const commit = { epoch: 2, block: 990, reveal_round: 32399213 }
 * const [outlook] = commitOutlook(options)([commit]).right
 * outlook // => { commit, first_try: 1080, last_try: 1439, revealed_at: 1083, counts_from: 1440, replaced_at: null }
 * ```
 */
export const commitOutlook =
  (options: OutlookOptions) =>
  (commits: readonly PlacedCommit[]): Either<ScheduleError, readonly CommitOutlook[]> =>
    pipe(
      checked(options, commits),
      map((known) => {
        const all = commits.map(outlookOf(known))
        return all.map((one, i) => ({ ...one, replaced_at: replacementOf(one, i, all) }))
      }),
    )
