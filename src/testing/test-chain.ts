/**
 * The contract of `Chain` as tests for any test runner. The chains of this package are tested with it, and you can test
 * yours.
 *
 * Every law is checked with a fresh chain. Not tested: forks, and nodes that fail.
 */
import { COMMITTING } from './chain-laws/committing.js'
import type { ChainLaw, ChainUnderTest } from './chain-laws/law.js'
import { READING } from './chain-laws/reading.js'
import { SUBMITTING } from './chain-laws/submitting.js'
import type { Runner } from './runner.js'

export type { ChainUnderTest } from './chain-laws/law.js'

/** How a chain is tested. */
export interface TestChainOptions {
  /** The subnet wants commits: the laws of committing are checked in place of those of setting weights. */
  readonly commits?: boolean
  /** A law that takes longer is broken. Without it, the runner's own limit counts. */
  readonly seconds?: number
  /** Makes the chain fresh before each law, where `make` only connects to one that lives on. */
  readonly fresh?: () => Promise<void>
}

/** Fails when a law takes too long. The timer is gone when it does not. */
const within = async (seconds: number | undefined, checked: Promise<void>): Promise<void> => {
  if (seconds === undefined) return checked
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the law is not checked after ${seconds} s`)), 1000 * seconds)
  })
  try {
    await Promise.race([checked, late])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Declares the tests of a chain. Each call of `make` gives a chain on which the signer may set weights immediately, or commit them, for at
 * least three uids and at least the subnet's minimum number of weights. Set a rate limit of 40 blocks or more; with a
 * smaller one the laws about it are not checked.
 *
 * @example
 * ```ts
 * import { testChain } from 'steelyard/testing'
 * const laws = []
 * const runner = { describe: (_, body) => body(), it: (name) => laws.push(name) }
 * const make = () => Promise.reject(new Error('no chain'))
 * testChain(make, runner)
 * laws.includes('a submission for blocks that have passed never gets in') // => true
 * testChain(make, runner, { commits: true, seconds: 60 })
 * laws.includes('a commit leaves the row as it is until it is revealed') // => true
 * ```
 */
export const testChain = (
  make: () => Promise<ChainUnderTest>,
  { describe, it }: Runner,
  { commits = false, seconds, fresh }: TestChainOptions = {},
): void => {
  const check = async ({ holds }: ChainLaw): Promise<void> => {
    await fresh?.()
    const tested = await make()
    try {
      await holds(tested)
    } finally {
      await tested.close?.()
    }
  }
  describe(commits ? 'a chain that takes commits' : 'a chain', () => {
    for (const law of [...READING, ...(commits ? COMMITTING : SUBMITTING)]) it(law.name, () => within(seconds, check(law)))
  })
}
