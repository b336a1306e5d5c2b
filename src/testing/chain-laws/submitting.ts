/** Laws of submitting weights. */
import assert from 'node:assert/strict'
import type { CommitWeights, SetWeights, SubmitAnswer } from '../../validator/ports.js'
import { matchesRow } from '../../chain/stored/matches-row.js'
import type { ChainLaw, ChainUnderTest } from './law.js'
import { LIFE, LONG, goodSubmission, lastUpdate, readNetwork, submit } from './law.js'

/** Submits weights that the chain should accept, and gives the block that includes them. */
const include = async (tested: ChainUnderTest): Promise<number> => {
  const head = await tested.chain.block()
  const answer = await submit(tested, await goodSubmission(tested), head + LIFE)
  assert.ok(answer?._tag === 'Included', `a good submission is included, but was ${JSON.stringify(answer)}`)
  assert.ok(head < answer.block && answer.block <= head + LIFE, `sent at ${head} for up to ${head + LIFE}, and included in ${answer.block}`)
  return answer.block
}

/** Checks that the signer's last weights are those of the block `expected`, now and some blocks later. */
const assertInForce = async (tested: ChainUnderTest, expected: number): Promise<void> => {
  assert.equal(await lastUpdate(tested), expected)
  await tested.advance(3)
  assert.equal(await lastUpdate(tested), expected)
}

/** A submission with this change is included and refused under this name, and nothing else happens. */
const refusedAs =
  (name: string, spoil: (good: SetWeights) => Partial<SetWeights>) =>
  async (tested: ChainUnderTest): Promise<void> => {
    const [head, before, good] = [await tested.chain.block(), await lastUpdate(tested), await goodSubmission(tested)]
    const answer = await submit(tested, { ...good, ...spoil(good) }, head + LIFE)
    assert.ok(answer?._tag === 'Refused', `it should be refused, but was ${JSON.stringify(answer)}`)
    assert.equal(answer.error, name)
    assert.ok(answer.block !== null && head < answer.block && answer.block <= head + LIFE, `refused in block ${answer.block}`)
    await assertInForce(tested, before)
  }

const isTooFast = (answer: SubmitAnswer | null): boolean =>
  answer?._tag === 'Refused' && answer.error === (answer.block === null ? 'Invalid.Custom(6)' : 'SettingWeightsTooFast')

/** A commit that no runtime can open. */
const COMMIT: Omit<CommitWeights, 'netuid'> = { _tag: 'Commit', commit: '0x00', reveal_round: '4294967296', commit_reveal_version: 4 }

/** What a chain must do with submissions. */
export const SUBMITTING: readonly ChainLaw[] = [
  {
    name: 'a good submission is included by its last block, and a look shows that block',
    holds: async (tested) => {
      await assertInForce(tested, await include(tested))
    },
  },
  {
    name: 'a look shows the row that the chain made of a submission, where it shows a row at all',
    holds: async (tested) => {
      const good = await goodSubmission(tested)
      const call = { ...good, weights: good.weights.map((_, i) => 3 + (i % 2)) }
      const answer = await submit(tested, call, (await tested.chain.block()) + LIFE)
      assert.equal(answer?._tag, 'Included')
      const { row } = await readNetwork(tested)
      if (row !== undefined)
        assert.ok(
          matchesRow({ ...call, isTakenOver: () => false })(row),
          `sent ${JSON.stringify(call)}, and the row is ${JSON.stringify(row)}`,
        )
    },
  },
  {
    name: 'a submission for blocks that have passed never gets in',
    holds: async (tested) => {
      await tested.advance(2)
      const [head, before] = [await tested.chain.block(), await lastUpdate(tested)]
      const answer = await submit(tested, await goodSubmission(tested), head)
      assert.notEqual(answer?._tag, 'Included')
      await assertInForce(tested, before)
    },
  },
  {
    name: 'the same uid twice is refused by its name, and changes nothing',
    holds: refusedAs('DuplicateUids', ({ uids }) => ({ uids: [...uids.slice(1), uids[1]!] })),
  },
  {
    name: 'an unknown uid is refused by its name, and changes nothing',
    holds: refusedAs('UidVecContainInvalidOne', ({ uids }) => ({ uids: [...uids.slice(1), 65_535] })),
  },
  {
    name: 'weights too soon after the last are refused by their name, and the last stay in force',
    holds: async (tested) => {
      const { hyperparameters } = await readNetwork(tested)
      if (hyperparameters.weights_rate_limit < LONG) return
      const block = await include(tested)
      const answer = await submit(tested, await goodSubmission(tested), (await tested.chain.block()) + LIFE)
      assert.ok(isTooFast(answer), `too fast, and the answer was ${JSON.stringify(answer)}`)
      await assertInForce(tested, block)
    },
  },
  {
    name: 'a commit is refused by its name where the subnet wants none, or not sent by who makes none, and changes nothing',
    holds: async (tested) => {
      const [head, before, { netuid }] = [await tested.chain.block(), await lastUpdate(tested), await readNetwork(tested)]
      const answer = await submit(tested, { ...COMMIT, netuid }, head + LIFE)
      assert.ok(
        answer?._tag === 'NotSent' || (answer?._tag === 'Refused' && answer.error === 'CommitRevealDisabled'),
        `the answer was ${JSON.stringify(answer)}`,
      )
      await assertInForce(tested, before)
    },
  },
  {
    name: 'a submission that does not fit into a call is never included',
    holds: async (tested) => {
      const [head, before, good] = [await tested.chain.block(), await lastUpdate(tested), await goodSubmission(tested)]
      for (const spoilt of [{ weights: good.uids.map(() => 65_536) }, { version_key: 'one' }])
        assert.notEqual((await submit(tested, { ...good, ...spoilt }, head + LIFE))?._tag, 'Included')
      await assertInForce(tested, before)
    },
  },
]
