/** What a contract suite needs from a test runner; vitest, jest, mocha, node:test and Bun all have it. */

/**
 * A test runner: `describe` groups, `it` declares a test, which fails when its promise rejects.
 *
 * @example
 * ```ts
 * import { testStorage } from 'steelyard/testing'
 * const names = []
 * testStorage(() => Promise.reject(new Error('no store')), { describe: (_, body) => body(), it: (name) => names.push(name) })
 * names.length > 10 // => true
 * ```
 */
export interface Runner {
  readonly describe: (name: string, body: () => void) => unknown
  readonly it: (name: string, body: () => Promise<void>) => unknown
}
