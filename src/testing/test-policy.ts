/**
 * The contract of `Policy` as tests for any test runner. The policies of this package are tested with it, and you can test
 * yours.
 *
 * Needs fast-check in addition to the runner.
 */
import fc from 'fast-check'
import type { Policy } from '../policy/policy.js'
import { DECIDING } from './policy-laws/deciding.js'
import { READING_POLICY } from './policy-laws/reading.js'
import type { PolicyWorlds } from './policy-laws/subject.js'
import { subjectOf } from './policy-laws/subject.js'
import type { Runner } from './runner.js'

/** Configs and worlds for a policy; each law is checked `runs` times, 50 by default. */
export interface PolicyTests extends PolicyWorlds {
  readonly runs?: number
}

/**
 * Declares the tests of a policy, with the given configs and worlds.
 *
 * @example
 * ```ts
 * import { gpuPools } from 'steelyard/policies'
 * import { testPolicy } from 'steelyard/testing'
 * const laws = []
 * testPolicy(gpuPools(), { describe: (_, body) => body(), it: (name) => laws.push(name) }, { configs: null, worlds: null })
 * laws.includes('shares sum to the whole, as fractions and as units, or there are none') // => true
 * ```
 */
export const testPolicy = <C>(policy: Policy<C>, { describe, it }: Runner, { configs, worlds, runs = 50 }: PolicyTests): void => {
  const subject = subjectOf(policy, { configs, worlds })
  describe(`the policy ${policy.name}`, () => {
    for (const { name, check } of [...READING_POLICY, ...DECIDING])
      it(name, async () => {
        fc.assert(
          fc.property(configs, worlds, (config, world) => {
            check(subject, config, world)
          }),
          { numRuns: runs },
        )
        await Promise.resolve()
      })
  })
}
