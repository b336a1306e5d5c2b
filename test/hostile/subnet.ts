/** The subnet on which validators are lied to, and how they are set up. */
import { simulatedSubnet } from '../../src/adapters/simulated-subtensor/simulated-subnet.js'
import { simulatedSubtensor } from '../../src/adapters/simulated-subtensor/simulated-subtensor.js'
import type { Settings } from '../../src/validator/settings.js'
import { DEFAULT_SETTINGS } from '../../src/validator/settings.js'

export const [NETUID, MINERS, SEED, BLOCK_SECONDS] = [39, 4, 7, 12]
export const INTERVAL = 8
export const RATE_LIMIT = 4

export const settingsOf = (hotkey: string): Settings => ({
  ...DEFAULT_SETTINGS,
  netuid: NETUID,
  hotkey,
  mortality_blocks: 6,
  look_blocks: 10,
  heartbeat_blocks: 3,
  beat_seconds: 12,
  retention: { profiles_hours: 168, results_hours: 168, metrics_days: 30, clean_up_every_hours: 0.04 },
  thresholds: { ...DEFAULT_SETTINGS.thresholds, stalled_seconds: 120 },
})

export const CONFIG = { burn_uid: 0, burn_percentage: 10, weight_set_interval_blocks: INTERVAL }

/** The subnet, and the hotkey of its validator. */
export const subnet = () => {
  const genesis = simulatedSubnet({ netuid: NETUID, miners: MINERS, seed: SEED })
  const hyperparameters = { ...genesis.hyperparameters, tempo: 20, weights_rate_limit: RATE_LIMIT }
  return { hotkey: genesis.neurons[1]!.hotkey, subtensor: simulatedSubtensor({ ...genesis, hyperparameters }) }
}
