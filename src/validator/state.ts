/**
 * What a validator knows between two events: plain data that JSON holds.
 *
 * The cycle that sets weights, the storing of config changes, the clean-up and the writing of traces go on beside each other, and none waits
 * for another. Each waits for at most one answer at a time: the one that carries the `id` of its command.
 */
import type { Json } from '../units/json/json.js'
import type { Settings } from './settings.js'
import type { Stage } from './stage.js'
import type { Terms } from './terms.js'
import type { ConfigChangeRecord, WeightSubmissionRecord } from '../storage/tables.js'

/** Failures in a row of each kind. */
export type Failures = {
  readonly chain: number
  readonly storage: number
  readonly prover: number
  readonly publishing: number
  readonly policy: number
  readonly clock: number
}

/**
 * A request to publish that waits for its answer. It is `taken` once a cycle has begun that will answer it. It is `weighed` once it is known
 * that there is something new to publish; then it waits until the chain takes weights.
 */
export type Gate = {
  readonly request: string
  readonly taken: boolean
  readonly weighed: boolean
}

/** A change of config that is not stored yet; `request` is null where nobody waits for an answer. */
export type PendingChange = {
  readonly request: string | null
  readonly record: ConfigChangeRecord
}

/** A height of the chain, and the instant at which it was told. */
export type Sighted = { readonly block: number; readonly at: string }

/** How the signer stands: the chain may not have the subnet, or the subnet not the signer. */
export type Standing = 'Registered' | 'NotRegistered' | 'SubnetUnknown'

/** A lease on the store that another process holds: its counter as it was seen, and for how many heartbeats it has stood still. */
export type Rival = { readonly holder: string; readonly counter: number; readonly still: number }

/** The block that should include the next weights, and what keeps them from coming sooner. */
export type Upcoming = { readonly block: number; readonly limited_by: 'interval' | 'rate limit' }

/** Why a validator has stopped by itself. */
export type Ended =
  /** Another process runs this validator on this store. */
  | { readonly _tag: 'LeaseHeld'; readonly holder: string }
  /** Another process has taken this validator over. */
  | { readonly _tag: 'LeaseLost'; readonly holder: string | null }
  /** The subnet wants commits, and nothing is there to encrypt them with. */
  | { readonly _tag: 'TimelockMissing'; readonly message: string }

/** Which hotkey sits at which uid, and since which block. */
export type Slot = {
  readonly uid: number
  readonly hotkey: string
  readonly registered_at_block: number
}

/**
 * What became of a commit, as its submission is written, and why where it failed. `by`: the commit that has overwritten these weights, where it is an
 * older one.
 */
export type Reveal = { readonly record: WeightSubmissionRecord; readonly reasons: readonly string[]; readonly by: string | null }

/** What the chain last showed of the signer's subnet. */
export type Seen = {
  /** The block of the signer's last weights, 0 for never. */
  readonly last_update: number
  readonly tempo: number
  readonly rate_limit: number
  readonly slots: readonly Slot[]
}

/** What a validator knows. */
export type ValidatorState = {
  readonly version: 1
  readonly settings: Settings
  readonly policy: string
  /** The config that it was started with. */
  readonly given: Json
  /** What the config in force asks for; before the store has been read, what the given config asks for. */
  readonly terms: Terms
  readonly stage: Stage
  /** The id of the next command. */
  readonly next_id: number
  /** The state of the generator that jitter is drawn from. */
  readonly seed: number
  readonly failures: Failures
  readonly head: number | null
  /** The newest block, and the highest so far, and when each was first seen; and a height that is not believed, since when. */
  readonly sighted: Sighted | null
  readonly highest: Sighted | null
  readonly doubted: (Sighted & { readonly since: string }) | null
  /** Whether it was told that the chain has not grown for too long. */
  readonly stalled: boolean
  readonly standing: Standing
  /** Whether it was told that the signer's stored row can't be read, and whether it was ever read. */
  readonly rowless: boolean
  readonly rowful: boolean
  readonly seen: Seen | null
  /** The config in force; null until the store has been read. */
  readonly config: ConfigChangeRecord | null
  readonly pending: ConfigChangeRecord | null
  /** The last confirmed submission. */
  readonly last: WeightSubmissionRecord | null
  /** Confirmed commits whose reveal is awaited, in the order of their inclusion; `revealed_block` is noted before it is deep enough to be told. */
  readonly awaited: readonly WeightSubmissionRecord[]
  /** The command that writes what became of reveals, or null. */
  readonly revealing: { readonly id: number; readonly reveals: readonly Reveal[] } | null
  /** Whether the last weights are not in force and will not be: new ones are due as soon as the chain takes them. */
  readonly redo: boolean
  /** Whether commits can be encrypted: the command that finds it out (`atStart`: before the first cycle), or what it found. */
  readonly sealing:
    | { readonly _tag: 'Unknown' | 'Ready' | 'Missing' }
    | { readonly _tag: 'Asked'; readonly id: number; readonly atStart: boolean }
  /** The newest spec that was told to be newer than what is known. */
  readonly newer_spec: number
  /** The oldest block of which the time is known: clocks are judged by it. */
  readonly anchor: Sighted | null
  readonly upcoming: Upcoming | null
  readonly gates: readonly Gate[]
  /** In the order of the requests. The first is being written by the command `changing`, where that is not null. */
  readonly changes: readonly PendingChange[]
  readonly changing: number | null
  /** The command that cleans up, null where no clean-up runs; and when the next clean-up begins. */
  readonly cleaning: number | null
  readonly clean_at: string
  /** The command that writes traces, with the hotkeys whose traces it removes; null where no traces are being written. */
  readonly tracing: { readonly id: number; readonly gone: readonly string[] } | null
  /** Hotkeys whose traces are to be removed: they are not registered any more, or were registered again. */
  readonly gone: readonly string[]
  /** Whether the weights have been reported as stale. */
  readonly stale: boolean
  /** The submission that has been reported as overdue, or null. */
  readonly overdue: string | null
  /** Whether clean-ups are stopped, because clock and chain disagree. */
  readonly unclean: boolean
  /** The name of this process as the holder of a lease; null where no lease is asked for. */
  readonly holder: string | null
  /** The counter of the lease that this process holds, or null. */
  readonly lease: number | null
  readonly rival: Rival | null
  /** The command that renews the lease, or null. */
  readonly beating: number | null
  /** The counter of the last renewal that a heartbeat began. */
  readonly beaten: number | null
  /** Renewals in a row that failed. */
  readonly missed: number
  /** Renewals in a row that found the lease in other hands. */
  readonly conflicts: number
  /** Null where it runs, or was stopped from outside. */
  readonly ended: Ended | null
}
