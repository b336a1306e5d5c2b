import { isSome } from 'fp-ts/lib/Option.js'
import { describe, expect, it, test } from 'vitest'
import fc from 'fast-check'
import type { Decision } from '../../../src/policy/decision.js'
import type { World } from '../../../src/policy/world.js'
import { computeNodes } from '../../../src/policies/computeNodes/compute-nodes.js'
import type { ComputeNodesConfig } from '../../../src/policies/computeNodes/config.js'
import { explainParticipant, showParticipant } from '../../../src/policies/computeNodes/explain-participant.js'
import { computeConfigs, computeWorlds, modelDocument, STAGES } from '../../../src/testing/arbitraries/compute-worlds.js'
import { hotkeyOf } from '../../../src/testing/arbitraries/hotkey.js'
import { ago, AT, neuron, snapshotOf } from '../../../src/testing/arbitraries/snapshot.js'
import { testPolicy } from '../../../src/testing/test-policy.js'
import { expectLeft, expectRight } from '../../either.js'

testPolicy(computeNodes(), { describe, it }, { configs: computeConfigs, worlds: computeWorlds })

const policy = computeNodes()
const MODELS = [modelDocument('a'), modelDocument('b')]
const config = (changes: object = {}): ComputeNodesConfig =>
  expectRight(policy.readConfig({ stages: STAGES, models: MODELS, burn_uid: 0, ...changes }))
const OWNED = { owner: { hotkey: hotkeyOf(0), coldkey: hotkeyOf(1) } }

const worldAt = (block: number, results: readonly unknown[], changes: Partial<World> = {}, snapshot: object = OWNED): World => {
  const {
    at: _,
    results: __,
    ...network
  } = snapshotOf(
    [0, 1, 2, 3].map((uid) => neuron(uid)),
    [],
    { block, ...snapshot },
  )
  return { network, at: AT, results, previous: [], profiles: [], ...changes }
}
/** A report with one node for each model, and the given number of nonces for each. */
const report = (uid: number, epoch: number, found: Record<string, number>, changes: object = {}): Record<string, unknown> => ({
  participant: hotkeyOf(uid),
  epoch,
  at: ago(60),
  validator_key: 'key',
  seed: `seed ${uid}`,
  nodes: Object.keys(found).map((model) => ({ id: `on ${model}`, models: [model] })),
  batches: Object.entries(found).map(([model, nonces]) => ({
    node: `on ${model}`,
    nonces: Array.from({ length: nonces }, (_, i) => i + 1000 * model.charCodeAt(0)),
  })),
  found_valid: [0, 1, 2, 3, 300].map(hotkeyOf),
  ...changes,
})
const decide = (world: World, changes: object = {}): Decision => expectRight(policy.decide(config(changes))(world))
const scores = ({ entries }: Decision): readonly (readonly [number, number])[] =>
  entries.map(({ miner_uid, miner_score }) => [miner_uid, miner_score])

