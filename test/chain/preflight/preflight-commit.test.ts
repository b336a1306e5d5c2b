import fc from 'fast-check'
import { isRight } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import type { ChainState, Submission } from '../../../src/chain/preflight/chain-state.js'
import { showCommitError } from '../../../src/chain/preflight/commit-error.js'
import type { CommitCall, CommitState } from '../../../src/chain/preflight/commit-state.js'
import { preflightCommit } from '../../../src/chain/preflight/preflight-commit.js'
import { atReveal, preflight } from '../../../src/chain/preflight/preflight.js'
import { expectLeft } from '../../either.js'
import { attempts } from './attempts.js'

const commitAnswer = (state: CommitState, call: CommitCall): string | null => {
  const found = preflightCommit(state)(call)
  return isRight(found) ? null : found.left[0]!.onChain
}

/** The chain's checks of a commit, written independently: in the order of the runtime. Without flaws it is the model. */
interface Flaws {
  readonly noRateLimit?: true
  readonly waitsOneMore?: true
  readonly neverIsBlockZero?: true
  readonly limitOnlyWhenOff?: true
  readonly stakeAbove?: true
  readonly roundAbove?: true
  readonly roundOnEveryRuntime?: true
  readonly elevenCommits?: true
  readonly nineCommits?: true
  readonly laterVersions?: true
  readonly versionOnEveryRuntime?: true
  readonly bytesBelow?: true
  readonly mechanismsAbove?: true
  readonly permitNow?: true
  readonly roundBeforeStake?: true
  readonly registeredFirst?: true
  readonly noOwner?: true
}
const model =
  (flaws: Flaws = {}) =>
  (state: CommitState, call: CommitCall): string | null => {
    const spec = state.spec ?? 459
    const net = state.metagraph !== null && state.metagraph.netuid === call.netuid ? state.metagraph : null
    const me = net?.neurons.find(({ hotkey }) => hotkey === state.signer.hotkey)
    const { length } = call.commit
    if (flaws.bytesBelow === true ? length >= 5000 : length > 5000) return '1011'
    const owns = flaws.noOwner === undefined && spec >= 397 && me !== undefined && net?.owner?.hotkey === me.hotkey
    const stake = net === null ? 0n : state.signer.stake
    const staked = owns || (flaws.stakeAbove === true ? stake > state.stake_threshold : stake >= state.stake_threshold)
    const over =
      (spec >= 301 || flaws.roundOnEveryRuntime === true) &&
      (flaws.roundAbove === true ? call.reveal_round <= state.last_stored_round : call.reveal_round < state.last_stored_round)
    if (flaws.roundBeforeStake === true && over) return 'Invalid.Custom(15)'
    if (!staked) return 'Invalid.Custom(1)'
    if (over) return 'Invalid.Custom(15)'
    const mechanism = call.mechanism ?? 0
    const mechanisms = state.mechanisms ?? 1
    // Source: `do_commit_crv3_weights` (293), `do_commit_timelocked_weights` (301), `internal_commit_timelocked_weights` (320).
    if (net === null) return spec < 320 ? 'CommitRevealDisabled' : 'MechanismDoesNotExist'
    if (flaws.mechanismsAbove === true ? mechanism > mechanisms : mechanism >= mechanisms)
      return spec < 320 ? 'SubNetworkDoesNotExist' : 'MechanismDoesNotExist'
    if (flaws.registeredFirst === true && me === undefined) return 'HotKeyNotRegisteredInSubNet'
    const isOn = net.hyperparameters.commit_reveal_weights_enabled
    if (!isOn) return 'CommitRevealDisabled'
    const asked = state.commit_reveal_version ?? 4
    const isRight = flaws.laterVersions === true ? call.commit_reveal_version >= asked : call.commit_reveal_version === asked
    if ((spec >= 301 || flaws.versionOnEveryRuntime === true) && !isRight) return 'IncorrectCommitRevealVersion'
    if (me === undefined) return 'HotKeyNotRegisteredInSubNet'
    const limit = net.hyperparameters.weights_rate_limit
    const age = state.block > me.last_update ? state.block - me.last_update : 0
    const never = me.last_update === 0 && flaws.neverIsBlockZero === undefined
    const checks = flaws.noRateLimit === undefined && flaws.limitOnlyWhenOff === undefined
    if (checks && !never && (flaws.waitsOneMore === true ? age <= limit : age < limit)) return 'CommittingWeightsTooFast'
    if (flaws.permitNow === true && !me.validator_permit && !owns) return 'NeuronNoValidatorPermit'
    const most = flaws.elevenCommits === true ? 11 : flaws.nineCommits === true ? 9 : 10
    return state.unrevealed < most ? null : 'TooManyUnrevealedCommits'
  }

