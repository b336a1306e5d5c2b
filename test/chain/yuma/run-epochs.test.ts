import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { epoch, readEpochInput, runEpochs } from '../../../src/chain/yuma/index.js'
import { expectLeft, expectRight } from '../../either.js'
import { small } from './small.js'
import { inputs } from './worlds.js'

describe('a sequence of epochs', () => {
  test('equals single epochs, each with the permits and bonds of the last, a tempo and a block later', () => {
    fc.assert(
      fc.property(inputs(), fc.array(fc.record({ kappa: fc.nat(65_535) }), { maxLength: 4 }), (first, changes) => {
        let input = first
        const byHand = changes.map((change) => {
          input = { ...input, ...change }
          const result = expectRight(epoch('newer')(input))
          input = {
            ...input,
            block: input.block + input.tempo + 1,
            last_epoch_block: input.block,
            validator_permit: result.validator_permit,
            bonds: result.bonds,
          }
          return result
        })
        expect(expectRight(runEpochs('newer')(first, changes))).toEqual(byHand)
      }),
      { numRuns: 200 },
    )
  })

  test('without changes, bonds grow to about a unit below the weights', () => {
    const input = expectRight(readEpochInput({ ...small, activity_cutoff: 65_535 }))
    const results = expectRight(
      runEpochs('spec293')(
        input,
        Array.from({ length: 100 }, () => ({})),
      ),
    )
    expect(results[99]!.bonds.values.every((bond) => bond > 32_740 && bond < 32_768)).toBe(true)
  })

  test('an invalid input ends it with its errors', () => {
    const input = expectRight(readEpochInput(small))
    expect(expectLeft(runEpochs('spec293')(input, [{}, { kappa: -1 }, {}])).map(({ path }) => path)).toEqual(['kappa'])
  })
})
