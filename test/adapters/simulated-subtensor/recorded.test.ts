import { describe, expect, test } from 'vitest'
import { situations } from '../../chain/commits/recorded-situations.js'
import { replay } from '../../chain/commits/replay.js'
import { recordedWorld } from './recorded-world.js'

/** The simulated chain does not show who was active. */
const HIDDEN = /^Active /

describe('the recorded situations of a real runtime, in the simulated chain', () => {
  test.each(situations.map((situation) => [`${situation.id}: ${situation.title}`, situation] as const))('%s', (_, situation) => {
    const compared = replay(recordedWorld(situation), situation).filter(({ where }) => !HIDDEN.test(where))
    expect(compared.map(({ where, found }) => ({ where, found }))).toEqual(
      compared.map(({ where, recorded }) => ({ where, found: recorded })),
    )
  })
  test('nine columns of incentives and permits are compared, beside what the pure model has', () => {
    const all = situations.flatMap((situation) => replay(recordedWorld(situation), situation))
    expect(all.filter(({ where }) => /^(Incentive|ValidatorPermit) /.test(where)).length).toBe(9)
  })
})
