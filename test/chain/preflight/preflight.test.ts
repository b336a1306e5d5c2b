import fc from 'fast-check'
import { isRight } from 'fp-ts/lib/Either.js'
import { toNullable } from 'fp-ts/lib/Option.js'
import { describe, expect, test } from 'vitest'
import type { ChainState, Submission } from '../../../src/chain/preflight/chain-state.js'
import { chainState } from '../../../src/chain/preflight/chain-state.js'
import { maxUpscale } from '../../../src/chain/stored/max-upscale.js'
import type { Metagraph } from '../../../src/network/metagraph.js'
import { firstRefusal, preflight } from '../../../src/chain/preflight/preflight.js'
import { showPreflightError } from '../../../src/chain/preflight/preflight-error.js'
import type { Hotkey } from '../../../src/units/address/hotkey.js'
import { hotkeyOf } from '../../arbitraries/hotkey.js'
import { expectLeft, expectRight } from '../../either.js'
import type { Case } from '../../vectors/outcomes.js'
import { ACCOUNTS, cases, NETWORKS } from '../../vectors/outcomes.js'
import { attempts, metagraphOf, neuronOf, submissionOf } from './attempts.js'
import type { Flaws } from './model.js'
import { chainModel } from './model.js'

/** The network as described, with the last updates that the earlier cases have made. */
const networkOf = (netuid: number, updates: ReadonlyMap<string, number>): Metagraph | null => {
  const described = NETWORKS[netuid]
  if (described === undefined) return null
  const neurons = Array.from({ length: 16 }, (_, uid) => {
    const account = Object.values(ACCOUNTS).find((a) => a.uid === uid)
    return neuronOf(uid, {
      stake: account?.stake ?? 0,
      validator_permit: account?.permit ?? false,
      last_update: updates.get(`${netuid} ${uid}`) ?? 0,
    })
  })
  return metagraphOf(netuid, neurons, described)
}

/** The answer in the spelling of the recording. */
const recorded = ({ error, raw }: Case): string | null =>
  raw === undefined
    ? (error?.replace('Module.SubtensorModule.', '') ?? null)
    : `Invalid.Custom(${(JSON.parse(raw) as { value: { value: number } }).value.value})`

describe('outcomes on a real runtime', () => {
  const updates = new Map<string, number>()
  let block = 1
  const predicted = cases.map((attempt) => {
    block = attempt.block ?? block + 1
    const { uid, stake } = ACCOUNTS[attempt.signer]!
    const metagraph = networkOf(attempt.netuid, updates)
    const signer = { hotkey: hotkeyOf(uid), stake: BigInt(stake) }
    const state = { metagraph, signer, block, stake_threshold: 1000n, spec: 293 } as ChainState
    const submission = submissionOf(attempt.netuid, attempt.dests, attempt.weights, BigInt(attempt.version_key))
    if (attempt.ok) updates.set(`${attempt.netuid} ${uid}`, block)
    return { attempt, state, submission }
  })
  for (const { attempt, state, submission } of predicted)
    test(attempt.name, () => {
      expect(toNullable(firstRefusal(state)(submission))?.onChain ?? null).toBe(recorded(attempt))
      expect(isRight(preflight(state)(submission))).toBe(attempt.ok)
      expect(chainModel()(state, submission)?.answer ?? null).toBe(recorded(attempt))
      if (attempt.stored !== undefined) expect([...maxUpscale(submission.weights)]).toEqual(attempt.stored.map(([, weight]) => weight))
    })
  test('there are all 25', () => {
    expect(cases.length).toBe(25)
  })
})

type Judge = (state: ChainState, submission: Submission) => { readonly rule: string; readonly answer: string } | null

const library: Judge = (state, submission) => {
  const refusal = toNullable(firstRefusal(state)(submission))
  return refusal === null ? null : { rule: refusal._tag, answer: refusal.onChain }
}
const agrees = (judge: Judge) =>
  fc.property(attempts, ({ state, submission }) => {
    const [mine, chain] = [judge(state, submission), chainModel()(state, submission)]
    return mine?.rule === chain?.rule && mine?.answer === chain?.answer
  })