describe('what is paid', () => {
  test('is weight times bonus: 11/10 for nodes in every group', () => {
    const decision = decide(worldAt(43, [report(1, 1, { a: 10 }), report(2, 1, { a: 5, b: 5 })]))
    expect(scores(decision)).toEqual([
      [1, 10],
      [2, 11],
    ])
    expect(decision.entries.map(({ category, allocated_weight }) => [category, allocated_weight])).toEqual([
      ['compute', 31_207],
      ['compute', 34_328],
    ])
    expect(decision.weights).toEqual({ uids: Uint16Array.of(1, 2), weights: Uint16Array.of(59_577, 65_535) })
  })
  test('counts from the block in which validators are set', () => {
    const rows = [report(1, 1, { a: 10 }), report(1, 2, { a: 20 })]
    expect([42, 43, 142, 143].map((block) => scores(decide(worldAt(block, rows), { serving: 'half' })))).toEqual([
      [],
      [[1, 10]],
      [[1, 10]],
      [[1, 20]],
    ])
  })
  test('is paid again until the next epoch ends', () => {
    const first = decide(worldAt(43, [report(1, 1, { a: 10 })]))
    expect(decide(worldAt(142, [], { previous: first.next })).shares).toEqual(first.shares)
  })
  test('running epochs all at once gives the same as one after another', () => {
    fc.assert(
      fc.property(
        computeConfigs.filter((document) => 'burn_uid' in (document as object)),
        computeWorlds,
        fc.integer({ min: 0, max: 450 }),
        (document, world, block) => {
          const settings = expectRight(policy.readConfig(document))
          const until = (height: number, previous: World['previous']): Decision =>
            expectRight(
              computeNodes({ allowForeignBurn: true }).decide(settings)({
                ...world,
                network: { ...world.network, block: height },
                previous,
              }),
            )
          const [early, late] = [Math.min(block, world.network['block'] as number), Math.max(block, world.network['block'] as number)]
          const [whole, stepwise] = [until(late, []), until(late, until(early, []).next)]
          expect(stepwise.next).toEqual(whole.next)
          expect(stepwise.weights).toEqual(whole.weights)
        },
      ),
    )
  })
  test('preserves the weight of nodes that served, whether chosen by halves or by weight', () => {
    const two = { nodes: ['n1', 'n2'].map((id) => ({ id, models: ['a'] })) }
    const first = report(
      1,
      1,
      {},
      {
        ...two,
        batches: [
          { node: 'n1', nonces: [1, 2, 3, 4] },
          { node: 'n2', nonces: [5, 6, 7, 8] },
        ],
      },
    )
    const second = report(1, 2, {}, { ...two, batches: [] })
    for (const serving of ['half', 'weight']) expect(scores(decide(worldAt(143, [first, second]), { serving }))).toEqual([[1, 4]])
  })
})

describe('an epoch needs reports of more than half of the weight of the epoch before it', () => {
  const first = decide(worldAt(43, [report(1, 1, { a: 4 }), report(2, 1, { a: 3 }), report(3, 1, { a: 3 })]))
  const after = (block: number, rows: readonly unknown[], changes: object = {}): Decision =>
    decide(worldAt(block, rows, { previous: first.next }), { serving: 'half', ...changes })
  const noQuorum = ({ warnings }: Decision): readonly string[] =>
    warnings.filter(({ _tag }) => _tag === 'NoQuorum').map(({ message }) => message)

  test('without them the epoch before it goes on, and a warning names the weights', () => {
    const held = after(143, [report(1, 2, { a: 9 }), report(300, 2, { a: 9 })])
    expect([held.shares, held.next, held.entries]).toEqual([first.shares, first.next, first.entries])
    expect(noQuorum(held)).toEqual(['epoch 2 does not count: members with a weight of 4 of 10 reported, and 6 is needed; epoch 1 goes on'])
  })
  test('one report takes nothing, also in the epoch after', () => {
    const alone = after(243, [report(1, 2, { a: 9 }), report(3, 3, { a: 9 })])
    expect(alone.shares).toEqual(first.shares)
    expect(noQuorum(alone)).toHaveLength(2)
    // The first release: nobody has a majority in epoch 2, and in epoch 3 the first to report takes everything.
    expect(scores(after(243, [report(1, 2, { a: 9 }), report(3, 3, { a: 9 })], { quorum_percentage: 0 }))).toEqual([[3, 9]])
  })
  test('a report that arrives late can still complete an epoch', () => {
    const held = after(143, [report(1, 2, { a: 9 })])
    const rows = [report(1, 2, { a: 9 }), report(2, 2, { a: 5 })]
    const decision = decide(worldAt(150, rows, { previous: held.next }), { serving: 'half' })
    expect([scores(decision), noQuorum(decision)]).toEqual([
      [
        [1, 9],
        [2, 5],
      ],
      [],
    ])
  })
  test('before the first epoch there is no weight, so every valid report counts', () => {
    expect(scores(decide(worldAt(43, [report(3, 1, { a: 1 })])))).toEqual([[3, 1]])
  })
  const rows = fc.array(fc.tuple(fc.constantFrom(1, 2, 3, 300), fc.integer({ min: 1, max: 9 })), { maxLength: 4 })
  /** Each member that reported has its weight of the first epoch. */
  const weightOf = (uids: readonly number[]): number => [4, 3, 3].reduce((sum, weight, i) => sum + (uids.includes(i + 1) ? weight : 0), 0)
  const law = (quorum_percentage: number) =>
    fc.property(rows, (reports) => {
      const uids = reports.map(([uid]) => uid)
      const decision = after(
        143,
        reports.map(([uid, nonces]) => report(uid, 2, { a: nonces })),
        { quorum_percentage },
      )
      return reports.length === 0 || weightOf(uids) > 5 || JSON.stringify(decision.next) === JSON.stringify(first.next)
    })
  test('law: with at most half of the weight nothing changes hands; without the rule the law fails', () => {
    fc.assert(law(50))
    expect(fc.check(law(0)).failed).toBe(true)
  })
})

