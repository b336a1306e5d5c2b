/** Stories for the world: mostly well, so that cycles come to an end, with every fault at every place now and then. */
import fc from 'fast-check'
import type { ChainOptions } from './chain-model.js'
import type { Action, Manner } from './world.js'

export const chains: fc.Arbitrary<ChainOptions> = fc.record({
  rate_limit: fc.constantFrom(5, 10, 15, 24),
  tempo: fc.constantFrom(4, 20, 360),
  min_allowed_weights: fc.constantFrom(1, 6, 64),
  pool_checks_rate_limit: fc.boolean(),
  last_update: fc.constantFrom(0, 970, 990, 998),
})

const manners: fc.Arbitrary<Manner> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Manner>('well') },
  { weight: 6, arbitrary: fc.constantFrom<Manner>('twice', 'held', 'fails', 'unheard', 'late', 'nonsense') },
)
const miners = fc.integer({ min: 2, max: 5 })

export const actions: fc.Arbitrary<Action> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ do: fc.constant('answer'), which: fc.nat(3), manner: manners }) as fc.Arbitrary<Action> },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('run'), blocks: fc.integer({ min: 1, max: 14 }) }) as fc.Arbitrary<Action> },
  { weight: 3, arbitrary: fc.constant<Action>({ do: 'mine' }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('fork'), depth: fc.integer({ min: 1, max: 2 }), forget: fc.boolean() }) as fc.Arbitrary<Action>,
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wake'), lane: fc.constantFrom('cycle', 'changes') }) as fc.Arbitrary<Action> },
  { weight: 1, arbitrary: fc.constant<Action>({ do: 'land' }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('crash'), anew: fc.boolean() }) as fc.Arbitrary<Action> },
  { weight: 2, arbitrary: fc.constant<Action>({ do: 'publish' }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('change'), valid: fc.boolean() }) as fc.Arbitrary<Action> },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('hold'), on: fc.boolean() }) as fc.Arbitrary<Action> },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('see'), uid: miners, passes: fc.boolean() }) as fc.Arbitrary<Action> },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('deliver'), uid: miners }) as fc.Arbitrary<Action> },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('takeOver'), uid: miners }) as fc.Arbitrary<Action> },
)

export const stories: fc.Arbitrary<readonly Action[]> = fc.array(actions, { minLength: 1, maxLength: 70, size: 'max' })
