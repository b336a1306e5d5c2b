import fc from 'fast-check'
import { test } from 'vitest'

/** The laws of an implementation F, by name. */
export type Laws<F> = Readonly<Record<string, (f: F) => fc.IRawProperty<unknown, false>>>

/** Makes one test for each law. */
export const testLaws = <F>(laws: Laws<F>, f: F): void => {
  for (const [name, law] of Object.entries(laws))
    test(name, () => {
      fc.assert(law(f))
    })
}

/** The laws that an implementation breaks, by name. */
export const broken = <F>(laws: Laws<F>, wrong: F, numRuns = 500): readonly string[] =>
  Object.entries(laws)
    .filter(([, law]) => fc.check(law(wrong), { numRuns, endOnFailure: true }).failed)
    .map(([name]) => name)
