/** The keys of a config that all policies share: what burns, how often weights are set, and with which version key. */
import { Hotkey } from '../units/address/hotkey.js'
import { Decimal } from '../units/exact/decimal.js'
import { Percent } from '../units/exact/percent.js'
import { U64 } from '../units/integer/u64.js'
import { Uid } from '../units/integer/uid.js'
import { PositiveCount } from '../units/codec/count.js'

/** Codecs of the shared keys; each key is optional. */
export const SHARED_KEYS = {
  /** per cent of the total that burns */
  burn_percentage: Percent,
  /** the neuron that receives the burn, by uid */
  burn_uid: Uid,
  /** the neuron that receives the burn, by hotkey; if `burn_uid` is given too, both must name the same neuron */
  burn_hotkey: Hotkey,
  /** blocks between weight settings */
  weight_set_interval_blocks: PositiveCount,
  /** the version key that is passed to the chain */
  weight_version_key: U64,
}

/** The defaults of the shared keys. There is no default burn target. */
export const SHARED_DEFAULTS = {
  burn_percentage: new Decimal(0) as Percent,
  weight_set_interval_blocks: 360,
  weight_version_key: 0n as U64,
}
