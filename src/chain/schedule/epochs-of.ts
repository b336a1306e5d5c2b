/**
 * The last epoch of a subnet and its next one, on any runtime whose rules are known: by the height up to spec 422, by the subnet's schedule
 * since.
 *
 * What is not foreseen: a trigger, a new tempo or a skipped epoch after the block that showed the schedule, and epochs that are put off
 * because too many subnets are due in one block.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { Block } from '../../units/integer/block.js'
import { U16 } from '../../units/integer/u16.js'
import type { EpochCounters } from './epoch-schedule.js'
import { misfit } from './misfit.js'
import { lastModuloEpoch, nextModuloEpoch } from './modulo-epochs.js'
import { nextEpochDue } from './next-epoch-due.js'
import type { ScheduleError } from './schedule-error.js'
import type { ScheduleRules } from './schedule-rules.js'
import { possibleRules, unsettledSafetyNet, withSafetyNet } from './schedule-rules.js'

/** A subnet at a block. A look has all of it: `{ ...look, tempo: look.hyperparameters.tempo }`. */
export interface SeenSubnet {
  readonly netuid: number
  /** The subnet's tempo, 0 to 65535. It counts up to spec 422; since then the schedule has it. */
  readonly tempo: number
  /** The block whose state this is. */
  readonly block: number
  /** The schedule, as the chain keeps it since spec 423. With `safety_net`, that one is taken instead of the runtime's. */
  readonly schedule?: EpochCounters | undefined
}

/** The blocks of two epochs. */
export interface Epochs {
  /** The block of the last epoch that was run, up to the subnet's block, included; null where it is not known. */
  readonly last: number | null
  /** The first block after the subnet's block in which an epoch is run; null for a tempo of 0. */
  readonly next: number | null
}

/**
 * The block of the last successful epoch. The chain counts the blocks since then. Where it holds the counter at the tempo + 1, a counter
 * above the tempo tells nothing.
 */
const lastRun = (rules: ScheduleRules, { blocks_since_last_step, tempo }: EpochCounters, block: number): number | null =>
  blocks_since_last_step > block || (rules === 'newer' && blocks_since_last_step > tempo) ? null : block - blocks_since_last_step

const scheduled = (rules: ScheduleRules, schedule: EpochCounters, block: number): Either<ScheduleError, Epochs> => {
  const counters = schedule.safety_net === undefined ? withSafetyNet(rules, schedule) : schedule
  const next = nextEpochDue({ ...counters, current_block: block })
  if (next._tag === 'Left' && next.left._tag !== 'NeverDue') return next
  return right({ last: lastRun(rules, schedule, block), next: next._tag === 'Left' ? null : next.right })
}

/**
 * The last epoch and the next one of a subnet.
 *
 * `last` is the last epoch that was run: a skipped one, and a new tempo, move the anchor of the schedule and not this. For a subnet that has
 * had no epoch yet, it is the block at which its counter began.
 * Where it is not known which safety net a runtime has (spec 432 to 458), both are tried, and the error `UnsettledSafetyNet` is given only
 * if they differ.
 * Errors: `UnknownRuntime`, `NoSchedule`, `UnsettledSafetyNet`, `NotExpected` for a value out of its range, `EpochAhead`, `TooLate`.
 *
 * @example
 * ```ts
 * import { right } from 'fp-ts/lib/Either.js'
 * import { epochsOf } from 'steelyard/chain'
 * const subnet = { netuid: 39, tempo: 360, block: 729 }
 * epochsOf(422)(subnet) // => right({ last: 681, next: 1042 })
 * const schedule = { last_epoch_block: 720, pending_epoch_at: 0, subnet_epoch_index: 2, tempo: 360, blocks_since_last_step: 9 }
 * epochsOf(425)({ ...subnet, schedule }) // => right({ last: 720, next: 1080 })
 * epochsOf(425)(subnet).left // => { _tag: 'NoSchedule', spec: 425 }
 * epochsOf(500)(subnet).left._tag // => 'UnknownRuntime'
 * ```
 */
export const epochsOf =
  (spec: number) =>
  ({ netuid, tempo, block, schedule }: SeenSubnet): Either<ScheduleError, Epochs> => {
    const possible = possibleRules(spec)
    if (possible._tag === 'Left') return possible
    const fault = misfit([
      ['netuid', U16, netuid],
      ['tempo', U16, tempo],
      ['block', Block, block],
    ])
    if (fault !== null) return left(fault)
    const [rules, other] = possible.right
    if (rules === undefined) return right({ last: lastModuloEpoch(netuid, tempo)(block), next: nextModuloEpoch(netuid, tempo)(block + 1) })
    if (schedule === undefined) return left({ _tag: 'NoSchedule', spec })
    const epochs = scheduled(rules, schedule, block)
    if (other === undefined || epochs._tag === 'Left') return epochs
    const others = scheduled(other, schedule, block)
    const differ = others._tag === 'Left' || others.right.next !== epochs.right.next
    // A counter above the tempo may be held or not. Then the last epoch is not known.
    return differ ? left(unsettledSafetyNet(spec)) : others
  }