describe('laws of preflight', () => {
  test('the chain accepts what it accepts, and refuses what it refuses, with the same name', () => {
    fc.assert(agrees(library), { numRuns: 5000 })
  })
  test('preflight and firstRefusal agree: the first refusal is the first of all, and there is none exactly when there are none at all', () => {
    fc.assert(
      fc.property(attempts, ({ state, submission }) => {
        const all = preflight(state)(submission)
        const first = toNullable(firstRefusal(state)(submission))
        return isRight(all) ? first === null && all.right === submission : JSON.stringify(all.left[0]?._tag) === JSON.stringify(first?._tag)
      }),
      { numRuns: 1000 },
    )
  })
  test('the message of a refusal is one line that starts with its name, and has the answer when it is another name', () => {
    fc.assert(
      fc.property(attempts, ({ state, submission }) => {
        const all = preflight(state)(submission)
        return (
          isRight(all) ||
          all.left.every((error) => {
            const text = showPreflightError(error)
            return text.startsWith(error._tag) && !text.includes('\n') && !/undefined|null|NaN/.test(text) && text.includes(error.onChain)
          })
        )
      }),
      { numRuns: 1000 },
    )
  })
  test('too fast: the block in passes_at passes, and the block before it does not', () => {
    const found = fc.sample(attempts, 3000).flatMap(({ state, submission }) => {
      const all = preflight(state)(submission)
      return isRight(all)
        ? []
        : all.left.flatMap((e) => (e._tag === 'SettingWeightsTooFast' ? [{ state, submission, at: e.passes_at }] : []))
    })
    const isTooFast = (state: ChainState, submission: Submission, block: number): boolean => {
      const all = preflight({ ...state, block } as ChainState)(submission)
      return !isRight(all) && all.left.some(({ _tag }) => _tag === 'SettingWeightsTooFast')
    }
    expect(found.length).toBeGreaterThan(50)
    expect(found.every(({ state, submission, at }) => !isTooFast(state, submission, at) && isTooFast(state, submission, at - 1))).toBe(true)
  })
  test('the generator reaches every answer as the first refusal, and acceptance', () => {
    const seen = new Map<string, number>()
    for (const { state, submission } of fc.sample(attempts, 8000)) {
      const judged = chainModel()(state, submission)
      const key = judged === null ? 'accepted' : `${judged.rule} ${judged.answer}`
      seen.set(key, (seen.get(key) ?? 0) + 1)
    }
    expect([...seen].filter(([, count]) => count >= 5).map(([key]) => key.split(' ')[0])).toEqual(
      expect.arrayContaining([
        'accepted',
        'CommitRevealEnabled',
        'CanNotSetRootNetworkWeights',
        'WeightVecNotEqualSize',
        'MechanismDoesNotExist',
        'SubNetworkDoesNotExist',
        'UidsLengthExceedUidsInSubNet',
        'HotKeyNotRegisteredInSubNet',
        'NotEnoughStakeToSetWeights',
        'IncorrectWeightVersionKey',
        'SettingWeightsTooFast',
        'NeuronNoValidatorPermit',
        'DuplicateUids',
        'UidVecContainInvalidOne',
        'WeightVecLengthIsLow',
        'MaxWeightExceeded',
      ]),
    )
    expect(seen.get('accepted')).toBeGreaterThan(300)
  })
})

describe('the law kills mistakes of existing clients', () => {
  const flawed: readonly (readonly [string, Flaws])[] = [
    ['waiting for one block more than the limit, as the Python SDK does', { waitsOneMore: true }],
    ['a last update of 0 taken for block 0', { neverSetIsBlockZero: true }],
    ['zeros that do not count as entries', { dropsZeros: true }],
    ['no exceptions for a weight to oneself', { noSelfWeight: true }],
    ['no exceptions for the owner', { noOwner: true }],
    ['a version that must be equal', { exactVersion: true }],
    ['shares compared exactly, not in the fixed point', { exactShares: true }],
    ['shares of what was sent, not of what is stored', { sharesAsSent: true }],
    ['the rules without the transaction pool before them', { noPool: true }],
    ['a minimum that is not cut to the number of neurons', { minimumNotCut: true }],
    ['unknown uids before repeated ones', { uidsBeforeDuplicates: true }],
    ['the length before the uids', { lengthBeforeUids: true }],
    ['the limit of the largest weight on every runtime', { limitForEver: true }],
    ['the owner exempt on every runtime', { ownerFrom: 0 }],
    ['the owner exempt one spec too late', { ownerFrom: 398 }],
    ['one name for a missing subnet on every runtime', { oneName: true }],
    ['one mechanism too many', { mechanismsAbove: true }],
    ['any mechanism', { noMechanisms: true }],
    ['the pool checking the rate limit on no runtime', { poolFrom: 1000 }],
    ['the pool checking the rate limit one spec too late', { poolFrom: 420 }],
    ['a setting of the pool that the spec overrides', { specOverridesPool: true }],
  ]
  for (const [name, flaws] of flawed)
    test(name, () => {
      expect(fc.check(agrees(chainModel(flaws)), { numRuns: 20_000 }).failed).toBe(true)
    })
})

