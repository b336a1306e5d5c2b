/** A runner that keeps the tests instead of running them, so that a suite can be seen to fail. */
import type { Runner } from '../../src/testing/runner.js'

type Tests = Map<string, () => Promise<void>>

export const recording = (): Runner & { readonly tests: Tests } => {
  const tests: Tests = new Map()
  return {
    tests,
    describe: (_, body) => {
      body()
    },
    it: (name, body) => {
      tests.set(name, body)
    },
  }
}

/** The names of the tests that fail. */
export const failing = async (tests: Tests): Promise<readonly string[]> => {
  const failed: string[] = []
  for (const [name, body] of tests) await body().catch(() => failed.push(name))
  return failed
}
