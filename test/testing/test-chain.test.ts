/** The suite passes for the simulated chain, and every broken chain is caught by a law that says what is broken. */
import { describe, expect, it, test } from 'vitest'
import { simulatedSubnet } from '../../src/adapters/simulated-subtensor/simulated-subnet.js'
import type { SimulatedSubtensor } from '../../src/adapters/simulated-subtensor/controls.js'
import { simulatedSubtensor } from '../../src/adapters/simulated-subtensor/simulated-subtensor.js'
import type { SimulatedGenesis } from '../../src/adapters/simulated-subtensor/subtensor-state.js'
import type { ChainUnderTest, TestChainOptions } from '../../src/testing/test-chain.js'
import { testChain } from '../../src/testing/test-chain.js'
import type { Chain, CommitWeights, SetWeights, SubmitAnswer } from '../../src/validator/ports.js'

type Break = (chain: Chain, subtensor: SimulatedSubtensor) => Partial<Chain>

const made =
  (broken: Break = () => ({}), changes: Partial<SimulatedGenesis> = {}) =>
  async (): Promise<ChainUnderTest> => {
    const genesis = { ...simulatedSubnet({ miners: 4, seed: 5, netuid: 39 }), ...changes }
    const subtensor = simulatedSubtensor(genesis)
    const signer = genesis.neurons[1]!.hotkey
    const chain = subtensor.chainFor(signer)
    return {
      chain: { ...chain, ...broken(chain, subtensor) },
      advance: async (blocks) => {
        subtensor.advance(blocks)
      },
      signer,
      uids: [2, 3, 4, 5],
    }
  }

describe('the simulated chain', () => {
  testChain(made(), { describe, it })
})
describe('the simulated chain with a pool that asks for the rate limit', () => {
  testChain(made(undefined, { pool_checks_rate_limit: true }), { describe, it })
})

/** The same on a subnet that wants commits. */
const committed =
  (broken: Break = () => ({}), spec = 425) =>
  async (): Promise<ChainUnderTest> => {
    const { hyperparameters } = simulatedSubnet({ miners: 4, seed: 5, netuid: 39 })
    const tested = await made(broken, { spec, hyperparameters: { ...hyperparameters, commit_reveal_weights_enabled: true } })()
    let count = 0
    const commit = async (): Promise<CommitWeights> => ({
      _tag: 'Commit',
      netuid: 39,
      commit: `0x${(++count).toString(16).padStart(600, '0')}`,
      reveal_round: '99999999',
      commit_reveal_version: 4,
    })
    return { ...tested, commit }
  }

describe.each([293, 425, 459])('the simulated chain of spec %i on a subnet that wants commits', (spec) => {
  testChain(committed(undefined, spec), { describe, it }, { commits: true, seconds: 30 })
})

/** The laws that a chain breaks. */
const broken = async (make: () => Promise<ChainUnderTest>, options: TestChainOptions = {}): Promise<readonly string[]> => {
  const laws: (readonly [name: string, body: () => Promise<void>])[] = []
  testChain(
    make,
    {
      describe: (_, body) => {
        body()
      },
      it: (name, body) => laws.push([name, body]),
    },
    options,
  )
  const failed: string[] = []
  for (const [name, body] of laws) await body().catch(() => failed.push(name))
  return failed
}

/** A port that takes calls to set weights. */
const ofSets =
  (submit: (call: SetWeights, validUntil: number) => Promise<SubmitAnswer>): Chain['submit'] =>
  (call, validUntil) =>
    call._tag === 'Set' ? submit(call, validUntil) : Promise.reject(new TypeError('expected a call to set weights'))

interface Document {
  readonly neurons: readonly { readonly hotkey: string; readonly last_update: number; readonly stake: number }[]
}
const document = async (chain: Chain): Promise<Document> => (await chain.look()) as Document

/** Includes what is sent at once, without a look at it. */
const blind =
  (chain: Chain, subtensor: SimulatedSubtensor): Chain['submit'] =>
  async (submission, validUntil) => {
    const pending = chain.submit(submission, Math.max(validUntil, subtensor.block() + 1)).catch(() => undefined)
    subtensor.advance()
    await pending
    return { _tag: 'Included', block: subtensor.block() }
  }

const GOOD = 'a good submission is included by its last block, and a look shows that block'
const ROW = 'a look shows the row that the chain made of a submission, where it shows a row at all'
const WHO = 'the signer is the hotkey that signs'
const PASSED = 'a submission for blocks that have passed never gets in'
const TWICE = 'the same uid twice is refused by its name, and changes nothing'
const STRANGE = 'an unknown uid is refused by its name, and changes nothing'
const SOON = 'weights too soon after the last are refused by their name, and the last stay in force'
const OFF = 'a commit is refused by its name where the subnet wants none, or not sent by who makes none, and changes nothing'
const CALL = 'a submission that does not fit into a call is never included'
const NEWEST = 'what is looked at is the subnet at the newest block'
const HEIGHT = 'the newest block is a height, and never goes back'
const SIGNER = 'the metagraph has the signer with its permit, and everyone to give weights to'
const JSON_LAW = 'what is looked at is plain JSON'
const READS = 'reading changes nothing'

