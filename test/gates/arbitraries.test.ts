/**
 * The generators know the rules: they make every reason of an exclusion, and they vary every key of a config, of a pool and of a
 * snapshot. A new reason or a new key that the generators do not know fails here; so the oracle and the laws meet each of them.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocate } from '../../src/allocation/allocate.js'
import { mergeWithDefaults } from '../../src/allocation/config/emission-config.js'
import { EmissionTable } from '../../src/allocation/config/emission-table.js'
import { PoolRule } from '../../src/allocation/config/pool-rule.js'
import { REASONS } from '../../src/allocation/miners/exclusion.js'
import { readSnapshot } from '../../src/allocation/snapshot/read-snapshot.js'
import type { Json } from '../arbitraries/snapshot.js'
import { configs, snapshots, worlds } from '../arbitraries/snapshot.js'
import { entriesOf, SNAPSHOT_KEYS } from '../document-keys.js'
import { expectRight } from '../either.js'

const SEED = 20_261_120

/** How many different values each key has in some documents; a key that is missing somewhere has one more. */
const valuesOf = (documents: readonly Json[]): ReadonlyMap<string, number> => {
  const values = new Map<string, Set<string>>()
  const seen = documents.map((document) => {
    const entries = entriesOf(document)
    for (const [key, value] of entries) values.set(key, (values.get(key) ?? new Set()).add(JSON.stringify(value)))
    return new Set(entries.map(([key]) => key))
  })
  return new Map([...values].map(([key, found]) => [key, found.size + (seen.every((keys) => keys.has(key)) ? 0 : 1)]))
}

const unvaried = (keys: readonly string[], documents: readonly Json[]): readonly string[] => {
  const values = valuesOf(documents)
  return keys.filter((key) => (values.get(key) ?? 0) < 2)
}

test('a world has each reason of an exclusion in at least 10 of 1000 cases', () => {
  const counts = new Map<string, number>(REASONS.map((reason) => [reason, 0]))
  for (const [config, snapshot] of fc.sample(worlds, { seed: SEED, numRuns: 1000 })) {
    const { excluded } = expectRight(allocate(expectRight(mergeWithDefaults(config)))(expectRight(readSnapshot(snapshot))))
    for (const reason of new Set(excluded.map((entry) => entry.reason))) counts.set(reason, counts.get(reason)! + 1)
  }
  expect([...counts].filter(([, count]) => count < 10)).toEqual([])
})

test('a config has each key of the codec, with different values', () => {
  const documents = fc.sample(configs, { seed: SEED, numRuns: 300 })
  const keys = EmissionTable.fields.map(({ key }) => key)
  expect(unvaried(keys, documents)).toEqual([])
  expect(
    unvaried(
      keys,
      documents.map(({ burn_uid: _, ...others }) => others),
    ),
  ).toEqual(['burn_uid'])
})

test('a pool has each key of the codec, with different values', () => {
  const pools = fc
    .sample(configs, { seed: SEED, numRuns: 300 })
    .flatMap(({ gpu_allocations }) => Object.values(gpu_allocations as Json))
    .filter((pool): pool is Json => typeof pool === 'object')
  const keys = PoolRule.fields.map(({ key }) => key)
  expect(unvaried(keys, pools)).toEqual([])
})

test('a snapshot has each key of the codecs, with different values', () => {
  const documents = fc.sample(snapshots, { seed: SEED, numRuns: 300 })
  expect(
    unvaried(
      SNAPSHOT_KEYS.map((path) => path.replaceAll('?', '')),
      documents,
    ),
  ).toEqual([])
})
