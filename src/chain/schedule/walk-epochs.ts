/**
 * The epochs of all subnets of a chain, block by block, as runtimes run them since spec 423.
 *
 * In each block the subnets come in the order of their storage keys: by netuid as two little-endian bytes, so 256, 1, 257, 2 and so on. The
 * first `max_epochs_per_block` that are due and consistent run their epochs. Those after them that are due too are put off to the next
 * block. An inconsistent one before them is skipped, and takes no place. Root (netuid 0) has no epochs.
 * Law: when an epoch that was put off is run, the anchor is that block. So the shift stays, and the crowd dissolves.
 * Source: `drain_pending` of subtensor, spec 425 and 459.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { integerIn } from '../../units/codec/count.js'
import { Block } from '../../units/integer/block.js'
import { U16 } from '../../units/integer/u16.js'
import type { EpochCounters } from './epoch-schedule.js'
import { isEpochDue } from './epoch-schedule.js'
import { countBlock, deferredEpoch, ranEpoch, skippedEpoch } from './epoch-slot.js'
import { misfit } from './misfit.js'
import { scheduleFault } from './next-epoch-due.js'
import type { ScheduleError } from './schedule-error.js'
import type { ScheduleRules } from './schedule-rules.js'

/** A subnet and its schedule. */
export interface ScheduledSubnet {
  readonly netuid: number
  readonly schedule: EpochCounters
}

/** The schedules of a chain as one block left them. */
export interface ChainSchedules {
  /** The block whose state the schedules are. */
  readonly block: number
  /** The most epochs that one block runs, the chain's `MaxEpochsPerBlock`, 0 to 255; 2 where it is left out. */
  readonly max_epochs_per_block?: number
  /** Each netuid is listed once; the order does not matter. */
  readonly subnets: readonly ScheduledSubnet[]
}

/** What became of an epoch that was due in a block. */
export interface EpochEvent {
  readonly block: number
  readonly netuid: number
  readonly outcome: 'ran' | 'deferred' | 'skipped'
}

/** How far a walk goes, and by which rules. */
export interface EpochWalk {
  readonly rules: ScheduleRules
  /** The last block of the walk. */
  readonly until: number
  /** Whether no two uids of the subnet have the same hotkey in that block. Where it is left out, all subnets are consistent. */
  readonly isConsistent?: (netuid: number, block: number) => boolean
}

/** The schedules after a walk, in the order in which they were given, and what became of each epoch that was due. */
export interface WalkedEpochs {
  readonly chain: ChainSchedules
  readonly log: readonly EpochEvent[]
}

const PLACES = 2
/** More blocks than this are not walked in one call: some weeks more than a year of them. */
const MOST_BLOCKS = 3_000_000
const U8 = integerIn(0, 255)

const storageKey = (netuid: number): number => (netuid % 256) * 256 + Math.floor(netuid / 256)

const faultOf = ({ block, max_epochs_per_block = PLACES, subnets }: ChainSchedules, { until }: EpochWalk): ScheduleError | null => {
  const fault = misfit([
    ['block', Block, block],
    ['max_epochs_per_block', U8, max_epochs_per_block],
    ['until', Block, until],
    ...subnets.map(({ netuid }, i) => [`subnets[${i}].netuid`, U16, netuid] as const),
  ])
  if (fault !== null) return fault
  if (until - block > MOST_BLOCKS)
    return { _tag: 'NotExpected', field: 'until', expected: `at most ${MOST_BLOCKS} blocks after ${block}`, value: until }
  const seen = new Set<number>()
  for (const [i, { netuid, schedule }] of subnets.entries()) {
    if (seen.has(netuid))
      return { _tag: 'NotExpected', field: `subnets[${i}].netuid`, expected: 'a netuid that is listed once', value: netuid }
    seen.add(netuid)
    const wrong = scheduleFault({ ...schedule, current_block: block }, `subnets[${i}].schedule`)
    if (wrong !== null) return wrong
  }
  return null
}

/**
 * Walks the schedules of a chain from the block after theirs to the block `until`, that one included.
 *
 * Give all subnets of the chain: one that is left out takes no place, and then fewer epochs are put off.
 * Errors: `NotExpected` for a value out of its range or a netuid that is listed twice, `EpochAhead`.
 *
 * @example
 * ```ts
 * import { walkEpochs } from 'steelyard/chain'
 * const schedule = { last_epoch_block: 640, pending_epoch_at: 0, subnet_epoch_index: 2, tempo: 360, blocks_since_last_step: 359 }
 * const chain = { block: 999, subnets: [1, 2, 3].map((netuid) => ({ netuid, schedule })) }
 * const { log } = walkEpochs({ rules: 'spec423', until: 1001 })(chain).right
 * log.map(({ block, netuid, outcome }) => [block, netuid, outcome]) // => [[1000, 1, 'ran'], [1000, 2, 'ran'], [1000, 3, 'deferred'], [1001, 3, 'ran']]
 * ```
 */
export const walkEpochs =
  (walk: EpochWalk) =>
  (chain: ChainSchedules): Either<ScheduleError, WalkedEpochs> => {
    const fault = faultOf(chain, walk)
    if (fault !== null) return left(fault)
    const { rules, until, isConsistent = () => true } = walk
    const { max_epochs_per_block = PLACES } = chain
    const count = countBlock(rules)
    const schedules = new Map(chain.subnets.map(({ netuid, schedule }) => [netuid, schedule]))
    const inOrder = [...schedules.keys()].filter((netuid) => netuid !== 0).sort((a, b) => storageKey(a) - storageKey(b))
    const log: EpochEvent[] = []
    for (let block = chain.block + 1; block <= until; block++) {
      let places = max_epochs_per_block
      for (const netuid of inOrder) {
        const counted = count(schedules.get(netuid)!)
        schedules.set(netuid, counted)
        if (!isEpochDue(counted)(block)) continue
        const outcome = places === 0 ? 'deferred' : isConsistent(netuid, block) ? 'ran' : 'skipped'
        if (outcome === 'ran') places--
        const moved = outcome === 'ran' ? ranEpoch : outcome === 'skipped' ? skippedEpoch : deferredEpoch
        schedules.set(netuid, moved(block)(counted))
        log.push({ block, netuid, outcome })
      }
    }
    const subnets = chain.subnets.map(({ netuid }) => ({ netuid, schedule: schedules.get(netuid)! }))
    return right({ chain: { ...chain, block: Math.max(chain.block, until), subnets }, log })
  }