const BROKEN: readonly (readonly [what: string, law: string, broken: Break])[] = [
  [
    'says Included and never executes',
    GOOD,
    (_, subtensor) => ({ submit: async () => ({ _tag: 'Included', block: subtensor.block() + 1 }) }),
  ],
  ['answers with block 0', GOOD, (chain) => ({ submit: async (...sent) => ({ ...(await chain.submit(...sent)), block: 0 }) })],
  [
    'answers with the block before',
    GOOD,
    (chain) => ({
      submit: async (...sent) => {
        const answer = await chain.submit(...sent)
        return answer._tag === 'Included' ? { ...answer, block: answer.block - 1 } : answer
      },
    }),
  ],
  [
    'swaps uids and weights',
    GOOD,
    (chain) => ({ submit: ofSets(({ uids, weights, ...rest }, until) => chain.submit({ ...rest, uids: weights, weights: uids }, until)) }),
  ],
  [
    'forgets the version key',
    GOOD,
    (chain, subtensor) => {
      subtensor.setHyperparameters({ weights_version: 7 })
      return { submit: ofSets((submission, until) => chain.submit({ ...submission, version_key: '0' }, until)) }
    },
  ],
  [
    'never says anything',
    GOOD,
    (chain) => ({
      submit: async (...sent) => {
        void chain.submit(...sent).catch(() => undefined)
        return new Promise(() => undefined)
      },
    }),
  ],
  ['ignores the last block', PASSED, (chain, subtensor) => ({ submit: (submission) => chain.submit(submission, subtensor.block() + 100) })],
  [
    'refuses what is late, and sends it all the same',
    PASSED,
    (chain, subtensor) => ({
      submit: async (submission, until) => {
        if (until > subtensor.block()) return chain.submit(submission, until)
        void chain.submit(submission, subtensor.block() + 100)
        return { _tag: 'Refused', error: 'Invalid.BadProof', block: null }
      },
    }),
  ],
  [
    'refuses without a name',
    TWICE,
    (chain) => ({
      submit: async (...sent) => {
        const answer = await chain.submit(...sent)
        return answer._tag === 'Refused' ? { ...answer, error: 'Module' } : answer
      },
    }),
  ],
  [
    'says of an included refusal that it never got in',
    STRANGE,
    (chain) => ({
      submit: async (...sent) => {
        const answer = await chain.submit(...sent)
        return answer._tag === 'Refused' ? { ...answer, block: null } : answer
      },
    }),
  ],
  [
    'sends every uid once, so that the chain has nothing to refuse',
    TWICE,
    (chain) => ({
      submit: ofSets(({ uids, weights, ...rest }, until) => {
        const once = [...new Set(uids)]
        return chain.submit({ ...rest, uids: once, weights: weights.slice(0, once.length) }, until)
      }),
    }),
  ],
  ['takes a refusal for an inclusion', SOON, (chain, subtensor) => ({ submit: blind(chain, subtensor) })],
  [
    'cuts weights to 16 bits',
    CALL,
    (chain) => ({
      submit: ofSets((submission, until) => chain.submit({ ...submission, weights: submission.weights.map((w) => w & 0xffff) }, until)),
    }),
  ],
  [
    'rejects with a text',
    PASSED,
    (chain, subtensor) => ({
      submit: (submission, until) =>
        until <= subtensor.block() ? Promise.reject('late' as unknown as Error) : chain.submit(submission, until),
    }),
  ],
  [
    'remembers the metagraph that it read first',
    NEWEST,
    (chain) => {
      let known: Promise<unknown> | undefined
      return { look: () => (known ??= chain.look()) }
    },
  ],
  [
    'goes back',
    HEIGHT,
    (chain) => {
      let calls = 0
      return { block: async () => (await chain.block()) - (++calls % 3 === 0 ? 2 : 0) }
    },
  ],
  [
    'shows no permits',
    SIGNER,
    (chain) => ({
      look: async () => {
        const { neurons, ...rest } = await document(chain)
        return { ...rest, neurons: neurons.map((neuron) => ({ ...neuron, validator_permit: false })) }
      },
    }),
  ],
  [
    'shows bigints',
    JSON_LAW,
    (chain) => ({
      look: async () => {
        const { neurons, ...rest } = await document(chain)
        return { ...rest, neurons: neurons.map((neuron) => ({ ...neuron, stake: BigInt(neuron.stake) })) }
      },
    }),
  ],
  [
    'counts reading as an update',
    READS,
    (chain) => {
      let reads = 0
      return {
        look: async () => {
          const { neurons, ...rest } = await document(chain)
          reads++
          return { ...rest, neurons: neurons.map((neuron) => ({ ...neuron, last_update: neuron.last_update + reads })) }
        },
      }
    },
  ],
  [
    'shows the row as it was sent',
    ROW,
    (chain, subtensor) => ({
      look: async () => ({
        ...(await document(chain)),
        row:
          subtensor
            .submissions()
            .at(-1)
            ?.call.uids.map((uid) => [uid, 3]) ?? [],
      }),
    }),
  ],
  [
    'says that a commit is included which the chain refuses',
    OFF,
    (chain, subtensor) => ({
      submit: (call, until) => (call._tag === 'Commit' ? blind(chain, subtensor)(call, until) : chain.submit(call, until)),
    }),
  ],
  ['signs with another hotkey than it says', WHO, () => ({ signer: '5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM' })],
  [
    'shows hyperparameters under names of its own',
    NEWEST,
    (chain) => ({ look: async () => ({ ...(await document(chain)), hyperparameters: { weightsRateLimit: 100 } }) }),
  ],
]

