/**
 * The contract of `Chain` as tests for any test runner. The chains of this package are tested with it, and you can test
 * yours.
 *
 * Every law is checked with a fresh chain. Not tested: forks, and nodes that fail.
 */
import type { ChainUnderTest } from './chain-laws/law.js'
import { READING } from './chain-laws/reading.js'
import { SUBMITTING } from './chain-laws/submitting.js'
import type { Runner } from './runner.js'

export type { ChainUnderTest } from './chain-laws/law.js'

/**
 * Declares the tests of a chain. Each call of `make` gives a chain on which the signer may set weights immediately, for at
 * least three uids and at least the subnet's minimum number of weights. Set a rate limit of 40 blocks or more; with a
 * smaller one the law about it is not checked.
 *
 * @example
 * ```ts
 * import { testChain } from 'steelyard/testing'
 * const laws = []
 * testChain(() => Promise.reject(new Error('no chain')), { describe: (_, body) => body(), it: (name) => laws.push(name) })
 * laws.includes('a submission for blocks that have passed never gets in') // => true
 * ```
 */
export const testChain = (make: () => Promise<ChainUnderTest>, { describe, it }: Runner): void => {
  describe('a chain', () => {
    for (const { name, holds } of [...READING, ...SUBMITTING])
      it(name, async () => {
        const tested = await make()
        try {
          await holds(tested)
        } finally {
          await tested.close?.()
        }
      })
  })
}
