import fc from 'fast-check'
import * as client from 'prom-client'
import { expect, test } from 'vitest'
import type { PrometheusOptions } from '../../src/adapters/prometheus.js'
import { prometheusMetrics } from '../../src/adapters/prometheus.js'
import type { Measurement } from '../../src/validator/measurement.js'

const fresh = (options: PrometheusOptions = {}) => {
  const registry = new client.Registry()
  const metrics = prometheusMetrics(client, { registry, ...options })
  /** Lines of the exposition that begin with a name, without it. */
  const lines = async (name: string): Promise<readonly string[]> =>
    (await registry.metrics())
      .split('\n')
      .filter((line) => line.startsWith(name) && !line.startsWith('#'))
      .map((line) => line.slice(name.length).trim())
  return { registry, metrics, lines }
}

const category = (name: string, allocation: number, miners = 1, total_score = 0.5) => ({
  category: name,
  miners,
  total_score,
  average_score: 0,
  min_score: 0,
  max_score: 0,
  allocation,
  percentage: '0',
})
const weightsSet = (over: Partial<Extract<Measurement, { _tag: 'WeightsSet' }>> = {}): Measurement => ({
  _tag: 'WeightsSet',
  burn_amount: 100,
  burn_percentage: 12.5,
  categories: [],
  miners_served: 7,
  block: 5000,
  seconds: 21,
  ...over,
})

test('before anything happened the counters stand at 0, so that a rate has a beginning', async () => {
  const { lines } = fresh()
  expect(await lines('steelyard_weight_setting_errors_total')).toEqual(
    ['chain', 'storage', 'prover', 'publishing', 'policy', 'clock'].map((origin) => `{origin="${origin}"} 0`),
  )
  expect(await lines('steelyard_config_changes_total')).toEqual(['{accepted="true"} 0', '{accepted="false"} 0'])
  expect(await lines('steelyard_burn_amount_total')).toEqual(['0'])
})

test('weights that were set: sums go up, levels are replaced', async () => {
  const { metrics, lines } = fresh()
  metrics.record(weightsSet({ categories: [category('H100', 40000, 3, 2.5), category('A100', 20000)] }))
  metrics.record(
    weightsSet({ burn_percentage: 10, miners_served: 8, block: 5360, seconds: 2, categories: [category('H100', 39000, 4, 2)] }),
  )
  expect(await lines('steelyard_burn_amount_total')).toEqual(['200'])
  expect(await lines('steelyard_burn_percentage')).toEqual(['10'])
  expect(await lines('steelyard_miners_served')).toEqual(['8'])
  expect(await lines('steelyard_last_weight_set_block')).toEqual(['5360'])
  // A100 is gone.
  expect(await lines('steelyard_category_miners')).toEqual(['{category="H100"} 4'])
  expect(await lines('steelyard_category_allocation')).toEqual(['{category="H100"} 39000'])
  expect(await lines('steelyard_category_score')).toEqual(['{category="H100"} 2'])
  expect(await lines('steelyard_weight_setting_seconds_sum')).toEqual(['23'])
  expect(await lines('steelyard_weight_setting_seconds_bucket{le="20"}')).toEqual(['1'])
  expect(await lines('steelyard_weight_setting_seconds_bucket{le="30"}')).toEqual(['2'])
})

test('commits: when the last was made, when it should be revealed, and how many came in force', async () => {
  const { metrics, lines } = fresh()
  expect(await lines('steelyard_reveals_total')).toEqual(['{in_force="true"} 0', '{in_force="false"} 0'])
  metrics.record({ _tag: 'WeightsCommitted', block: 1000, reveal_block: 1361 })
  metrics.record({ _tag: 'WeightsRevealed', in_force: true, block: 1363 })
  metrics.record({ _tag: 'WeightsRevealed', in_force: false, block: 1730 })
  expect(await lines('steelyard_last_commit_block')).toEqual(['1000'])
  expect(await lines('steelyard_expected_reveal_block')).toEqual(['1361'])
  expect(await lines('steelyard_in_force_block')).toEqual(['1363'])
  expect(await lines('steelyard_reveals_total')).toEqual(['{in_force="true"} 1', '{in_force="false"} 1'])
})