describe('a broken chain is caught', () => {
  for (const [what, law, how] of BROKEN)
    test(`one that ${what}`, async () => {
      expect(await broken(made(how))).toContain(law)
    })
  test('and every law catches one', () => {
    expect(new Set(BROKEN.map(([, law]) => law)).size).toBe(14)
  })
  test('one that is whole is not', async () => {
    expect(await broken(made())).toEqual([])
  })
})

const SHOWS = 'a look at a subnet that wants commits says so, and shows what a commit depends on'
const FOUND = 'a good commit is included by its last block, and a look shows that block and the commit, byte for byte'
const LEFT = 'a commit leaves the row as it is until it is revealed'
const PLAIN = 'weights that are set in plain are refused by their name, and change nothing'
const EARLY = 'a commit too soon after the last is refused by its name'
const WHOLE = 'a commit that does not fit into a call is never included'

interface Committed {
  readonly commits: readonly { readonly commit: string }[]
  readonly commit_reveal: unknown
}
const looking = (chain: Chain, change: (shown: Committed) => object): Partial<Chain> => ({
  look: async () => {
    const shown = (await chain.look()) as Committed
    return { ...shown, ...change(shown) }
  },
})

/** Chains that break a law of committing. */
const BROKEN_COMMITS: readonly (readonly [what: string, law: string, how: Break])[] = [
  ['shows no queue', SHOWS, (chain) => looking(chain, () => ({ commits: undefined }))],
  ['shows no reveal period', SHOWS, (chain) => looking(chain, () => ({ commit_reveal: undefined }))],
  ['shows the queue of everybody but the signer', FOUND, (chain) => looking(chain, () => ({ commits: [] }))],
  [
    'shows commits without their last byte',
    FOUND,
    (chain) => looking(chain, ({ commits }) => ({ commits: commits.map((one) => ({ ...one, commit: one.commit.slice(0, -2) })) })),
  ],
  [
    'takes a commit for weights in force',
    LEFT,
    (chain) => looking(chain, ({ commits }) => (commits.length === 0 ? {} : { row: [[2, 65_535]] })),
  ],
  ['takes a refusal for an inclusion', PLAIN, (chain, subtensor) => ({ submit: blind(chain, subtensor) })],
  ['takes a refusal for an inclusion, too soon', EARLY, (chain, subtensor) => ({ submit: blind(chain, subtensor) })],
  [
    'cuts rounds to 64 bits',
    WHOLE,
    (chain) => ({
      submit: (call, until) =>
        chain.submit(
          call._tag === 'Commit' ? { ...call, reveal_round: String(BigInt.asUintN(64, BigInt(call.reveal_round)) + 99_999_999n) } : call,
          until,
        ),
    }),
  ],
]

describe('a broken chain that takes commits is caught', () => {
  for (const [what, law, how] of BROKEN_COMMITS)
    test(`one that ${what}`, async () => {
      expect(await broken(committed(how), { commits: true })).toContain(law)
    })
  test('and every law catches one', () => {
    expect(new Set(BROKEN_COMMITS.map(([, law]) => law)).size).toBe(6)
  })
  test('one that is whole is not', async () => {
    expect(await broken(committed(), { commits: true })).toEqual([])
  })
})

describe('how the laws are checked', () => {
  test('one that takes too long is broken, and the timer is gone', async () => {
    const failed = await broken(async () => new Promise<never>(() => undefined), { seconds: 0.01 })
    expect(failed.length).toBeGreaterThan(10)
  })
  test('the chain is made fresh before each', async () => {
    const order: string[] = []
    const make = async (): Promise<ChainUnderTest> => {
      order.push('make')
      return made()()
    }
    await broken(make, { fresh: async () => void order.push('fresh') })
    expect(order.slice(0, 4)).toEqual(['fresh', 'make', 'fresh', 'make'])
  })
})
