/**
 * What a block makes of a subnet's schedule, step by step, as runtimes do it since spec 423.
 *
 * A block first counts itself (`countBlock`). If an epoch is then due (`isEpochDue`), one of three things happens: it is run (`ranEpoch`); it
 * is skipped, because two uids have the same hotkey (`skippedEpoch`); or it is put off to the next block, because the block has run as many
 * epochs as it may (`deferredEpoch`). `walkEpochs` does all of it for a chain. Source: `drain_pending` of subtensor, spec 425 and 459.
 */
import type { EpochCounters } from './epoch-schedule.js'
import type { ScheduleRules } from './schedule-rules.js'
import { withSafetyNet } from './schedule-rules.js'

/**
 * The schedule after a block has counted itself: one block more since the last epoch. The newer form holds this counter at the tempo + 1.
 * The result has the safety net of the form.
 *
 * @example
 * ```ts
 * import { countBlock } from 'steelyard/chain'
 * const schedule = { last_epoch_block: 720, pending_epoch_at: 0, subnet_epoch_index: 2, tempo: 360, blocks_since_last_step: 361 }
 * countBlock('spec423')(schedule).blocks_since_last_step // => 362
 * countBlock('newer')(schedule).blocks_since_last_step // => 361
 * ```
 */
export const countBlock =
  (rules: ScheduleRules) =>
  (counters: EpochCounters): EpochCounters => {
    const steps = counters.blocks_since_last_step + 1
    const held = rules === 'newer' ? Math.min(steps, counters.tempo + 1) : steps
    return { ...withSafetyNet(rules, counters), blocks_since_last_step: held }
  }

/**
 * The schedule after an epoch was skipped in a block: as after one that was run, but the counter of blocks since the last epoch goes on.
 * So the first form tries again a tempo later. In the newer form the counter soon passes the tempo, and then every block tries again; each
 * try raises the index, by which commits expire.
 *
 * @example
 * ```ts
 * import { skippedEpoch } from 'steelyard/chain'
 * const schedule = { last_epoch_block: 720, pending_epoch_at: 0, subnet_epoch_index: 2, tempo: 360, blocks_since_last_step: 360 }
 * skippedEpoch(1080)(schedule) // => { last_epoch_block: 1080, pending_epoch_at: 0, subnet_epoch_index: 3, tempo: 360, blocks_since_last_step: 360 }
 * ```
 */
export const skippedEpoch =
  (block: number) =>
  (counters: EpochCounters): EpochCounters => ({
    ...counters,
    last_epoch_block: block,
    pending_epoch_at: 0,
    subnet_epoch_index: counters.subnet_epoch_index + 1,
  })

/**
 * The schedule after an epoch was run in a block.
 *
 * @example
 * ```ts
 * import { ranEpoch } from 'steelyard/chain'
 * const schedule = { last_epoch_block: 720, pending_epoch_at: 1080, subnet_epoch_index: 2, tempo: 360, blocks_since_last_step: 360 }
 * ranEpoch(1080)(schedule) // => { last_epoch_block: 1080, pending_epoch_at: 0, subnet_epoch_index: 3, tempo: 360, blocks_since_last_step: 0 }
 * ```
 */
export const ranEpoch =
  (block: number) =>
  (counters: EpochCounters): EpochCounters => ({ ...skippedEpoch(block)(counters), blocks_since_last_step: 0 })

/**
 * The schedule after a block that put the epoch off: it is due in the next block. Anchor and index stay, and a trigger for a later block is
 * forgotten.
 *
 * @example
 * ```ts
 * import { deferredEpoch } from 'steelyard/chain'
 * const schedule = { last_epoch_block: 720, pending_epoch_at: 0, subnet_epoch_index: 2, tempo: 360, blocks_since_last_step: 360 }
 * deferredEpoch(1080)(schedule).pending_epoch_at // => 1081
 * ```
 */
export const deferredEpoch =
  (block: number) =>
  (counters: EpochCounters): EpochCounters => ({ ...counters, pending_epoch_at: block + 1 })