test('the other measurements', async () => {
  const { metrics, lines } = fresh()
  metrics.record({ _tag: 'WeightsFailed', origin: 'chain' })
  metrics.record({ _tag: 'ConfigChanged', accepted: true })
  metrics.record({ _tag: 'ConfigChanged', accepted: false })
  metrics.record({ _tag: 'ConfigChanged', accepted: false })
  metrics.record({ _tag: 'ResultsArrived', valid: 5, failed: 2, malformed: 1, models: ['H100', 'A100'] })
  metrics.record({ _tag: 'ResultsArrived', valid: 1, failed: 0, malformed: 0, models: ['H100'] })
  metrics.record({ _tag: 'HeadSeen', block: 6000, last_update: 5000 })
  metrics.record({ _tag: 'HeadSeen', block: 6001, last_update: null })
  expect(await lines('steelyard_weight_setting_errors_total{origin="chain"}')).toEqual(['1'])
  expect(await lines('steelyard_config_changes_total')).toEqual(['{accepted="true"} 1', '{accepted="false"} 2'])
  expect(await lines('steelyard_prover_verifications_total')).toEqual(['8'])
  expect(await lines('steelyard_prover_failures_total')).toEqual(['2'])
  expect(await lines('steelyard_prover_malformed_total')).toEqual(['1'])
  expect(await lines('steelyard_gpu_models')).toEqual(['2'])
  expect(await lines('steelyard_head_block')).toEqual(['6001'])
  expect(await lines('steelyard_last_weight_set_block')).toEqual(['5000'])
})

test('however many categories there are, no more series than asked for and `other`; what they sum to stays', async () => {
  const names = fc.uniqueArray(fc.oneof(fc.constant('other'), fc.constant('OTHER'), fc.string({ maxLength: 4 })), { maxLength: 12 })
  const categories = names.chain((list) =>
    fc.tuple(
      ...list.map((name) =>
        fc.tuple(fc.constantFrom(0, 1, 5, 5, 900), fc.nat(9)).map(([allocation, miners]) => category(name, allocation, miners, miners / 8)),
      ),
    ),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(categories, { minLength: 1, maxLength: 4 }), fc.nat(5), async (rounds, most) => {
      const { registry, metrics } = fresh({ most_categories: most })
      for (const round of rounds) metrics.record(weightsSet({ categories: round }))
      const last = rounds.at(-1)!
      for (const [name, of] of [
        ['miners', 'miners'],
        ['allocation', 'allocation'],
        ['score', 'total_score'],
      ] as const) {
        const { values } = await registry.getSingleMetric(`steelyard_category_${name}`)!.get()
        expect(values.length).toBeLessThanOrEqual(Math.min(last.length, most + 1))
        expect(values.reduce((sum, { value }) => sum + value, 0)).toBe(last.reduce((sum, c) => sum + c[of], 0))
      }
      // None under another name is larger than one under its own.
      const { values } = await registry.getSingleMetric('steelyard_category_allocation')!.get()
      const named = new Set(values.map(({ labels }) => String(labels['category'])))
      const least = Math.min(...last.filter((c) => c.category !== 'other' && named.has(c.category)).map(({ allocation }) => allocation))
      expect(last.filter((c) => c.category !== 'other' && !named.has(c.category)).every(({ allocation }) => allocation <= least)).toBe(true)
    }),
    { numRuns: 100 },
  )
})

test('models are counted up to a bound', async () => {
  const { metrics, lines } = fresh()
  for (let i = 0; i < 5; i++)
    metrics.record({
      _tag: 'ResultsArrived',
      valid: 0,
      failed: 0,
      malformed: 0,
      models: Array.from({ length: 1000 }, (_, j) => `model ${i} ${j}`),
    })
  expect(await lines('steelyard_gpu_models')).toEqual(['4096'])
})

test("names begin as asked for, so two validators fit into one registry; without one it is prom-client's own", async () => {
  const { registry } = fresh({ prefix: 'sn39_' })
  prometheusMetrics(client, { registry, prefix: 'sn51_' })
  expect(registry.getMetricsAsArray().every(({ name }) => /^sn(39|51)_/.test(name))).toBe(true)
  prometheusMetrics(client)
  expect(client.register.getSingleMetric('steelyard_head_block')).toBeDefined()
  client.register.clear()
})
