/**
 * Pathway scoring, as a policy: tasks have weights and windows, and each miner is paid by the better of two pathways.
 *
 * One pathway is for miners that are excellent at one task, the other for miners that do well in several. The larger of the two
 * weights counts, and a curve turns weights into shares. Source: the Gaia system. Laws, besides those of every policy: a miner
 * without scores changes no other miner's share; the weights are the same on every engine; a decision carries a record for each
 * miner, from which its weight can be recomputed (`retracePathway`).
 */
import { map } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Policy } from '../../policy/policy.js'
import type { PathwaysConfig } from './config.js'
import { readConfig, updateConfig, writeConfig } from './config.js'
import { decide, longestWindow } from './decide.js'
import { evidenceOf, readScoreRow } from './score-row.js'

/**
 * The policy. The evidence is rows `{ miner_hotkey, task, score, scored_at }`. A score that is not a finite number of at least 0 is not
 * a sample and gives a warning; a score of 0 is not a sample. `allowForeignBurn` allows a burn target that is not the subnet owner's;
 * such a target is paid, and nothing burns.
 *
 * @example
 * ```ts
 * import { pathways } from 'steelyard/policies'
 * const { readConfig, pace, decide } = pathways()
 * pace(readConfig({}).right) // => { interval_blocks: 360, version_key: 0n, window_hours: 336 }
 * [...readConfig({}).right.tasks.keys()] // => ['geomagnetic', 'soil', 'weather']
 * readConfig({ tasks: { soil: { weight: 0 } } }).left.map(({ path }) => path) // => ['tasks.soil.weight', 'tasks.soil.window_hours']
 * const key = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
 * const network = { netuid: 57, block: 1, neurons: [{ uid: 0, hotkey: key, coldkey: key, registered_at_block: 1 }] }
 * const at = '2026-11-20T06:00:00Z'
 * const results = [{ miner_hotkey: key, task: 'soil', score: 0.8, scored_at: at }]
 * const [trace] = decide(readConfig({}).right)({ network, at, results, previous: [], profiles: [] }).right.traces
 * [trace.scoring_pathway, trace.raw_calculated_weight, trace.submitted_weight] // => ['diversity', 0.12189635776103046, 65535]
 * ```
 */
export const pathways = ({ allowForeignBurn = false }: { readonly allowForeignBurn?: boolean } = {}): Policy<PathwaysConfig> => ({
  name: 'pathways',
  readConfig,
  updateConfig,
  writeConfig,
  pace: (config) => ({
    interval_blocks: config.weight_set_interval_blocks,
    version_key: config.weight_version_key,
    window_hours: longestWindow(config),
  }),
  readEvidence: (row) => pipe(readScoreRow(row), map(evidenceOf)),
  decide: decide(allowForeignBurn),
  tracing: ({ trace }) => ({
    completed: trace.chain_integration,
    retention_days: trace.retention_days,
    clean_up_hours: trace.cleanup_hours,
    most_seconds: trace.most_seconds,
  }),
})
