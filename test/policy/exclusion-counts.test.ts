import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LeftOut } from '../../src/policy/decision.js'
import { exclusionCounts } from '../../src/policy/exclusion-counts.js'

const out = (reason: string): LeftOut => ({ uid: 1, hotkey: null, category: null, reason })
const lists = fc.array(fc.constantFrom('NoAxon', 'StaleResults', 'ZeroScore', 'a').map(out))

test('every exclusion is counted once, under its reason, the most frequent first, whatever the order of the list', () => {
  fc.assert(
    fc.property(lists, (excluded) => {
      const counts = exclusionCounts(excluded)
      expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(excluded.length)
      for (const { reason, count } of counts) expect(excluded.filter((one) => one.reason === reason).length).toBe(count)
      expect(counts).toEqual([...counts].sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)))
      expect(exclusionCounts([...excluded].reverse())).toEqual(counts)
    }),
  )
})
