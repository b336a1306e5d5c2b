/**
 * Whatever the command line is fed, it answers or says what is wrong: it never throws or hangs, and prints nothing on standard output
 * where it refuses. `npm run test:long` runs a hundred times as many.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { COMMAND_NAMES } from './mutations/invocation.js'
import { mutationRounds } from './mutations/rounds.js'
import { LEAKING, WRONG } from './mutations/wrong.js'

const { seed = 1 } = fc.readConfigureGlobal()
const MOST_GROWTH_MB = 64

describe('2,000 mutated inputs', () => {
  test('each is answered or refused with a typed error, and every command is answered and refused', async () => {
    const { failures, codes, heap_growth_mb } = await mutationRounds({ runs: 2000, seed })
    expect(failures).toEqual([])
    expect(heap_growth_mb).toBeLessThan(MOST_GROWTH_MB)
    for (const name of COMMAND_NAMES) {
      expect(codes[name]['0'], name).toBeGreaterThan(0)
      // A name that is no board's is an answer.
      if (name !== 'gpu') expect(codes[name]['1'], name).toBeGreaterThan(10)
      expect(codes[name]['2'], name).toBeGreaterThan(0)
    }
  })
})

describe('a command line with a mistake is found out', () => {
  for (const [name, { program, problem }] of Object.entries(WRONG))
    test(`one that ${name}`, async () => {
      const { failures } = await mutationRounds({ runs: 300, seed, program, most_failures: 1 })
      expect(failures[0]?.problem).toMatch(problem)
    })
  test('one that keeps its inputs', async () => {
    const { heap_growth_mb } = await mutationRounds({ runs: 100, seed, program: LEAKING })
    expect(heap_growth_mb).toBeGreaterThan(MOST_GROWTH_MB)
  })
})