describe('evidence that pays nobody', () => {
  const unusable = ({ warnings }: Decision): readonly string[] =>
    warnings.filter(({ _tag }) => _tag === 'EvidenceUnusable').map(({ message }) => message)
  test('gives a warning with the reasons, unless there are no rows or everything is to burn', () => {
    const rows = [report(1, 1, {}), report(2, 1, { a: 1 }, { seed: undefined }), report(3, 2, { a: 1 }), report(3, 1, { x: 1 })]
    expect(unusable(decide(worldAt(43, rows)))).toEqual([
      'there are results, but no miner has a claim above 0 (EpochNotEnded 1, NoSeed 1, NoWeight 1, UnknownModel 1): everything that is not paid burns',
    ])
    expect(unusable(decide(worldAt(43, rows), { burn_percentage: 100 }))).toEqual([])
    expect(unusable(decide(worldAt(43, [])))).toEqual([])
  })
})

describe('who is left out', () => {
  test('is listed with every reason, by hotkey', () => {
    const rows = [
      report(1, 1, { a: 3 }),
      report(2, 1, { a: 3 }, { seed: undefined, validator_key: undefined }),
      report(3, 1, {}),
      report(300, 1, { a: 4 }),
      report(0, 1, { a: 4 }),
    ]
    const { excluded } = decide(worldAt(43, rows))
    const line = (uid: number | null, key: number, reason: string) => ({ uid, hotkey: hotkeyOf(key), category: null, reason })
    expect([...excluded].sort((a, b) => (a.reason < b.reason ? -1 : 1))).toEqual([
      line(0, 0, 'BurnTarget'),
      line(2, 2, 'NoSeed'),
      line(2, 2, 'NoValidatorKey'),
      line(3, 3, 'NoWeight'),
      line(null, 300, 'NotRegistered'),
    ])
  })
  test('and explained as text', () => {
    const rows = [
      report(1, 1, { a: 3 }),
      report(2, 1, { a: 2 }),
      report(2, 2, { a: 2 }),
      report(1, 2, { a: 2 }, { found_valid: [hotkeyOf(1)] }),
    ]
    const { outcomes } = expectRight(policy.decideWithOutcomes(config({ serving: 'half' }))(worldAt(143, rows)))
    const trace = explainParticipant(outcomes.at(-1)!)(hotkeyOf(2))
    expect(isSome(trace) && showParticipant(trace.value)).toEqual([
      `"${hotkeyOf(2)}" does not enter epoch 2: no majority found it valid`,
      'node "on a": 2 mined, serves "a"',
      'weight 2, multiplied by 1; found valid by 2 of 5',
      'paid 0 for epoch 1 and 0 for work',
    ])
  })
})

