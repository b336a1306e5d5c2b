import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Evidence, Verdict } from '../../../src/validator/cycle/verdict.js'
import { verdictOf } from '../../../src/validator/cycle/verdict.js'

const evidence: fc.Arbitrary<Evidence> = fc
  .record({
    last_update: fc.nat(40),
    valid_until: fc.nat(60),
    found: fc.nat(60),
    head: fc.nat(90),
    isOurs: fc.constantFrom(true, false, null),
  })
  .map(({ found, head, ...rest }) => ({ ...rest, found: Math.min(found, head), head }))
const confirmations = fc.nat(4)

type Judge = (confirmations: number) => (evidence: Evidence) => Verdict

/** What a verdict must keep to, said apart. */
const keepsTheRules =
  (judge: Judge) =>
  (deep: number, seen: Evidence): boolean => {
    const { last_update, valid_until, found, head, isOurs } = seen
    const verdict = judge(deep)(seen)
    switch (verdict._tag) {
      case 'Confirmed':
        return verdict.block === found && found > last_update && isOurs !== false && head - found >= deep
      case 'Superseded':
        return isOurs === false && found > last_update && head - found >= deep && head - valid_until > deep
      case 'Gone':
        return found <= last_update && head - valid_until > deep
      case 'AskAgain':
        return verdict.at > head
    }
  }

describe('a verdict', () => {
  test('confirms only what the row shows, deep enough, and gives nothing up that a block may still include', () => {
    fc.assert(fc.property(confirmations, evidence, keepsTheRules(verdictOf)), { numRuns: 2000 })
  })
  test('comes: where the chain grows and shows the same, it is asked no more after some blocks', () => {
    fc.assert(
      fc.property(confirmations, evidence, (deep, seen) => {
        const late = Math.max(seen.valid_until, seen.found) + deep + 1
        return verdictOf(deep)({ ...seen, head: late })._tag !== 'AskAgain'
      }),
    )
  })
  const wrong: Readonly<Record<string, Judge>> = {
    'one that trusts last_update': (deep) => (seen) => verdictOf(deep)({ ...seen, isOurs: null }),
    'one that is a block early': (deep) => (seen) => verdictOf(Math.max(0, deep - 1))(seen),
    'one that gives up at the last valid block': (deep) => (seen) => verdictOf(deep)({ ...seen, valid_until: seen.valid_until - deep - 1 }),
    'one that supersedes at once': (deep) => (seen) =>
      seen.isOurs === false && seen.found > seen.last_update ? { _tag: 'Superseded', block: seen.found } : verdictOf(deep)(seen),
  }
  test.each(Object.entries(wrong))('the law kills %s', (_, judge) => {
    expect(fc.check(fc.property(confirmations, evidence, keepsTheRules(judge)), { numRuns: 5000 }).failed).toBe(true)
  })
})