const mostly = <A>(usual: A, ...others: readonly A[]): fc.Arbitrary<A> =>
  fc.oneof({ weight: 10, arbitrary: fc.constant(usual) }, { weight: others.length, arbitrary: fc.constantFrom(...others) })

const commits = fc
  .record({
    attempt: attempts,
    isOn: mostly(true, false),
    mechanism: mostly<number | undefined>(undefined, 0, 1, 2),
    mechanisms: fc.constantFrom(undefined, 1, 2, 2),
    asked: mostly<number | undefined>(undefined, 4, 5),
    version: mostly(4, 3, 5),
    unrevealed: mostly(0, 9, 9, 10, 10, 11),
    round: mostly(1000n, 999n, 1001n, (1n << 64n) - 1n),
    stored: mostly(1000n, 0n, 1001n),
    bytes: mostly(284, 0, 5000, 5000, 5001),
  })
  .map(({ attempt: { state, submission }, isOn, mechanism, mechanisms, asked, version, unrevealed, round, stored, bytes }) => {
    const { metagraph } = state
    const hyperparameters = metagraph === null ? null : { ...metagraph.hyperparameters, commit_reveal_weights_enabled: isOn }
    return {
      state: {
        ...state,
        metagraph: metagraph === null ? null : { ...metagraph, hyperparameters },
        ...(mechanisms === undefined ? {} : { mechanisms }),
        ...(asked === undefined ? {} : { commit_reveal_version: asked }),
        unrevealed,
        last_stored_round: stored,
      } as CommitState,
      call: {
        netuid: submission.netuid,
        ...(mechanism === undefined ? {} : { mechanism }),
        commit: new Uint8Array(bytes),
        reveal_round: round,
        commit_reveal_version: version,
      } as CommitCall,
      submission,
    }
  })
const agrees = (judge: typeof commitAnswer) => fc.property(commits, ({ state, call }) => judge(state, call) === model()(state, call))

describe('laws of committing', () => {
  test('the chain accepts what it accepts, and refuses what it refuses, with the same answer', () => {
    fc.assert(agrees(commitAnswer), { numRuns: 5000 })
  })
  test('the generator reaches every answer', () => {
    const seen = new Set(fc.sample(commits, 6000).map(({ state, call }) => String(model()(state, call))))
    expect([...seen].sort()).toEqual(
      [
        '1011',
        'CommitRevealDisabled',
        'CommittingWeightsTooFast',
        'HotKeyNotRegisteredInSubNet',
        'IncorrectCommitRevealVersion',
        'Invalid.Custom(1)',
        'Invalid.Custom(15)',
        'MechanismDoesNotExist',
        'SubNetworkDoesNotExist',
        'TooManyUnrevealedCommits',
        'null',
      ].sort(),
    )
  })
  test('the messages are one line each, start with the name and have the answer', () => {
    fc.assert(
      fc.property(commits, ({ state, call }) => {
        const found = preflightCommit(state)(call)
        return (
          isRight(found) ||
          found.left.every((error) => {
            const text = showCommitError(error)
            return text.startsWith(error._tag) && !text.includes('\n') && !/undefined|null|NaN/.test(text) && text.includes(error.onChain)
          })
        )
      }),
      { numRuns: 1000 },
    )
  })
  test('too fast: the block in passes_at passes, and the block before it does not', () => {
    const early = (state: CommitState, call: CommitCall): number | null => {
      const found = preflightCommit(state)(call)
      const error = isRight(found) ? undefined : found.left.find(({ _tag }) => _tag === 'CommittingWeightsTooFast')
      return error?._tag === 'CommittingWeightsTooFast' ? error.passes_at : null
    }
    const found = fc.sample(commits, 3000).flatMap(({ state, call }) => {
      const at = early(state, call)
      return at === null ? [] : [{ state, call, at }]
    })
    expect(found.length).toBeGreaterThan(50)
    for (const { state, call, at } of found) {
      expect(early({ ...state, block: at } as CommitState, call)).toBeNull()
      expect(early({ ...state, block: at - 1 } as CommitState, call)).toBe(at)
    }
  })
  const flawed: readonly (readonly [string, Flaws])[] = [
    ['a rate limit that is left out', { noRateLimit: true }],
    ['a rate limit that counts only while commit-reveal is off, as for setting', { limitOnlyWhenOff: true }],
    ['waiting for one block more than the limit', { waitsOneMore: true }],
    ['a last update of 0 taken for block 0', { neverIsBlockZero: true }],
    ['a stake that must be above the threshold', { stakeAbove: true }],
    ['the last stored round refused', { roundAbove: true }],
    ['old rounds refused on every runtime', { roundOnEveryRuntime: true }],
    ['an eleventh commit', { elevenCommits: true }],
    ['a tenth commit refused', { nineCommits: true }],
    ['later versions accepted', { laterVersions: true }],
    ['a version asked for on every runtime', { versionOnEveryRuntime: true }],
    ['5000 bytes refused', { bytesBelow: true }],
    ['one mechanism too many', { mechanismsAbove: true }],
    ['the permit checked at the commit', { permitNow: true }],
    ['the round before the stake', { roundBeforeStake: true }],
    ['the registration before commit-reveal', { registeredFirst: true }],
    ['no exception for the owner', { noOwner: true }],
  ]
  test.each(flawed)('they kill %s', (_, flaws) => {
    expect(fc.check(agrees(model(flaws)), { numRuns: 20_000 }).failed).toBe(true)
  })
})

