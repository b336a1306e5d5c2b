import { right } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { withTraceBudget } from '../../../src/adapters/run/trace-budget.js'
import type { Policy } from '../../../src/policy/policy.js'
import type { Decision } from '../../../src/policy/decision.js'
import type { MinerTrace } from '../../../src/policy/miner-trace.js'
import type { World } from '../../../src/policy/world.js'
import { expectRight } from '../../either.js'

const trace = (miner_uid: number): MinerTrace => ({ miner_uid }) as MinerTrace
const deciding = (traces: Iterable<MinerTrace> | undefined): Policy<number> =>
  ({
    decide: () => () => right({ warnings: [], ...(traces === undefined ? {} : { traces }) } as unknown as Decision),
    tracing: (most_seconds) => ({ completed: true, retention_days: 30, clean_up_hours: 4, most_seconds }),
  }) as Partial<Policy<number>> as Policy<number>
const world = {} as World

/** Tells a millisecond more each time that it is asked. */
const ticking = (): (() => number) => {
  let now = 0
  return () => now++
}

test('traces that fit in the time are kept, the others left out with a warning', () => {
  const three = [trace(1), trace(2), trace(3)]
  const decided = (seconds: number): Decision => expectRight(withTraceBudget(deciding(three), ticking()).decide(seconds)(world))
  expect(decided(0.003)).toMatchObject({ traces: three, warnings: [] })
  expect(decided(0.002)).toMatchObject({ warnings: [{ _tag: 'TraceSkipped', message: expect.stringContaining('0.002 s') as string }] })
  expect(decided(0.002).traces).toBeUndefined()
})

test('no more of them is worked out than the time allows, and one that fails is no failure of the decision', () => {
  let made = 0
  const endless = {
    *[Symbol.iterator]() {
      for (;;) yield trace(made++)
    },
  }
  expect(expectRight(withTraceBudget(deciding(endless), ticking()).decide(0.01)(world)).warnings).toHaveLength(1)
  expect(made).toBe(11)
  const failing = {
    [Symbol.iterator]: (): Iterator<MinerTrace> => {
      throw new Error('no trace')
    },
  }
  expect(expectRight(withTraceBudget(deciding(failing), ticking()).decide(1)(world)).warnings).toHaveLength(1)
})

test('a decision without traces is left as it is', () => {
  expect(expectRight(withTraceBudget(deciding(undefined), ticking()).decide(1)(world))).toEqual({ warnings: [] })
  const { tracing: _, ...plain } = deciding([])
  expect(expectRight(withTraceBudget(plain, ticking()).decide(1)(world))).toEqual({ warnings: [], traces: [] })
})
