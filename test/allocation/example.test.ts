import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readEmissionToml } from '../../src/adapters/toml.js'
import { allocate } from '../../src/allocation/allocate.js'
import { readSnapshot } from '../../src/allocation/snapshot/read-snapshot.js'
import { report } from '../../src/allocation/report/report.js'
import { expectRight } from '../either.js'
import expected from '../vectors/subnet-256.expected.json' with { type: 'json' }

const config = expectRight(readEmissionToml(readFileSync('docs/examples/emission.toml', 'utf8')))
const snapshot = expectRight(readSnapshot(JSON.parse(readFileSync('docs/examples/subnet-256.json', 'utf8'))))
const { burn, pools, weights } = report('sum')(expectRight(allocate(config)(snapshot)))

test('the allocation of the example subnet of 256 neurons is equal to the expected one', () => {
  expect(burn.weight).toBe(expected.burn)
  expect(burn.unpaid_pools).toEqual(expected.unpaid_pools)
  expect(weights.map(({ uid, weight }) => ({ uid, weight }))).toEqual(expected.weights)
  const byCategory = Object.fromEntries(
    pools.map(({ category, weight, miners }) => [category, { weight, miners: miners.map((m) => ({ uid: m.uid, weight: m.weight })) }]),
  )
  expect(byCategory).toEqual(expected.pools)
})