type Reveal = (state: ChainState, submission: Submission) => readonly string[]
/** At the reveal all rules of setting hold but the one that wants commit-reveal off, and nobody but the rule itself answers. */
const isLikeSetting = (reveal: Reveal) =>
  fc.property(commits, ({ state, submission }) => {
    const set = preflight(state)(submission)
    const rules = isRight(set) ? [] : set.left.map(({ _tag }) => _tag).filter((tag) => tag !== 'CommitRevealEnabled')
    return JSON.stringify([...reveal(state, submission)].sort()) === JSON.stringify([...rules].sort())
  })

describe('at the reveal', () => {
  test('the rules of setting hold, except that commit-reveal must be off, and each answers under its own name', () => {
    fc.assert(
      isLikeSetting((state, submission) => atReveal(state)(submission).refusals.map(({ onChain }) => onChain)),
      { numRuns: 2000 },
    )
  })
  test('the law kills answers of the pool, commit-reveal as a reason, and a permit that is not asked for', () => {
    const killed = (reveal: Reveal): boolean => fc.check(isLikeSetting(reveal), { numRuns: 2000 }).failed
    const all: Reveal = (state, submission) => {
      const found = preflight(state)(submission)
      return isRight(found) ? [] : found.left.map(({ onChain }) => onChain)
    }
    const tags: Reveal = (state, submission) => atReveal(state)(submission).refusals.map(({ _tag }) => _tag)
    expect(killed((state, submission) => all(state, submission).filter((name) => name !== 'CommitRevealEnabled'))).toBe(true)
    expect(killed((state, submission) => [...tags(state, submission), 'CommitRevealEnabled'])).toBe(true)
    expect(killed((state, submission) => tags(state, submission).filter((tag) => tag !== 'NeuronNoValidatorPermit'))).toBe(true)
  })
})

describe('what is not known', () => {
  const [{ state, call, submission }] = fc.sample(
    commits.filter(({ state, call }) => state.metagraph?.netuid === call.netuid),
    { numRuns: 1, seed: 7 },
  ) as [{ state: CommitState; call: CommitCall; submission: Submission }]
  test.each([292, 460, 473, NaN, 400.5])('spec %s is the only reason, for setting, committing and revealing', (spec) => {
    const error = { _tag: 'UnknownRuntime', onChain: 'UnknownRuntime', spec, oldest: 293, newest: 459 }
    expect(expectLeft(preflight({ ...state, spec })(submission))).toEqual([error])
    expect(expectLeft(preflightCommit({ ...state, spec })(call))).toEqual([error])
    expect(atReveal({ ...state, spec })(submission).refusals).toEqual([error])
  })
  test('a subnet with null consensus is refused by name, and one that says it has none is not', () => {
    const on = (null_consensus: boolean): CommitState => {
      const metagraph = state.metagraph!
      return { ...state, metagraph: { ...metagraph, hyperparameters: { ...metagraph.hyperparameters, null_consensus } } }
    }
    const error = { _tag: 'NullConsensus', onChain: 'NullConsensus', netuid: call.netuid }
    expect(expectLeft(preflight(on(true))(submission))).toEqual([error])
    expect(expectLeft(preflightCommit(on(true))(call))).toEqual([error])
    expect(atReveal(on(true))(submission).refusals).toEqual([error])
    expect(commitAnswer(on(false), call)).toBe(commitAnswer(state, call))
    expect(showCommitError(error as never)).toBe(
      `NullConsensus: subnet ${call.netuid} has null consensus, which pays all miners the same and takes no weights`,
    )
  })
})
