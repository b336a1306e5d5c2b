/**
 * A million cases of the certified kernel against exact arithmetic: each kind of case on its own, then all in turn. With
 * STEELYARD_SEED=random they are others each time; a failure prints the seed to draw them again.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitClaims } from '../../src/apportion/split-claims.js'
import { kernelCases, kernelKinds } from '../arbitraries/kernel-claims.js'
import { agrees } from '../apportion/kernel/oracle.js'

const CASES = 1_000_000
const EACH = 50_000

const kinds = Object.entries(kernelKinds)

for (const [kind, cases] of kinds) {
  test(`${EACH} cases: ${kind}`, () => {
    fc.assert(
      fc.property(cases, (kernelCase) => agrees(splitClaims, kernelCase)),
      { numRuns: EACH },
    )
  })
}

const rest = CASES - EACH * kinds.length
test(`${rest} cases of all kinds`, () => {
  expect(rest).toBeGreaterThan(0)
  fc.assert(
    fc.property(kernelCases, (kernelCase) => agrees(splitClaims, kernelCase)),
    { numRuns: rest },
  )
})