describe('answers', () => {
  const metagraph = metagraphOf(
    39,
    [neuronOf(0), neuronOf(1, { last_update: 950, validator_permit: false }), neuronOf(2, { stake: 999 })],
    {
      weights_rate_limit: 100,
      min_allowed_weights: 3,
      max_weight_limit: 30_000,
      weights_version: 7,
    },
  )
  const as = (uid: number): ChainState => ({ ...chainState(metagraph)(hotkeyOf(uid) as Hotkey), spec: 329 })
  const refused = (state: ChainState, submission: Submission): readonly string[] =>
    expectLeft(preflight(state)(submission)).map(showPreflightError)

  test('all refusals are given, in the order in which the chain would answer them', () => {
    expect(refused(as(1), submissionOf(39, [0, 0], [9, 1]))).toEqual([
      'IncorrectWeightVersionKey: the version key is 0, and the subnet asks for 7 or more',
      'SettingWeightsTooFast: weights were set at block 950 and may be set every 100 blocks: wait for block 1050, 50 more',
      `NeuronNoValidatorPermit: uid 1 (${hotkeyOf(1)}) has no validator permit, so it can only give itself a weight`,
      'DuplicateUids: uids that are there more than once: 0',
      'WeightVecLengthIsLow: there are 2 entries, and 3 is the least: pad with explicit zeros',
      'MaxWeightExceeded: uid 0 would have 65535 of 72817, and the most is 30000 of 65535',
    ])
  })
  test('the pool answers before the rules', () => {
    expect(refused(as(2), submissionOf(39, [0, 1, 2, 9], [1, 1, 1], 7n))).toEqual([
      'NotEnoughStakeToSetWeights (answered Invalid.Custom(1)): the stake on the subnet is 0.000000999, and 0.000001 is the least that may set weights',
      'WeightVecNotEqualSize: there are 4 uids and 3 weights',
      'UidsLengthExceedUidsInSubNet: there are 4 uids, and the subnet has 3 neurons',
      "UidVecContainInvalidOne: uids that the subnet of 3 neurons doesn't have: 9",
    ])
  })
  test('the state of another subnet is not used, not even its stakes', () => {
    expect(refused(as(0), submissionOf(40, [0], [1], 7n))).toEqual([
      'MechanismDoesNotExist (answered Invalid.Custom(1)): there is no subnet 40: the state is of subnet 39',
      'NotEnoughStakeToSetWeights (answered Invalid.Custom(1)): the stake on the subnet is 0, and 0.000001 is the least that may set weights',
    ])
  })
  test('a long list of uids is cut short, and a largest entry without a uid is reported without one', () => {
    const many = refused(
      as(0),
      submissionOf(
        39,
        [...Array(12).keys()].map((i) => i + 100),
        [],
        7n,
      ),
    )
    expect(many.find((text) => text.startsWith('UidVec'))).toContain('100, 101, 102, 103, 104, 105, 106, 107 and 4 more')
    const [, error] = expectLeft(preflight(as(0))(submissionOf(39, [0, 1], [0, 0, 5], 7n)))
    expect(error).toEqual({
      _tag: 'MaxWeightExceeded',
      onChain: 'MaxWeightExceeded',
      uid: null,
      weight: 65_535,
      sum: 65_535,
      limit: 30_000,
    })
    expect(showPreflightError(error!)).toContain('one entry would have 65535 of 65535')
  })
  test('all zeros are accepted', () => {
    expect(expectRight(preflight(as(0))(submissionOf(39, [0, 1, 2], [0, 0, 0], 7n))).weights).toEqual(Uint16Array.of(0, 0, 0))
  })
  test('a share over the limit by less than the last bit of the fixed point is accepted', () => {
    const wide = metagraphOf(
      39,
      [0, 1, 2, 3].map((uid) => neuronOf(uid)),
      { max_weight_limit: 16_384 },
    )
    const state = { ...chainState(wide)(hotkeyOf(0) as Hotkey), spec: 329 }
    expect(isRight(preflight(state)(submissionOf(39, [0, 1, 2, 3], [65_535, 65_534, 65_534, 65_533])))).toBe(true)
    expect(isRight(preflight(state)(submissionOf(39, [0, 1, 2, 3], [65_535, 65_534, 65_534, 65_532])))).toBe(false)
  })
})

test('for a network that does not exist, and for the root network, each mistake is reported once', () => {
  const state = {
    metagraph: null,
    signer: { hotkey: hotkeyOf(1), stake: 1_000_000n },
    block: 10,
    stake_threshold: 1000n,
  } as unknown as ChainState
  const names = (netuid: number): readonly string[] => {
    const found = preflight(state)({
      netuid,
      uids: Uint16Array.of(1),
      weights: Uint16Array.of(1),
      version_key: 0n,
    } as unknown as Submission)
    return found._tag === 'Left' ? found.left.map(({ _tag, onChain }) => `${_tag} ${onChain}`) : []
  }
  expect(names(99)).toEqual(['MechanismDoesNotExist Invalid.Custom(1)', 'NotEnoughStakeToSetWeights Invalid.Custom(1)'])
  expect(names(0)).toEqual(['CanNotSetRootNetworkWeights Invalid.Custom(1)', 'NotEnoughStakeToSetWeights Invalid.Custom(1)'])
})
