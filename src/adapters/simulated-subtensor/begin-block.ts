/**
 * What a block does before its transactions: commits are revealed, and then the epoch is run where it is due.
 *
 * Up to spec 300 commits are revealed in epoch blocks alone. Source: `block_step` of subtensor.
 */
import { epochSeen } from '../../chain/schedule/epoch-seen.js'
import { isTriedAgain } from '../../chain/commits/reveal-window.js'
import type { CommitFate } from '../../chain/commits/reveal-due.js'
import { revealDue } from '../../chain/commits/reveal-due.js'
import { isEpochDue } from '../../chain/schedule/epoch-schedule.js'
import { countBlock, ranEpoch } from '../../chain/schedule/epoch-slot.js'
import { isModuloEpoch } from '../../chain/schedule/modulo-epochs.js'
import type { Ledger } from './ledger.js'
import { clockOf } from './ledger.js'
import type { Runtime } from './runtime.js'
import { runEpoch } from './run-epoch.js'

interface Slot {
  readonly isEpoch: boolean
  /** The ledger with the schedule after the block. */
  readonly ledger: Ledger
}

const slotOf = (ledger: Ledger, { form }: Runtime, height: number): Slot => {
  const { schedule, metagraph } = ledger
  if (form === null) return { isEpoch: isModuloEpoch(metagraph.netuid, schedule.tempo)(height), ledger }
  const counted = countBlock(form)(schedule)
  const isEpoch = isEpochDue(counted)(height)
  return { isEpoch, ledger: { ...ledger, schedule: isEpoch ? ranEpoch(height)(counted) : counted } }
}

/** The ledger before the transactions of a block, and the fates of the commits that it touched. */
export const beginBlock = (
  before: Ledger,
  runtime: Runtime,
  height: number,
): { readonly ledger: Ledger; readonly fates: readonly CommitFate[] } => {
  const { rules } = runtime
  const { isEpoch, ledger: counted } = slotOf(before, runtime, height)
  if (!isEpoch && !isTriedAgain(rules)) return { ledger: counted, fates: [] }
  const { stored } = before.pulses
  const { ledger, fates } = revealDue({
    rules,
    reveal_period_epochs: before.reveal_period_epochs,
    block: height,
    seen: epochSeen(clockOf(before, rules, height - 1))(height),
    hasPulse: (round) => stored.has(round),
  })(counted)
  return { ledger: isEpoch ? runEpoch(ledger, runtime, height) : ledger, fates }
}
