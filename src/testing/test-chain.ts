/**
 * The contract of `Chain` as tests, for any test runner: what the chains of this package are held to, and yours can be.
 *
 * Every law is tried on a fresh chain. Not tried: forks, and nodes that fail.
 */
import type { ChainUnderTest } from './chain-laws/law.js'
import { READING } from './chain-laws/reading.js'
import { SUBMITTING } from './chain-laws/submitting.js'
import type { Runner } from './runner.js'

export type { ChainUnderTest } from './chain-laws/law.js'

/**
 * Declares the tests of a chain. `make` gives one each time on which the signer may set weights at once, for three uids or
 * more that together are not too few. Set a rate limit of 40 blocks or more, or that law is not asked.
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
