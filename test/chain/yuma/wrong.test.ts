import { isRight } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { recordedEpochs, recordedTraces } from './recorded.js'
import type { Mistake } from '../../planted-sources.js'
import { epochsWith, MISTAKES } from './wrong.js'

/** The first recorded epoch that an implementation gets wrong, in a stored field or an intermediate value. */
const firstMiss = (mistake: Mistake | null): string | undefined => {
  const { readEpochInput, reportEpoch, traceEpoch } = epochsWith(mistake)
  return recordedEpochs.find(({ id, input, output }) => {
    const read = readEpochInput(input)
    const done = isRight(read) ? traceEpoch(293)(read.right) : read
    if (!isRight(done)) return true
    const report = reportEpoch(done.right.result) as { readonly [key: string]: unknown }
    const trace = recordedTraces[id] ?? {}
    const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b)
    return (
      Object.keys(output).some((key) => differs(report[key], output[key])) ||
      Object.keys(trace).some((name) => differs(done.right.trace[name], trace[name]))
    )
  })?.id
}

describe('planted mistakes', () => {
  test('without a mistake, the sources get every epoch right', () => {
    expect(firstMiss(null)).toBeUndefined()
  })

  test.each(MISTAKES.map((mistake) => [mistake.name, mistake] as const))('%s: found', (_, mistake) => {
    expect(firstMiss(mistake)).toBeDefined()
  })
})
