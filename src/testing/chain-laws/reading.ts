/** Laws of reading a chain. */
import assert from 'node:assert'
import type { ChainLaw } from './law.js'
import { readNetwork, signerOf } from './law.js'

/** What a chain must show. */
export const READING: readonly ChainLaw[] = [
  {
    name: 'the newest block is a height, and never goes back',
    holds: async ({ chain, advance }) => {
      let last = await chain.block()
      for (let i = 0; i < 5; i++) {
        await advance(1)
        const block = await chain.block()
        assert.ok(Number.isSafeInteger(block) && block > last, `after block ${last} came ${block}`)
        last = block
      }
    },
  },
  {
    name: 'what is looked at is the subnet at the newest block',
    holds: async (tested) => {
      for (const blocks of [0, 1, 3]) {
        if (blocks > 0) await tested.advance(blocks)
        const before = await tested.chain.block()
        const { block } = await readNetwork(tested)
        const after = await tested.chain.block()
        assert.ok(before <= block && block <= after, `between block ${before} and ${after} the look was at ${block}`)
      }
    },
  },
  {
    name: 'the metagraph has the signer with its permit, and everyone to give weights to',
    holds: async (tested) => {
      const metagraph = await readNetwork(tested)
      assert.ok(signerOf(tested, metagraph).validator_permit, 'the signer has no permit')
      const known = new Set<number>(metagraph.neurons.map(({ uid }) => uid))
      assert.deepStrictEqual(
        tested.uids.filter((uid) => !known.has(uid)),
        [],
      )
    },
  },
  {
    name: 'what is looked at is plain JSON',
    holds: async ({ chain }) => {
      const document = await chain.look()
      // Not strict, because a test runner may have its own prototypes.
      assert.deepEqual(JSON.parse(JSON.stringify(document)), document)
    },
  },
  {
    name: 'the signer is the hotkey that signs',
    holds: async ({ chain, signer }) => {
      assert.equal(chain.signer, signer)
    },
  },
  {
    name: 'reading changes nothing',
    holds: async (tested) => {
      const first = signerOf(tested, await readNetwork(tested))
      for (let i = 0; i < 3; i++) assert.deepStrictEqual(signerOf(tested, await readNetwork(tested)), first)
    },
  },
]
