/** The rule of the reveal written plainly, block by block, and the mistakes that are easy to make in it. */
import type { EpochSchedule } from '../../../src/chain/schedule/epoch-schedule.js'
import type { Reveal, RevealOptions } from '../../../src/chain/schedule/reveal-round.js'

interface Mistakes {
  /** One epoch later than the reveal period. */
  readonly epochs?: number
  /** Due one block later: `>` for `>=`. */
  readonly late?: number
  /** Epochs of tempo + 1 blocks, as runtimes before spec 423 have them. */
  readonly distance?: number
  /** Forgets that the owner may ask for an epoch. */
  readonly pending?: false
  /** Forgets the safety net. */
  readonly net?: false
  /** Forgets that the commit is included by the next block only. */
  readonly head?: number
}

export const dueAt = (s: EpochSchedule, b: number, { late = 0, distance = 0, pending, net }: Mistakes = {}): boolean =>
  s.tempo > 0 &&
  ((pending !== false && s.pending_epoch_at > 0 && b >= s.pending_epoch_at + late) ||
    (net !== false && s.blocks_since_last_step > (s.safety_net ?? 50_400) + late) ||
    b - s.last_epoch_block >= s.tempo + distance + late)

/** The state that a block leaves, and whether the epoch is run in it. */
export const stepped = (s: EpochSchedule, b: number, mistakes: Mistakes = {}): EpochSchedule => {
  const counted = { ...s, blocks_since_last_step: s.blocks_since_last_step + 1 }
  if (!dueAt(counted, b, mistakes)) return counted
  const subnet_epoch_index = s.subnet_epoch_index + 1
  return { ...counted, last_epoch_block: b, pending_epoch_at: 0, subnet_epoch_index, blocks_since_last_step: 0 }
}

/** Null where no epoch is run. */
export const walkedEpoch = (schedule: EpochSchedule): number | null => {
  if (schedule.tempo === 0) return null
  let s = schedule
  for (let b = s.current_block + 1; ; b++) {
    s = stepped(s, b, {})
    if (s.subnet_epoch_index > schedule.subnet_epoch_index) return b
  }
}

/** Null where the commit is never revealed. */
export const walkedReveal = (
  { schedule, reveal_period_epochs, block_seconds, now }: RevealOptions,
  mistakes: Mistakes = {},
): Reveal | null => {
  if (schedule.tempo === 0) return null
  const head = schedule.current_block
  let s = schedule
  const seen = (b: number): number => s.subnet_epoch_index + (dueAt(s, b, mistakes) ? 1 : 0)
  const target = seen(head + 1 + (mistakes.head ?? 0)) + reveal_period_epochs + (mistakes.epochs ?? 0)
  for (let b = head + 1; ; b++) {
    if (seen(b) === target) return { block: b, round: Math.max(1, Math.floor((now + (b + 3 - head) * block_seconds - 1692803367) / 3)) }
    if (seen(b) > target) return null
    s = stepped(s, b, mistakes)
  }
}

export const MISTAKES: Readonly<Record<string, Mistakes>> = {
  'one epoch more': { epochs: 1 },
  'one epoch less': { epochs: -1 },
  '> for >=': { late: 1 },
  'modulo tempo + 1': { distance: 1 },
  'no triggers': { pending: false },
  'no safety net': { net: false },
  'the commit lies in the current block': { head: -1 },
}
