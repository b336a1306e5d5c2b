import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pathways } from '../../../src/policies/pathways/pathways.js'
import { expectLeft, expectRight } from '../../either.js'

const { readEvidence } = pathways()
const row = (score: unknown): object => ({ miner_hotkey: '5A', task: 'soil', score, scored_at: '2026-11-20T07:00:00+01:00' })

test('a row is evidence about a task; its document is the row without unknown keys', () => {
  expect(expectRight(readEvidence({ ...row(0.5), region: 'north' }))).toEqual({
    hotkey: '5A',
    subject: 'soil',
    at: '2026-11-20T07:00:00+01:00',
    document: row(0.5),
  })
  expect(Object.is((expectRight(readEvidence(row(-0))).document as { readonly score: number }).score, 0)).toBe(true)
})

const REASONS = [
  [undefined, 'missing'],
  [null, 'missing'],
  [NaN, 'NaN'],
  [Infinity, 'infinite'],
  [-Infinity, 'infinite'],
  [-1e-300, 'negative'],
  [1.1e100, 'too large'],
  ['0.9', 'text'],
  [true, 'no number'],
  [1n, 'no number'],
  [{}, 'no number'],
] as const

test.each(REASONS)('a score of %s is kept as null, for the reason "%s"', (score, unusable) => {
  const read = expectRight(readEvidence(row(score)))
  expect(read.document).toEqual({ ...row(null), unusable })
  expect(expectRight(readEvidence(JSON.parse(JSON.stringify(read.document))))).toEqual(read)
})

test('a reason beside a usable score, or an unknown reason, is ignored', () => {
  expect(expectRight(readEvidence({ ...row(0.5), unusable: 'NaN' })).document).toEqual(row(0.5))
  expect(expectRight(readEvidence({ ...row(null), unusable: 'sun spots' })).document).toEqual({ ...row(null), unusable: 'missing' })
})

test("a row is refused only when its miner, task or time can't be read", () => {
  expect(expectLeft(readEvidence({ score: NaN, scored_at: '2026-11-20T06:00:00' })).map(({ path }) => path)).toEqual([
    'miner_hotkey',
    'task',
    'scored_at',
  ])
  fc.assert(fc.property(fc.anything(), (score) => readEvidence(row(score))._tag === 'Right'))
})
