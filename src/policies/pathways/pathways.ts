/**
 * Pathway scoring, as a policy: tasks with weights and windows, and of two pathways the one that pays a miner more.
 *
 * A miner is excellent at one task or does well in several; the larger of the two weights counts, and a curve makes shares of them.
 * Source: the Gaia system. Laws beside those of every policy: a miner without scores changes nobody; the weights are the same on
 * every engine; a decision carries a record for each miner, from which its weight can be recomputed (`retracePathway`).
 */
import { map } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Policy } from '../../policy/policy.js'
import type { PathwaysConfig } from './config.js'
import { readConfig, updateConfig, writeConfig } from './config.js'
import { decide, longestWindow } from './decide.js'
import { evidenceOf, readScoreRow } from './score-row.js'

/**
 * The policy. Evidence are rows `{ miner_hotkey, task, score, scored_at }`; a score that is no finite number of at least 0 is no sample
 * and a warning, 0 is no sample. `allowForeignBurn` lets what burns go to a neuron that is not the subnet owner's, which is paid by it.
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
