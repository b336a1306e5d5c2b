/**
 * How a validator behaves, as data: who signs, how long it waits for what, what it keeps. `readSettings` checks them, since a setting that
 * is NaN or a text would be found out only when weights are not set.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { mapLeft } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type * as t from 'io-ts'
import type { Refused } from '../policy/problem.js'
import { faultProblems } from '../policy/problem.js'
import { Hotkey } from '../units/address/hotkey.js'
import { integerIn } from '../units/codec/count.js'
import { Flag } from '../units/codec/flag.js'
import { leaf } from '../units/codec/leaf.js'
import { numberIn } from '../units/codec/number-in.js'
import { closedStruct } from '../units/codec/struct.js'

const blocks = (least: number): t.Type<number> => integerIn(least, 1_000_000)
/** A year. */
const HOURS = 8784

const Address = leaf<string, string>(Hotkey.name, (u): u is string => Hotkey.is(u))

const BackoffCodec = closedStruct(
  'a backoff',
  {
    /** the wait after the first failure in a row */
    first_seconds: numberIn(1, 86_400),
    /** each further failure makes the wait this many times longer */
    factor: numberIn(1, 100),
    /** no wait is longer */
    most_seconds: numberIn(1, 86_400),
    /** the part of a wait, 0..1, by which it is made longer or shorter at random: 0.1 means from 90 % to 110 % */
    jitter: numberIn(0, 1),
  },
  {},
)
/** How long to wait after failures in a row. */
export type Backoff = t.TypeOf<typeof BackoffCodec>

const ThresholdsCodec = closedStruct(
  'thresholds',
  {
    /** weights older than this many tempos */
    stale_tempos: integerIn(1, 1000),
    /** a vector that differs from the last one by more than this part of the whole, 0..1 (total variation) */
    total_variation: numberIn(0, 1),
    /** a decision over fewer miners than this part of the last one's, 0..1 */
    miners_kept: numberIn(0, 1),
    /** a cycle that takes longer until its weights are sent, in seconds */
    cycle_seconds: numberIn(0, 86_400),
    /** a chain whose height has not grown for this long, in seconds */
    stalled_seconds: numberIn(1, 86_400 * 30),
  },
  {},
)
/** From when on an alert is raised. */
export type Thresholds = t.TypeOf<typeof ThresholdsCodec>

const SettingsCodec = closedStruct(
  'settings',
  {
    /** the subnet */
    netuid: integerIn(0, 65_535),
    /** who signs */
    hotkey: Address,
    /** blocks on top of the one that included a submission before it counts as confirmed */
    confirmations: integerIn(0, 1000),
    /** blocks in which a submission may be included; a chain rounds the life of a transaction down to a power of two from 4 to 4096 */
    mortality_blocks: integerIn(4, 4096),
    /** the chain's height is asked for this often, at least */
    heartbeat_blocks: blocks(1),
    /** the signer's subnet is read again after this many blocks, at the latest: its limits and its neurons may have changed */
    look_blocks: blocks(1),
    /** seconds from block to block */
    block_seconds: numberIn(0.001, 3600),
    /** the lease on the store is renewed this often, and taken over where it was not renewed for three times as long */
    beat_seconds: numberIn(1, 3600),
    /** whether this runtime's transaction pool refuses weights that come too early */
    pool_checks_rate_limit: Flag,
    /** how long to wait after failures of each kind */
    retry: closedStruct(
      'backoffs { chain, storage, publishing }',
      { chain: BackoffCodec, storage: BackoffCodec, publishing: BackoffCodec },
      {},
    ),
    /** what is kept for how long */
    retention: closedStruct(
      'a retention',
      {
        profiles_hours: numberIn(0, 100 * HOURS),
        results_hours: numberIn(0, 100 * HOURS),
        /** metrics, the history that belongs to them, settled submissions and old config changes */
        metrics_days: numberIn(0, 36_600),
        clean_up_every_hours: numberIn(0.001, HOURS),
      },
      {},
    ),
    thresholds: ThresholdsCodec,
  },
  {
    /** the mechanism of the subnet, 0 by default */
    mechanism: integerIn(0, 15),
    /** what the jitter is drawn from, a u32; if it is left out, it is made of the subnet and the hotkey, so that validators differ */
    seed: integerIn(0, 4_294_967_295),
  },
)
/** The settings of a validator. */
export type Settings = t.TypeOf<typeof SettingsCodec>

/** All settings but the netuid and the signer. */
export const DEFAULT_SETTINGS: Omit<Settings, 'netuid' | 'hotkey'> = {
  confirmations: 2,
  mortality_blocks: 16,
  heartbeat_blocks: 25,
  look_blocks: 100,
  block_seconds: 12,
  beat_seconds: 20,
  pool_checks_rate_limit: false,
  retry: {
    chain: { first_seconds: 12, factor: 2, most_seconds: 300, jitter: 0.1 },
    storage: { first_seconds: 5, factor: 2, most_seconds: 300, jitter: 0.1 },
    publishing: { first_seconds: 600, factor: 2, most_seconds: 3600, jitter: 0.1 },
  },
  retention: { profiles_hours: 168, results_hours: 168, metrics_days: 30, clean_up_every_hours: 4 },
  thresholds: { stale_tempos: 3, total_variation: 0.5, miners_kept: 0.5, cycle_seconds: 30, stalled_seconds: 600 },
}

/**
 * Checks settings, which may come from a file. Errors: every setting that is missing, unknown or out of its range, with its path.
 *
 * @example
 * ```ts
 * import { DEFAULT_SETTINGS, readSettings } from 'steelyard/validator'
 * const settings = { ...DEFAULT_SETTINGS, netuid: 39, hotkey: '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY' }
 * readSettings(settings).right.mortality_blocks // => 16
 * readSettings({ ...settings, confirmations: '2', netuid: -1 }).left.map(({ path }) => path) // => ['netuid', 'confirmations']
 * ```
 */
export const readSettings = (settings: unknown): Either<Refused, Settings> => pipe(SettingsCodec.decode(settings), mapLeft(faultProblems))
