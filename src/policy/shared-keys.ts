/** The keys of a config that all policies share: what burns, how often weights are set, and with which version key. */
import { Hotkey } from '../units/address/hotkey.js'
import { Decimal } from '../units/exact/decimal.js'
import { Percent } from '../units/exact/percent.js'
import { U64 } from '../units/integer/u64.js'
import { Uid } from '../units/integer/uid.js'
import { PositiveCount } from '../units/codec/count.js'

/** Codecs of the shared keys; each key is optional. */
export const SHARED_KEYS = {
  burn_percentage: Percent,
  burn_uid: Uid,
  burn_hotkey: Hotkey,
  weight_set_interval_blocks: PositiveCount,
  weight_version_key: U64,
}

/** The defaults of the shared keys. There is no default burn target. */
export const SHARED_DEFAULTS = {
  burn_percentage: new Decimal(0) as Percent,
  weight_set_interval_blocks: 360,
  weight_version_key: 0n as U64,
}
