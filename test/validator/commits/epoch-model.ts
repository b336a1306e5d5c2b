/** When the model's chain has epochs, and which commits a block reveals or deletes, in the plain words of three runtimes. */

/** What the owner of the subnet and the makers of the runtime may change at any time. It holds from the next block on. */
export interface Rules {
  readonly spec: number
  /** Whether commit-reveal is on. */
  readonly enabled: boolean
  readonly period: number
  readonly tempo: number
  readonly permit: boolean
  readonly version_key: number
}

/** The clock of the epochs, as a block leaves it. */
export interface Epochs {
  /** The block of the last epoch, or in which the tempo was set. */
  readonly anchor: number
  /** The epoch to which a commit in this block belongs. */
  readonly index: number
  readonly steps: number
}

/** What a block does to the commits of each epoch before anything that it includes. */
export interface Turn {
  readonly after: Epochs
  /** Commits of this epoch are tried; null where it is not the time. */
  readonly tries: number | null
  /** Commits of earlier epochs go. */
  readonly below: number
  /** Whether what is not revealed now is tried again in the next block. */
  readonly again: boolean
}

/** The runtime that keeps count of epochs, and the one that tries a commit more than once. */
const COUNTED = 423
const PATIENT = 301
const NETUID = 39
/** Blocks without an epoch after which one is run in any case. */
const net = ({ spec, tempo }: Rules): number => (spec >= 459 ? tempo : 50_400)

/** Blocks in each of which an old runtime ends an epoch: those before a multiple of the tempo and one, shifted by the netuid. */
const byHeight = ({ tempo }: Rules, height: number): number => Math.floor((height + NETUID + 1) / (tempo + 1))

/** The clock at a block, where nothing is known of earlier ones. */
export const epochsAt = (rules: Rules, height: number): Epochs => {
  const steps = (height + NETUID + 2) % (rules.tempo + 1)
  return { anchor: height - steps, index: byHeight(rules, height + 1), steps }
}

/** A new tempo, set in the block `height`, which has run its own epoch. */
export const withTempo = (rules: Rules, epochs: Epochs, height: number): Epochs =>
  rules.spec >= COUNTED ? { ...epochs, anchor: height } : { ...epochsAt(rules, height), steps: epochs.steps }

/** The turn of the block `height`; `before` is the clock as the block under it left it. */
export const turn = (rules: Rules, before: Epochs, height: number): Turn => {
  const { spec, tempo, period } = rules
  if (spec >= COUNTED) {
    // What the commits see is counted before the block counts itself.
    const isSeen = height - before.anchor >= tempo || before.steps > net(rules)
    const steps = spec >= 459 ? Math.min(before.steps + 1, tempo + 1) : before.steps + 1
    const isDue = height - before.anchor >= tempo || steps > net(rules)
    const seen = before.index + (isSeen ? 1 : 0)
    return {
      after: isDue ? { anchor: height, index: before.index + 1, steps: 0 } : { ...before, steps },
      tries: seen - period,
      below: seen - period,
      again: true,
    }
  }
  const seen = byHeight(rules, height)
  const after = epochsAt(rules, height)
  if (spec >= PATIENT) return { after, tries: seen - period, below: seen - period, again: true }
  const isEpoch = (height + NETUID + 2) % (tempo + 1) === 0
  const tried = seen - (period - 1)
  return { after, tries: isEpoch && seen >= 2 ? tried : null, below: isEpoch ? tried : 0, again: false }
}

/** The schedule as a runtime shows it; an old one has none. */
export const scheduleOf = ({ spec, tempo }: Rules, { anchor, index, steps }: Epochs) =>
  spec < COUNTED
    ? {}
    : { schedule: { last_epoch_block: anchor, pending_epoch_at: 0, subnet_epoch_index: index, tempo, blocks_since_last_step: steps } }

/** The rounds of a beacon, one every three seconds since its first instant. */
export const roundAt = (seconds: number): number => Math.floor((seconds - 1_692_803_367) / 3) + 1
