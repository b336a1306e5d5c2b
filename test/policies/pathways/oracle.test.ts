import { expect, test } from 'vitest'
import { DIGESTS } from '../../engines/digests.js'
import { KINDS, decisionOf, firstReleaseDigest, population } from './determinism.js'
import { oracle } from './oracle.js'

const POPULATIONS = 100

/** The default, the value of the first release, and one that many scores are below. */
const LEAST_SCORES = [undefined, 0, 0.4] as const

test('shares agree with the formulas in decimals of 40 digits within 1e-12, and all labels agree', () => {
  const seen = { excellence: 0, diversity: 0, ranked: 0, low: 0 }
  for (let i = 0; i < POPULATIONS; i++) {
    // Rounding in the last digits can make or break ties.
    if (i % KINDS.length === 4) continue
    const least = LEAST_SCORES[i % LEAST_SCORES.length]
    const traces = [...(decisionOf(i, least)?.traces ?? [])]
    const burns = i % 2 === 1
    const found = new Map(traces.map((trace) => [trace.miner_uid, trace]))
    const expected = oracle(population(i), burns ? 1 : 0, least ?? 0.01)
    for (const { uid, pathway, share } of expected) {
      const trace = found.get(uid)!
      expect([i, uid, trace.scoring_pathway]).toEqual([i, uid, pathway])
      const distance = share
        .times(burns ? '0.95' : 1)
        .minus(trace.submitted_share)
        .abs()
        .toNumber()
      expect(distance, `uid ${uid} of population ${i}`).toBeLessThan(1e-12)
      seen[trace.scoring_pathway as 'excellence' | 'diversity']++
      if (Object.values(trace.pathway_details!.tasks).some(({ aggregated_score }) => aggregated_score < (least ?? 0.01))) seen.low++
    }
    expect(traces.filter(({ scoring_pathway }) => scoring_pathway !== 'none').map(({ miner_uid }) => miner_uid)).toEqual(
      expected.map(({ uid }) => uid),
    )
    if (traces[0]?.pathway_details?.population.by_rank === true) seen.ranked++
  }
  // The populations reach every branch.
  expect(Math.min(seen.excellence, seen.diversity, seen.ranked, seen.low)).toBeGreaterThan(10)
}, 120_000)

test('with a least score of 0 the decisions for a thousand populations are those of the first release', () => {
  expect(firstReleaseDigest(1000)).toBe('eae16cb29a728bf07e274ce69940ae05e80c533d982d7241f7301e249bd8dc19')
}, 120_000)

test('the decisions for a thousand populations have the same bytes on every engine', () => {
  const { expected, compute } = DIGESTS['1,000 populations by pathways']!
  expect(compute()).toBe(expected)
}, 120_000)
