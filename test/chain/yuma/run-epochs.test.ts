import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { epoch, readEpochInput, runEpochs } from '../../../src/chain/yuma/index.js'
import { expectLeft, expectRight } from '../../either.js'
import { small } from './small.js'
import { inputs } from './worlds.js'

describe('a sequence of epochs', () => {
  test('equals single epochs, each with the permits, bonds and consensus of the last; a tempo later since spec 423, before a block more', () => {
    const changes = fc.array(fc.record({ kappa: fc.nat(65_535) }), { maxLength: 4 })
    fc.assert(
      fc.property(inputs(), changes, fc.constantFrom(293, 422, 423, 459), (first, changes, spec) => {
        let input = first
        const byHand = changes.map((change) => {
          input = { ...input, ...change }
          const result = expectRight(epoch(spec)(input))
          input = {
            ...input,
            block: input.block + (spec < 423 ? input.tempo + 1 : Math.max(1, input.tempo)),
            last_mechansim_step_block: input.block,
            validator_permit: result.validator_permit,
            bonds: result.bonds,
            previous_consensus: result.consensus,
          }
          return result
        })
        expect(expectRight(runEpochs(spec)(first, changes))).toEqual(byHand)
      }),
      { numRuns: 200 },
    )
  })

  test('without changes, bonds grow to about a unit below the weights', () => {
    const input = expectRight(readEpochInput({ ...small, activity_cutoff: 65_535 }))
    const results = expectRight(
      runEpochs(293)(
        input,
        Array.from({ length: 100 }, () => ({})),
      ),
    )
    expect(results[99]!.bonds.values.every((bond) => bond > 32_740 && bond < 32_768)).toBe(true)
  })

  test('an invalid input ends it with its errors', () => {
    const input = expectRight(readEpochInput(small))
    expect(expectLeft(runEpochs(293)(input, [{}, { kappa: -1 }, {}])).map(({ path }) => path)).toEqual(['kappa'])
  })
})
