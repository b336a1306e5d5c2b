import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocate } from '../../src/allocation/allocate.js'
import { mergeWithDefaults } from '../../src/allocation/config/emission-config.js'
import { readSnapshot } from '../../src/allocation/snapshot/read-snapshot.js'
import { report } from '../../src/allocation/report/report.js'
import type { Json } from '../arbitraries/snapshot.js'
import { worlds } from '../arbitraries/snapshot.js'
import { expectRight } from '../either.js'
import type { Mistake } from './oracle.js'
import { MISTAKES, oracle } from './oracle.js'

const ticks = ({ seconds, decimals }: { readonly seconds: number; readonly decimals: string }): bigint =>
  BigInt(seconds) * 1_000_000_000_000n + BigInt(decimals.padEnd(12, '0'))

type World = readonly [Json, Json]

/** What the engine makes of a world, in the form of the oracle. */
const engine = ([config, document]: World) => {
  const snapshot = expectRight(readSnapshot(document))
  const allocation = expectRight(allocate(expectRight(mergeWithDefaults(config)))(snapshot))
  const { burn, pools, excluded } = report('sum')(allocation)
  return {
    burn: burn.weight,
    unpaid: burn.unpaid_pools,
    pools: pools.map(({ category, weight, miners }) => ({
      category,
      weight,
      miners: miners.map(({ uid, score, weight: w }) => ({ uid, score, weight: w })),
    })),
    next: allocation.next.map(({ hotkey, category, score, updated_at }) => ({ hotkey, category, score, at: ticks(updated_at) })),
    excluded: excluded.map(({ uid, hotkey, category, reason }) => JSON.stringify([uid, hotkey, category, reason])).sort(),
  }
}

const byRules = ([config, document]: World, wrong?: Mistake) => {
  const { rejected } = expectRight(readSnapshot(document))
  const malformed = new Set(rejected.map(({ index }) => index))
  const rows = (document['results'] as readonly Json[]).flatMap((_, i) => (malformed.has(i) ? [] : [i]))
  return oracle(
    config,
    document,
    rows,
    rejected.map(({ hotkey }) => hotkey),
    wrong,
  )
}

test('the ledger, the next scores and the exclusions are equal to those of the oracle', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      expect(engine(world)).toEqual(byRules(world))
    }),
    { numRuns: 1000 },
  )
})

test.each(MISTAKES)('the worlds tell this mistake apart: %s', (mistake) => {
  const shown = (value: object): string => JSON.stringify(value, (_, v: unknown) => (typeof v === 'bigint' ? v.toString() : v))
  const told = fc.check(
    fc.property(worlds, (world) => shown(engine(world)) === shown(byRules(world, mistake))),
    { numRuns: 2000, endOnFailure: true },
  )
  expect(told.failed).toBe(true)
})