describe('rows and states that do not count give warnings', () => {
  const tags = ({ warnings }: Decision): readonly (readonly [string, string])[] => warnings.map(({ _tag, path }) => [_tag, path])
  test('an unregistered model, a report from the future, a second report, a malformed row', () => {
    const rows = [
      report(1, 1, { a: 3 }),
      report(1, 1, { a: 9 }, { at: ago(90) }),
      report(2, 1, { a: 3, x: 1, y: 1 }),
      report(3, 1, { a: 3 }, { at: ago(-1) }),
      { ...report(3, 1, {}), epoch: -1 },
    ]
    const decision = decide(worldAt(43, rows))
    expect(scores(decision)).toEqual([[1, 3]])
    expect(tags(decision)).toEqual([
      ['UnknownModel', 'results[2].nodes'],
      ['UnknownModel', 'results[2].nodes'],
      ['FutureReport', 'results[3]'],
      ['Unexpected', 'results[4].epoch'],
      ['DuplicateReport', 'results[1]'],
    ])
  })
  test('a state that can not be read is skipped, and the newest readable one is used', () => {
    const first = decide(worldAt(43, [report(1, 1, { a: 10 })]))
    const second = decide(worldAt(143, [report(2, 1, { a: 3 }), report(2, 2, { a: 3 })]))
    const decision = decide(worldAt(150, [], { previous: [...first.next, { epoch: 9 }, ...second.next] }))
    expect(scores(decision)).toEqual([[2, 3]])
    expect(tags(decision)).toEqual([
      ['Malformed', 'previous[1]'],
      ['Malformed', 'previous[1]'],
      ['Malformed', 'previous[1]'],
    ])
  })
})

describe('what is refused', () => {
  const tags = (world: World, changes: object = {}): readonly string[] =>
    expectLeft(policy.decide(config(changes))(world)).map(({ _tag }) => _tag)
  test('a world without a member to pay and without a burn target', () => {
    expect(tags(worldAt(43, []), { burn_uid: undefined })).toEqual(['NoParticipants'])
    expect(tags(worldAt(43, []), { burn_uid: 9 })).toEqual(['BurnTargetMissing'])
  })
  test('a foreign burn target, unless it is allowed', () => {
    const stranger = worldAt(43, [], {}, { owner: { hotkey: hotkeyOf(7), coldkey: hotkeyOf(8) } })
    expect(tags(stranger)).toEqual(['BurnDestinationForeign'])
    expect(expectRight(computeNodes({ allowForeignBurn: true }).decide(config())(stranger)).warnings.map(({ _tag }) => _tag)).toEqual([
      'BurnDestinationForeign',
    ])
  })
  test('a malformed network, and uid and hotkey that name different burn targets', () => {
    expect(tags({ ...worldAt(43, []), network: {} }).length).toBeGreaterThan(0)
    expect(tags(worldAt(43, []), { burn_hotkey: hotkeyOf(3) })).toEqual(['BurnTargetMismatch'])
  })
  test('a config with every mistake', () => {
    const problems = expectLeft(
      policy.readConfig({ stages: { ...STAGES, epoch_length: 30 }, models: [modelDocument('a'), modelDocument('a')] }),
    )
    expect(problems.map(({ _tag, path }) => [_tag, path])).toEqual([
      ['EpochTooShort', 'stages'],
      ['ShiftTooLong', 'stages'],
      ['DuplicateModel', 'models'],
    ])
    expect(expectLeft(policy.readConfig({ stages: STAGES, models: [], quorum_percentage: 100 }))).toMatchObject([
      { _tag: 'QuorumTooHigh', path: 'quorum_percentage' },
    ])
    expect(expectLeft(policy.readConfig({ stages: STAGES, models: [], quorum_percentage: -1 })).map(({ path }) => path)).toEqual([
      'quorum_percentage',
    ])
    expect(policy.writeConfig(config())).toMatchObject({ quorum_percentage: 50 })
    expect(
      expectLeft(policy.readConfig({ stages: STAGES, models: [], serving: 'all', window_hours: 0, extra: 1 })).map(({ path }) => path),
    ).toEqual(['extra', 'serving', 'window_hours'])
    expect(expectLeft(policy.updateConfig(config())('x')).length).toBe(1)
    expect(expectRight(policy.updateConfig(config())({ models: [] })).models).toEqual([])
  })
})
