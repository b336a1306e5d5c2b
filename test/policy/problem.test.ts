import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Decimal } from '../../src/units/exact/decimal.js'
import type { Percent } from '../../src/units/exact/percent.js'
import { evidenceUnusable, judgeEvidence } from '../../src/policy/evidence-unusable.js'
import { cappedProblems, faultProblem } from '../../src/policy/problem.js'
import type { Problem } from '../../src/policy/problem.js'

type Settings = Parameters<typeof judgeEvidence>[0]

const problems: fc.Arbitrary<readonly Problem[]> = fc.array(
  fc.constantFrom('A', 'B').map((_tag) => ({ _tag, path: 'x', message: 'x: wrong' })),
  { maxLength: 120 },
)

test('capped problems can be capped again together with others, and keep exact counts', () => {
  fc.assert(
    fc.property(problems, problems, (a, b) => {
      const twice = cappedProblems([...cappedProblems(a), ...cappedProblems(b)])
      return JSON.stringify(twice) === JSON.stringify(cappedProblems([...a, ...b]))
    }),
  )
})

test('a fault that counts more of its kind stays a count, with its message', () => {
  const more = { _tag: 'More', path: '', of: 'Missing', count: 3 } as const
  expect(faultProblem(more)).toEqual({ ...more, message: 'and 3 more (Missing)' })
})

test('evidence that pays nobody is counted exactly, although its warnings are capped', () => {
  const settings = { burn_percentage: new Decimal(5) as Percent }
  fc.assert(
    fc.property(problems, (all) => {
      const judge = (warnings: readonly Problem[]): readonly Problem[] =>
        judgeEvidence(settings, { results: [{}], entries: [], reasons: ['A'], warnings })
      const plain = judgeEvidence(settings, { results: [{}], entries: [], reasons: ['A', ...all.map(({ _tag }) => _tag)] })
      return JSON.stringify(judge(cappedProblems(all))) === JSON.stringify(plain)
    }),
  )
})

test('the reasons in the message are capped too', () => {
  const reasons = Array.from({ length: 23 }, (_, i) => ({ reason: `R${i}`, count: 1 }))
  expect(evidenceUnusable(reasons).message).toContain('R19 1, and 3 more)')
})

test('evidence that some are paid by, or that is meant to burn, is no problem; without a reason none is named', () => {
  const [some, all] = [5, 100].map((percentage) => ({ burn_percentage: new Decimal(percentage) as Percent })) as [Settings, Settings]
  const evidence = { results: [{}], entries: [], reasons: [] }
  expect(judgeEvidence(some, evidence)[0]?.message).toBe(
    'there are results, but no miner has a claim above 0: everything that is not paid burns',
  )
  for (const entry of [
    { miner_score: 0.1, allocated_weight: 0 },
    { miner_score: 0, allocated_weight: 1 },
  ])
    expect(judgeEvidence(some, { ...evidence, entries: [entry] })).toEqual([])
  expect(judgeEvidence(some, { ...evidence, reasons: ['B', 'A', 'B'] })[0]?.message).toContain('(A 1, B 2)')
  expect(judgeEvidence(all, evidence)).toEqual([])
  expect(judgeEvidence(some, { ...evidence, results: [] })).toEqual([])
})
