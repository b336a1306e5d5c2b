import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { More } from '../../../src/units/capped/capped.js'
import { MOST_TOLD, capped, cappedTexts, isMore, kindOf, told } from '../../../src/units/capped/capped.js'

interface Problem {
  readonly _tag: string
  readonly at: number
}
type Cap = (problems: readonly (Problem | More)[]) => readonly (Problem | More)[]

/** Floods of one kind, a few of others, just as many as are listed and one more or less, in any order; some have the tag `More`. */
const floods: fc.Arbitrary<readonly Problem[]> = fc
  .array(fc.tuple(fc.constantFrom('A', 'B', 'C', 'More'), fc.constantFrom(1, 2, MOST_TOLD - 1, MOST_TOLD, MOST_TOLD + 1, 60)), {
    maxLength: 6,
  })
  .map((runs) => runs.flatMap(([_tag, times]) => Array.from({ length: times }, () => _tag)).map((_tag, at) => ({ _tag, at })))

const totals = (problems: readonly (Problem | More)[]): ReadonlyMap<string, number> => {
  const all = new Map<string, number>()
  for (const problem of problems) all.set(kindOf(problem), (all.get(kindOf(problem)) ?? 0) + (isMore(problem) ? problem.count : 1))
  return all
}
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

const laws: Readonly<Record<string, (cap: Cap) => boolean>> = {
  'lists the first 20 of each kind in their order, then one count for each kind with more': (cap) =>
    !fc.check(
      fc.property(floods, (all) => {
        const list = cap(all)
        const kinds = [...new Set(all.map(({ _tag }) => _tag))]
        const first = all.filter((problem) => all.filter(({ _tag, at }) => _tag === problem._tag && at < problem.at).length < MOST_TOLD)
        const flooded = kinds.filter((kind) => all.filter(({ _tag }) => _tag === kind).length > MOST_TOLD)
        return same(list, [
          ...first,
          ...flooded.map((of) => ({ _tag: 'More', path: '', of, count: all.filter(({ _tag }) => _tag === of).length - MOST_TOLD })),
        ])
      }),
    ).failed,
  'counts every problem once': (cap) => !fc.check(fc.property(floods, (all) => same([...totals(cap(all))], [...totals(all)]))).failed,
  'changes nothing when it is done again, and parts that were capped give the same as the whole': (cap) =>
    !fc.check(fc.property(floods, floods, (a, b) => same(cap(cap(a)), cap(a)) && same(cap([...cap(a), ...cap(b)]), cap([...a, ...b]))))
      .failed,
}

describe('a list of problems', () => {
  test.each(Object.entries(laws))('%s', (_, law) => {
    expect(law(capped)).toBe(true)
  })
  test('a cap over all kinds, one that counts what is listed too, and one that counts counts as one are caught', () => {
    const overAll: Cap = (all) => capped(all, () => 'any')
    const tooMany: Cap = (all) =>
      capped(all).map((problem) => (isMore(problem) ? { ...problem, count: problem.count + MOST_TOLD } : problem))
    const countedOnce: Cap = (all) => {
      const list = told<Problem | More>()
      for (const problem of all) list.tell(kindOf(problem), () => problem)
      return list.all()
    }
    for (const wrong of [overAll, tooMany, countedOnce]) expect(Object.values(laws).every((law) => law(wrong))).toBe(false)
  })
  test('a problem beyond the 20 is not made', () => {
    const list = told<number>()
    let made = 0
    for (let i = 0; i < 1000; i++) list.tell('A', () => ++made)
    expect([made, list.all().length]).toEqual([MOST_TOLD, MOST_TOLD + 1])
  })
  test('of texts, up to 20 are kept, and the others are counted', () => {
    const texts = (n: number): readonly string[] => Array.from({ length: n }, String)
    expect(cappedTexts(texts(20))).toEqual(texts(20))
    expect(cappedTexts(texts(23))).toEqual([...texts(20), 'and 3 more'])
  })
})
