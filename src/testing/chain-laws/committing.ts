/** Laws of committing weights, on a subnet that wants commits. */
import assert from 'node:assert/strict'
import type { CommitWeights } from '../../validator/ports.js'
import type { ChainLaw, ChainUnderTest } from './law.js'
import { goodSubmission, LIFE, LONG, lastUpdate, readNetwork, submit } from './law.js'

const MOST_BYTES = 5000

/** A commit that the chain should take. */
const goodCommit = async ({ commit }: ChainUnderTest): Promise<CommitWeights> => {
  assert.ok(commit !== undefined, 'a chain that is tested with commits has `commit`')
  return commit()
}

/** Commits what the chain should take, and gives the call with the block that includes it. */
const include = async (tested: ChainUnderTest): Promise<{ readonly call: CommitWeights; readonly block: number }> => {
  const [head, call] = [await tested.chain.block(), await goodCommit(tested)]
  const answer = await submit(tested, call, head + LIFE)
  assert.ok(answer?._tag === 'Included', `a good commit is included, but was ${JSON.stringify(answer)}`)
  assert.ok(head < answer.block && answer.block <= head + LIFE, `sent at ${head} for up to ${head + LIFE}, and included in ${answer.block}`)
  return { call, block: answer.block }
}

/** What a chain must do with commits. */
export const COMMITTING: readonly ChainLaw[] = [
  {
    name: 'a look at a subnet that wants commits says so, and shows what a commit depends on',
    holds: async (tested) => {
      const { hyperparameters, commits, commit_reveal, spec } = await readNetwork(tested)
      assert.equal(hyperparameters.commit_reveal_weights_enabled, true)
      assert.ok(commits !== undefined, 'the open commits of the signer')
      assert.ok(commit_reveal !== undefined, 'version, reveal period and the last stored round')
      assert.ok(spec !== undefined, 'the spec of the runtime')
    },
  },
  {
    name: 'a good commit is included by its last block, and a look shows that block and the commit, byte for byte',
    holds: async (tested) => {
      const { call, block } = await include(tested)
      const { commits = [] } = await readNetwork(tested)
      const found = commits.find(({ commit }) => commit === call.commit)
      assert.ok(found !== undefined, `${call.commit.slice(0, 20)}… is not among ${commits.length} open commits`)
      assert.deepEqual([found.block, String(found.reveal_round)], [block, call.reveal_round])
      assert.equal(await lastUpdate(tested), block)
    },
  },
  {
    name: 'a commit leaves the row as it is until it is revealed',
    holds: async (tested) => {
      const { row } = await readNetwork(tested)
      await include(tested)
      assert.deepEqual((await readNetwork(tested)).row, row)
    },
  },
  {
    name: 'weights that are set in plain are refused by their name, and change nothing',
    holds: async (tested) => {
      const [head, before] = [await tested.chain.block(), await lastUpdate(tested)]
      const answer = await submit(tested, await goodSubmission(tested), head + LIFE)
      assert.ok(answer?._tag === 'Refused' && answer.error === 'CommitRevealEnabled', `the answer was ${JSON.stringify(answer)}`)
      assert.equal(await lastUpdate(tested), before)
    },
  },
  {
    name: 'a commit too soon after the last is refused by its name',
    holds: async (tested) => {
      const { hyperparameters } = await readNetwork(tested)
      if (hyperparameters.weights_rate_limit < LONG) return
      const { block } = await include(tested)
      const answer = await submit(tested, await goodCommit(tested), (await tested.chain.block()) + LIFE)
      const name = answer?._tag === 'Refused' && answer.block === null ? 'Invalid.Custom(6)' : 'CommittingWeightsTooFast'
      assert.ok(answer?._tag === 'Refused' && answer.error === name, `too fast, and the answer was ${JSON.stringify(answer)}`)
      assert.equal(await lastUpdate(tested), block)
    },
  },
  {
    name: 'a commit that does not fit into a call is never included',
    holds: async (tested) => {
      const [head, before, good] = [await tested.chain.block(), await lastUpdate(tested), await goodCommit(tested)]
      const spoilt: readonly Partial<CommitWeights>[] = [
        { commit: '0x0' },
        { commit: 'ff' },
        { reveal_round: '18446744073709551616' },
        { commit: `0x${'00'.repeat(MOST_BYTES + 1)}` },
      ]
      for (const part of spoilt) assert.notEqual((await submit(tested, { ...good, ...part }, head + LIFE))?._tag, 'Included')
      assert.equal(await lastUpdate(tested), before)
    },
  },
]
