/** The keys of a config that every policy shares: what burns, how often weights are set, and under which version. */
import { Hotkey } from '../units/hotkey.js'
import { Decimal } from '../units/decimal.js'
import { Percent } from '../units/percent.js'
import { U64 } from '../units/u64.js'
import { Uid } from '../units/uid.js'
import { PositiveInteger } from './pool-rule.js'

/** Codecs of the shared keys; any of them may be missing. */
export const SHARED_KEYS = {
  burn_percentage: Percent,
  burn_uid: Uid,
  burn_hotkey: Hotkey,
  weight_set_interval_blocks: PositiveInteger,
  weight_version_key: U64,
}

/** What a shared key is where it is missing; there is no default burn target. */
export const SHARED_DEFAULTS = {
  burn_percentage: new Decimal(0) as Percent,
  weight_set_interval_blocks: 360,
  weight_version_key: 0n as U64,
}
