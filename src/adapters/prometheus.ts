/**
 * Measurements as Prometheus metrics, through the prom-client that the caller passes.
 *
 * The number of series is bounded, whatever names miners give their GPUs: categories beyond the largest are summed as
 * `other`, categories that no longer occur are removed, and models are counted and not named.
 */
import type * as PromClient from 'prom-client'
import type { CategoryStatistics } from '../policy/category-statistics.js'
import { codeUnitOrder } from '../units/order/code-unit-order.js'
import type { Origin } from '../validator/alert.js'
import type { Measurement } from '../validator/measurement.js'
import type { Metrics } from '../validator/ports.js'

/** The part of prom-client that is needed; you can pass the whole module. */
export type PrometheusClient = Pick<typeof PromClient, 'Counter' | 'Gauge' | 'Histogram' | 'register'>

/**
 * The registry (default: prom-client's own), the number of categories with their own series (default 64), and the prefix of the
 * names (default `steelyard_`).
 */
export interface PrometheusOptions {
  readonly registry?: PromClient.Registry
  readonly most_categories?: number
  readonly prefix?: string
}

type Figures = Pick<CategoryStatistics, 'category' | 'miners' | 'allocation' | 'total_score'>

const OTHER = 'other'
const MOST_MODELS = 4096
const ORIGINS: { readonly [O in Origin]: null } = { chain: null, storage: null, prover: null, publishing: null, policy: null, clock: null }
const SECONDS = [1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 3600]

/** The largest allocations keep their names; a category that is itself called `other` is summed with the rest. */
const boundedTo = (most: number, categories: readonly CategoryStatistics[]): Iterable<Figures> => {
  const largest = [...categories].sort((a, b) => b.allocation - a.allocation || codeUnitOrder.compare(a.category, b.category))
  const figures = new Map<string, Figures>()
  largest.forEach(({ category: name, miners, allocation, total_score }, i) => {
    const category = i < most ? name : OTHER
    const sum = figures.get(category) ?? { category, miners: 0, allocation: 0, total_score: 0 }
    figures.set(category, {
      category,
      miners: sum.miners + miners,
      allocation: sum.allocation + allocation,
      total_score: sum.total_score + total_score,
    })
  })
  return figures.values()
}

/**
 * Registers the metrics of a validator and updates them. A registry can hold them only once, so a second validator in the
 * same process needs another registry or another prefix.
 *
 * @example
 * ```ts
 * import { prometheusMetrics } from 'steelyard/adapters/prometheus'
 * const names = []
 * function Metric({ name }) { names.push(name); return { inc() {}, set() {}, reset() {}, observe() {} } }
 * const metrics = prometheusMetrics({ Counter: Metric, Gauge: Metric, Histogram: Metric, register: {} }, { prefix: 'sn39_' })
 * names.includes('sn39_burn_amount_total') // => true
 * metrics.record({ _tag: 'HeadSeen', block: 100, last_update: null }) // => undefined
 * ```
 */
export const prometheusMetrics = (
  client: PrometheusClient,
  { registry = client.register, most_categories = 64, prefix = 'steelyard_' }: PrometheusOptions = {},
): Metrics => {
  const named = <L extends string = never>(name: string, help: string, ...labelNames: readonly L[]) => ({
    name: `${prefix}${name}`,
    help,
    labelNames,
    registers: [registry],
  })
  const burned = new client.Counter(named('burn_amount_total', 'Weight units (of 65535) that were burnt, over all settings of weights'))
  const burn = new client.Gauge(named('burn_percentage', 'Part of the whole that burns, 0 to 100'))
  const served = new client.Gauge(named('miners_served', 'Miners with weight'))
  const miners = new client.Gauge(named('category_miners', 'Miners with a claim in a category', 'category'))
  const allocation = new client.Gauge(named('category_allocation', 'Weight units (of 65535) of a category', 'category'))
  const scores = new client.Gauge(named('category_score', 'Sum of the claims in a category', 'category'))
  const seconds = new client.Histogram({
    ...named('weight_setting_seconds', 'From reading the world to confirmed weights'),
    buckets: SECONDS,
  })
  const errors = new client.Counter(named('weight_setting_errors_total', 'Failures to set weights, by who failed', 'origin'))
  const verified = new client.Counter(named('prover_verifications_total', 'Validation results that arrived'))
  const failed = new client.Counter(named('prover_failures_total', 'Validation results that failed'))
  const malformed = new client.Counter(named('prover_malformed_total', 'Rows that were no validation results'))
  const models = new client.Gauge(named('gpu_models', 'GPU models discovered'))
  const changes = new client.Counter(named('config_changes_total', 'Changes of the config that were asked for', 'accepted'))
  const head = new client.Gauge(named('head_block', 'Newest block seen'))
  const last = new client.Gauge(named('last_weight_set_block', 'Block of the last weights'))
  const committed = new client.Gauge(named('last_commit_block', 'Block of the last commit'))
  const expected = new client.Gauge(named('expected_reveal_block', 'Block at which the last commit should be revealed'))
  const revealed = new client.Gauge(named('in_force_block', 'Block at which the weights of a commit were last seen to come in force'))
  const reveals = new client.Counter(named('reveals_total', 'Commits whose weights came in force, or never will', 'in_force'))
  const discovered = new Set<string>()

  // Sets the counters to 0, because a rate needs a first value of 0.
  for (const origin of Object.keys(ORIGINS)) errors.inc({ origin }, 0)
  for (const accepted of ['true', 'false']) changes.inc({ accepted }, 0)
  for (const in_force of ['true', 'false']) reveals.inc({ in_force }, 0)

  const weightsSet = (set: Extract<Measurement, { readonly _tag: 'WeightsSet' }>): void => {
    burned.inc(set.burn_amount)
    burn.set(set.burn_percentage)
    served.set(set.miners_served)
    seconds.observe(set.seconds)
    last.set(set.block)
    for (const gauge of [miners, allocation, scores]) gauge.reset()
    for (const { category, ...figures } of boundedTo(most_categories, set.categories)) {
      miners.set({ category }, figures.miners)
      allocation.set({ category }, figures.allocation)
      scores.set({ category }, figures.total_score)
    }
  }
  return {
    record: (measurement) => {
      switch (measurement._tag) {
        case 'WeightsSet':
          return weightsSet(measurement)
        case 'WeightsFailed':
          return errors.inc({ origin: measurement.origin })
        case 'WeightsCommitted':
          committed.set(measurement.block)
          return expected.set(measurement.reveal_block)
        case 'WeightsRevealed':
          if (measurement.in_force) revealed.set(measurement.block)
          return reveals.inc({ in_force: String(measurement.in_force) })
        case 'ResultsArrived':
          verified.inc(measurement.valid + measurement.failed)
          failed.inc(measurement.failed)
          malformed.inc(measurement.malformed)
          for (const model of measurement.models) if (discovered.size < MOST_MODELS) discovered.add(model)
          return models.set(discovered.size)
        case 'ConfigChanged':
          return changes.inc({ accepted: String(measurement.accepted) })
        case 'HeadSeen':
          head.set(measurement.block)
          if (measurement.last_update !== null) last.set(measurement.last_update)
      }
    },
  }
}
