/** Chains with a few subnets whose epochs crowd, for the walk, and the walk with mistakes that are easy to make. */
import fc from 'fast-check'
import type { EpochCounters } from '../../../src/chain/schedule/epoch-schedule.js'
import type { ScheduleRules } from '../../../src/chain/schedule/schedule-rules.js'
import type { ChainSchedules, EpochEvent, EpochWalk, WalkedEpochs } from '../../../src/chain/schedule/walk-epochs.js'
import { walkEpochs } from '../../../src/chain/schedule/walk-epochs.js'
import { expectRight } from '../../either.js'

export const rulesArb: fc.Arbitrary<ScheduleRules> = fc.constantFrom('spec423', 'newer')

/** Schedules whose epochs are due at once, soon, or by a trigger; the counter is that of the anchor, or near the safety net. */
const countersArb = (block: number): fc.Arbitrary<EpochCounters> =>
  fc
    .record({
      tempo: fc.constantFrom(0, 1, 2, 5, 5, 5, 12, 40),
      behind: fc.oneof(fc.constantFrom(0, 1, 4, 5), fc.nat(45)),
      pending: fc.oneof(fc.constant(0), fc.constant(0), fc.integer({ min: block - 2, max: block + 15 })),
      steps: fc.oneof(fc.constant(null), fc.nat(45), fc.integer({ min: 50_390, max: 50_400 })),
      index: fc.nat(100),
    })
    .map(({ tempo, behind, pending, steps, index }) => ({
      last_epoch_block: block - behind,
      pending_epoch_at: pending,
      subnet_epoch_index: index,
      tempo,
      blocks_since_last_step: steps ?? behind,
    }))

/** Netuids on both sides of a byte's end, so that the order of the storage keys is not that of the numbers. */
const netuidsArb = fc.uniqueArray(fc.constantFrom(0, 1, 2, 3, 255, 256, 257, 258, 512, 65_535), { minLength: 1, maxLength: 7 })

export const chainArb: fc.Arbitrary<ChainSchedules> = fc
  .record({ block: fc.constant(1000), max_epochs_per_block: fc.constantFrom(0, 1, 2, 3), netuids: netuidsArb })
  .chain(({ block, max_epochs_per_block, netuids }) =>
    fc
      .tuple(...netuids.map(() => countersArb(block)))
      .map((all) => ({ block, max_epochs_per_block, subnets: netuids.map((netuid, i) => ({ netuid, schedule: all[i]! })) })),
  )

/** Pairs of a netuid and a block in which it is inconsistent. */
export const inconsistentArb = fc.uniqueArray(fc.tuple(fc.constantFrom(1, 2, 256), fc.integer({ min: 1001, max: 1040 })), { maxLength: 30 })

export type Walker = (walk: EpochWalk, chain: ChainSchedules) => WalkedEpochs
export const ours: Walker = (walk, chain) => expectRight(walkEpochs(walk)(chain))

interface Mistakes {
  /** Subnets come in the order of their numbers. */
  readonly bigEndian?: true
  /** A skipped epoch takes a place. */
  readonly skipsTakePlaces?: true
  /** An epoch that is put off moves the anchor already. */
  readonly deferralMoves?: true
  /** When a deferred epoch is run, the anchor stays where it was due. */
  readonly anchorStays?: true
  /** The counter has no bound. */
  readonly unheld?: true
  /** Skipped epochs reset the counter. */
  readonly skipResets?: true
  /** Skipped epochs leave the index. */
  readonly skipKeepsIndex?: true
  /** A block decides before it counts itself. */
  readonly countsLater?: true
  /** The epoch of root is run. */
  readonly root?: true
}

/** The rule written plainly, in one piece. */
export const plainWalk =
  (mistakes: Mistakes = {}): Walker =>
  ({ rules, until, isConsistent = () => true }, chain) => {
    const log: EpochEvent[] = []
    const key = (netuid: number): number => (mistakes.bigEndian ? netuid : ((netuid & 255) << 8) | (netuid >> 8))
    const states = chain.subnets.map(({ netuid, schedule }) => ({ netuid, ...schedule }))
    const order = [...states].filter((s) => s.netuid !== 0 || mistakes.root).sort((a, b) => key(a.netuid) - key(b.netuid))
    for (let b = chain.block + 1; b <= until; b++) {
      let ran = 0
      for (const s of order) {
        const net = rules === 'newer' ? s.tempo : 50_400
        s.safety_net = net
        const before = s.blocks_since_last_step
        s.blocks_since_last_step++
        if (rules === 'newer' && !mistakes.unheld) s.blocks_since_last_step = Math.min(s.blocks_since_last_step, s.tempo + 1)
        const due =
          s.tempo > 0 &&
          ((s.pending_epoch_at > 0 && b >= s.pending_epoch_at) ||
            (mistakes.countsLater ? before : s.blocks_since_last_step) > net ||
            b - s.last_epoch_block >= s.tempo)
        if (!due) continue
        if (ran >= (chain.max_epochs_per_block ?? 2)) {
          s.pending_epoch_at = b + 1
          if (mistakes.deferralMoves) s.last_epoch_block = b
          log.push({ block: b, netuid: s.netuid, outcome: 'deferred' })
          continue
        }
        const runs = isConsistent(s.netuid, b)
        if (runs || mistakes.skipsTakePlaces) ran++
        if (runs || mistakes.skipResets) s.blocks_since_last_step = 0
        s.last_epoch_block = mistakes.anchorStays ? Math.min(b, s.last_epoch_block + s.tempo) : b
        s.pending_epoch_at = 0
        if (runs || !mistakes.skipKeepsIndex) s.subnet_epoch_index++
        log.push({ block: b, netuid: s.netuid, outcome: runs ? 'ran' : 'skipped' })
      }
    }
    return { log, chain: { ...chain, block: until, subnets: states.map(({ netuid, ...schedule }) => ({ netuid, schedule })) } }
  }

export const MISTAKES: Readonly<Record<string, Mistakes>> = {
  'the order of numbers': { bigEndian: true },
  'skips take places': { skipsTakePlaces: true },
  'deferral moves the anchor': { deferralMoves: true },
  'the anchor stays where the epoch was due': { anchorStays: true },
  'the counter has no bound': { unheld: true },
  'skips reset the counter': { skipResets: true },
  'skips keep the index': { skipKeepsIndex: true },
  'a block counts itself last': { countsLater: true },
  'root has epochs': { root: true },
}
