/**
 * Shares from events, as a policy: leads that miners curated and sourced in the last days, counted or blended, and a burn.
 *
 * Source: the Leadpoet system. Publishing (the gate after a curated lead, the hourly loop) is done by the validator.
 */
import type { Policy } from '../../policy/policy.js'
import { decide } from './decide.js'
import type { EventSharesConfig } from './event-shares-config.js'
import { readConfig, updateConfig, writeConfig } from './event-shares-config.js'
import { readEvidence } from './read-event.js'

/**
 * The policy. `{}` is the form of counts, `0.6 x curated + 0.4 x sourced` over 30 days. The other form normalises each kind first: `{
 * normalise: true, designated_weight: 0.1, sourced_weight: 0.45, curated_weight: 0.45, designated_hotkey }`. `allowForeignBurn` allows a
 * burn target that is not the subnet owner's; such a target is paid, and nothing burns.
 *
 * @example
 * ```ts
 * import { eventShares } from 'steelyard/policies'
 * const { readConfig, readEvidence, pace } = eventShares()
 * pace(readConfig({}).right) // => { interval_blocks: 300, version_key: 0n, window_hours: 720 }
 * readConfig({ normalise: true, designated_weight: 0.1 }).left.map(({ path }) => path) // => ['designated_hotkey']
 * readEvidence({ event_id: 'e1', curated_by: '5A', created_at: 1754042400.25 }).right.at // => '2025-08-01T10:00:00.250000000Z'
 * readEvidence({ event_id: 'e1', curated_by: '5A', created_at: true }).left[0].message.startsWith('event "e1": Unexpected created_at type') // => true
 * ```
 */
export const eventShares = ({ allowForeignBurn = false }: { readonly allowForeignBurn?: boolean } = {}): Policy<EventSharesConfig> => ({
  name: 'eventShares',
  readConfig,
  updateConfig,
  writeConfig,
  pace: ({ weight_set_interval_blocks, weight_version_key, window_days }) => ({
    interval_blocks: weight_set_interval_blocks,
    version_key: weight_version_key,
    window_hours: 24 * window_days,
  }),
  readEvidence,
  decide: decide(allowForeignBurn),
})
