/** The contract of chains, kept by the adapter on a real runtime. */
import { describe, it } from 'vitest'
import { subtensorChain } from '../../src/adapters/subtensor.js'
import { testChain } from '../../src/testing/test-chain.js'
import type { ChainUnderTest } from '../../src/testing/test-chain.js'
import { signerOf } from './accounts.js'
import { URL } from './node.js'
import { onNode } from './suite.js'

const { node, begin } = onNode()

const made = (netuid: number, uids: readonly number[]) => async (): Promise<ChainUnderTest> => {
  const chain = subtensorChain({ url: URL, netuid, signer: signerOf('//Alice') })
  let count = 0
  return {
    chain,
    advance: (blocks) => node().newBlocks(blocks),
    signer: chain.signer,
    uids,
    commit: async () => ({
      _tag: 'Commit',
      netuid,
      commit: `0x${(++count + begin() * 256).toString(16).padStart(600, '0')}`,
      reveal_round: '99999999',
      commit_reveal_version: 4,
    }),
    close: async () => chain.close(),
  }
}

const fresh = (): Promise<void> => node().backTo(begin())

describe('subnet 1, without a limit', () => testChain(made(1, [1, 2, 3]), { describe, it }, { fresh, seconds: 300 }))
describe('subnet 2, with a minimum, a limit and a version', () =>
  testChain(made(2, [1, 2, 3, 4, 5, 6, 7, 8]), { describe, it }, { fresh, seconds: 300 }))
describe('subnet 3, which wants commits', () => testChain(made(3, [1, 2, 5]), { describe, it }, { fresh, seconds: 300, commits: true }))
