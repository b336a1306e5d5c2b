/** Stories on a subnet that may want commits: those of all validators, and what befalls commits. */
import fc from 'fast-check'
import type { ChainOptions } from '../chain-model.js'
import { actions } from '../stories.js'
import type { Action } from '../world.js'

const SPECS = [293, 320, 425, 459] as const
const periods = fc.constantFrom(1, 1, 2)
const tempos = fc.constantFrom(4, 10, 16)

export const committingChains: fc.Arbitrary<ChainOptions> = fc.record({
  rate_limit: fc.constantFrom(5, 10),
  tempo: tempos,
  min_allowed_weights: fc.constantFrom(1, 6),
  pool_checks_rate_limit: fc.constant(false),
  last_update: fc.constantFrom(0, 990),
  commits: fc.record({
    spec: fc.constantFrom(...SPECS),
    enabled: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
    period: periods,
  }),
})

const meddling: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('switch'), on: fc.boolean() }) as fc.Arbitrary<Action> },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('period'), epochs: periods }) as fc.Arbitrary<Action> },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('tempo'), blocks: tempos }) as fc.Arbitrary<Action> },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('permit'), given: fc.boolean() }) as fc.Arbitrary<Action> },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('version'), key: fc.constantFrom(0, 7) }) as fc.Arbitrary<Action> },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('upgrade'), spec: fc.constantFrom(...SPECS) }) as fc.Arbitrary<Action> },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('beacon'), mood: fc.constantFrom('works', 'late', 'stops') }) as fc.Arbitrary<Action>,
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('foreign'), way: fc.constantFrom('set', 'commit') }) as fc.Arbitrary<Action> },
)
const runs = fc.record({ do: fc.constant('run'), blocks: fc.integer({ min: 1, max: 20 }) }) as fc.Arbitrary<Action>

export const committingStories: fc.Arbitrary<readonly Action[]> = fc.array(
  fc.oneof({ weight: 5, arbitrary: actions }, { weight: 1, arbitrary: meddling }, { weight: 2, arbitrary: runs }),
  { minLength: 1, maxLength: 70, size: 'max' },
)
