/** What the next epoch of a subnet reads, over a node that is a map. */
import { isRight } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { simulatedSubnet, simulatedSubtensor } from '../../../src/adapters/memory.js'
import type { SimulatedBlock } from '../../../src/adapters/simulated-subtensor/subtensor-state.js'
import { epochAt, readEpoch } from '../../../src/adapters/subtensor/read-epoch.js'
import type { StorageItem } from '../../../src/adapters/subtensor/storage-item.js'
import { readSubnetEpochInput, subnetEpoch } from '../../../src/chain/mechanisms/index.js'
import { epoch } from '../../../src/chain/yuma/epoch.js'
import { storedRows } from '../../../src/chain/yuma/sparse-rows.js'
import { rulingOf } from '../../../src/chain/yuma/rules.js'
import { expectRight } from '../../either.js'
import { mapNode } from './map-node.js'

const keyOf = ({ name, keys }: Pick<StorageItem, 'name' | 'keys'>): string => `${name}(${keys.map(String).join()})`

/** The items of runtimes, oldest first, in the form that a test needs. */
const ALWAYS = [
  ...['Weights', 'Bonds', 'LastUpdate', 'Consensus', 'Kappa', 'MaxAllowedValidators', 'BondsMovingAverage', 'BondsPenalty', 'Yuma3On'],
  ...['LiquidAlphaOn', 'AlphaValues', 'AlphaSigmoidSteepness', 'LastMechansimStepBlock', 'ActivityCutoff', 'TaoWeight', 'StakeThreshold'],
  'WeightCommits',
]
const OLD = [...ALWAYS, 'PendingEmission', 'PendingAlphaSwapped', 'CRV3WeightCommits']
const MECHANISMS = [...ALWAYS, 'MechanismCountCurrent', 'MechanismEmissionSplit', 'TimelockedWeightCommits']
const SPLIT = [...MECHANISMS, 'PendingServerEmission', 'PendingValidatorEmission', 'PendingRootAlphaDivs']
const COUNTED = [...SPLIT, 'ActivityCutoffFactorMilli', 'LastEpochBlock', 'PendingEpochAt', 'SubnetEpochIndex', 'BlocksSinceLastStep']
const NEWEST = [...COUNTED, 'LiquidAlphaConsensusMode', 'ConsensusByMechanism']

const DEFAULTS: Readonly<Record<string, unknown>> = {
  Kappa: 32_767,
  MaxAllowedValidators: 64,
  BondsMovingAverage: 900_000n,
  BondsPenalty: 65_535,
  Yuma3On: false,
  LiquidAlphaOn: false,
  AlphaValues: [45_875, 58_982],
  AlphaSigmoidSteepness: 1000,
  LastMechansimStepBlock: 0n,
  ActivityCutoff: 5000,
  ActivityCutoffFactorMilli: 13_889,
  TaoWeight: 0n,
  StakeThreshold: 0n,
  MechanismCountCurrent: 1,
  LiquidAlphaConsensusMode: { type: 'Auto', value: undefined },
  PendingEpochAt: 0n,
}

/** A node that stores these values, and says this of the subnet. */
const nodeOf = (
  spec: number,
  has: readonly string[],
  stored: Readonly<Record<string, unknown>>,
  graph: object | undefined,
  block: number,
) =>
  mapNode({
    spec,
    block,
    hasStorage: (_, name) => has.includes(name),
    hasApi: (method) => method === 'get_metagraph',
    keyOf,
    stored,
    defaultOf: (_, name) => (name.startsWith('Pending') ? 0n : DEFAULTS[name]),
    answers: { get_metagraph: graph },
  })

const NOBODY = '5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM'

/** What `get_metagraph` says of neurons. */
const graphOf = (neurons: readonly object[], changes: object = {}) => {
  const column = (key: string, otherwise: unknown = 0) => neurons.map((neuron) => Reflect.get(neuron, key) ?? otherwise)
  return {
    hotkeys: column('hotkey'),
    coldkeys: column('coldkey', NOBODY),
    axons: neurons.map(() => ({ ip: 0n, ip_type: 0, port: 0 })),
    validator_permit: column('validator_permit', false),
    total_stake: column('stake', 0n),
    alpha_stake: column('stake', 0n),
    tao_stake: column('tao', 0n),
    block_at_registration: column('registered_at_block'),
    last_update: column('last_update'),
    incentives: [],
    owner_hotkey: NOBODY,
    owner_coldkey: NOBODY,
    tempo: 10,
    weights_rate_limit: 0n,
    min_allowed_weights: 1,
    max_weights_limit: 65_535,
    weights_version: 0n,
    commit_reveal_weights_enabled: false,
    commit_reveal_period: 1n,
    ...changes,
  }
}

/** The node that a block of a simulated chain would stand on. */
const ledgerNode = ({ ledger, height }: SimulatedBlock, spec: number, has: readonly string[]) => {
  const { metagraph, weights, bonds, consensus, last_step, schedule, commits, reveal_period_epochs } = ledger
  const { neurons, netuid, owner, hyperparameters } = metagraph
  const n = Math.max(...neurons.map(({ uid }) => uid)) + 1
  const stored = {
    [`LastUpdate(${netuid})`]: Array.from({ length: n }, (_, uid) => BigInt(neurons.find((one) => one.uid === uid)?.last_update ?? 0)),
    [`Consensus(${netuid})`]: consensus,
    ...(consensus.length === 0 ? {} : { [`ConsensusByMechanism(${netuid})`]: [...consensus] }),
    [`LastMechansimStepBlock(${netuid})`]: BigInt(last_step),
    'StakeThreshold()': hyperparameters.stake_threshold,
    [`LastEpochBlock(${netuid})`]: BigInt(schedule.last_epoch_block),
    [`PendingEpochAt(${netuid})`]: BigInt(schedule.pending_epoch_at),
    [`SubnetEpochIndex(${netuid})`]: BigInt(schedule.subnet_epoch_index),
    [`BlocksSinceLastStep(${netuid})`]: BigInt(schedule.blocks_since_last_step),
    ...Object.fromEntries([...weights].map(([uid, row]) => [`Weights(${netuid},${uid})`, row.uids.map((to, i) => [to, row.weights[i]])])),
    ...Object.fromEntries(bonds.map(([uid, row]) => [`Bonds(${netuid},${uid})`, row])),
    ...Object.fromEntries(
      [...commits].map(([of, queue]) => [
        `TimelockedWeightCommits(${netuid},${of})`,
        queue.map(({ hotkey, block, reveal_round }) => [hotkey, BigInt(block), '0x', reveal_round]),
      ]),
    ),
  }
  const graph = graphOf(neurons, {
    tempo: schedule.tempo,
    commit_reveal_weights_enabled: hyperparameters.commit_reveal_weights_enabled,
    commit_reveal_period: BigInt(reveal_period_epochs),
    ...(owner === undefined ? {} : { owner_hotkey: owner.hotkey, owner_coldkey: owner.coldkey }),
  })
  return { netuid, ...nodeOf(spec, has, stored, graph, height) }
}

const TEMPO = 10

test.each([
  [293, OLD],
  [320, [...MECHANISMS, 'PendingEmission', 'PendingAlphaSwapped']],
  [381, SPLIT],
  [425, COUNTED],
  [459, NEWEST],
] as const)(
  'of a chain with spec %i it is what the epoch of the next block turns into incentives, permits and bonds',
  async (spec, has) => {
    const genesis = simulatedSubnet({ netuid: 39, miners: 6, seed: 3 })
    const subtensor = simulatedSubtensor({
      ...genesis,
      spec,
      hyperparameters: { ...genesis.hyperparameters, tempo: TEMPO, weights_rate_limit: 0 },
    })
    const { neurons } = genesis
    const [first, second] = [neurons[1]!.hotkey, neurons[2]!.hotkey]
    for (const hotkey of [first, second]) {
      subtensor.setPermit(hotkey, true)
      subtensor.setStake(hotkey, hotkey === first ? '70000000000000' : '50000000000000')
    }
    const set = (hotkey: string, ...weights: readonly number[]) =>
      subtensor
        .chainFor(hotkey)
        .submit({ _tag: 'Set', netuid: 39, uids: weights.map((_, i) => 3 + i), weights, version_key: '0' }, subtensor.block() + 20)
    const waiting = [set(first, 9, 1, 5), set(second, 2, 7)]
    subtensor.advance(2)
    expect((await Promise.all(waiting)).map(({ _tag }) => _tag)).toEqual(['Included', 'Included'])
    let epochs = 0
    for (let i = 0; i < 45; i++) {
      const before = subtensor.blocks().at(-1)!
      const { sight, netuid } = ledgerNode(before, spec, has)
      const document = (await readEpoch(sight, netuid)) as { readonly block: number }
      subtensor.advance()
      const { ledger, height } = subtensor.blocks().at(-1)!
      expect(document.block).toBe(height - 1)
      if (ledger.last_step !== height) continue
      epochs++
      const { input, hotkeys, others } = expectRight(readSubnetEpochInput(document))
      expect([hotkeys?.length, others]).toEqual([input.n, []])
      const result = expectRight(epoch(spec)({ ...input, block: height }))
      const { neurons: after } = ledger.metagraph
      expect(after.map(({ incentive }) => incentive)).toEqual(after.map(({ uid }) => result.incentive[uid]))
      expect(after.map(({ validator_permit }) => validator_permit)).toEqual(after.map(({ uid }) => result.validator_permit[uid] === 1))
      expect([ledger.bonds, ledger.consensus]).toEqual([storedRows(result.bonds), result.consensus])
      if (epochs === 2) expect(result.incentive.filter((part) => part > 0).length).toBeGreaterThan(1)
      if (epochs === 1) void set(first, 1, 0, 8)
    }
    expect(epochs).toBeGreaterThan(2)
  },
)

const NEURONS = ['5A', '5B', '5C'].map((hotkey, uid) => ({
  ...{ uid, hotkey, stake: 1000n - BigInt(uid), tao: 5n, validator_permit: uid < 2, registered_at_block: 7 },
}))

test('it takes two requests for storage, with each mechanism of the subnet under its index', async () => {
  const stored = {
    'MechanismCountCurrent(39)': 2,
    'MechanismEmissionSplit(39)': [60_000, 5535],
    'PendingServerEmission(39)': 100n,
    'PendingValidatorEmission(39)': 60n,
    'PendingRootAlphaDivs(39)': 40n,
    'LastUpdate(39)': [900n, 901n, 0n],
    'LastUpdate(4135)': [902n],
    'Weights(39,0)': [[2, 65_535]],
    'Weights(4135,1)': [
      [0, 9],
      [2, 65_535],
    ],
    'Bonds(4135,1)': [[2, 5]],
    'ConsensusByMechanism(4135)': [0, 0, 65_535],
    'LastEpochBlock(39)': 995n,
    'SubnetEpochIndex(39)': 99n,
    'BlocksSinceLastStep(39)': 5n,
    'LiquidAlphaConsensusMode(39)': { type: 'Previous', value: undefined },
  }
  const { sight, session, requests } = nodeOf(459, NEWEST, stored, graphOf(NEURONS, { owner_hotkey: '5C', owner_coldkey: '5D' }), 1000)
  const document = await readEpoch(sight, 39)
  expect(requests).toHaveLength(2)
  expect(document).toMatchObject({
    spec: 459,
    n: 3,
    hotkeys: ['5A', '5B', '5C'],
    block: 1000,
    rao_emission: '200',
    mechanism_emission_split: [60_000, 5535],
    owner_uid: 2,
    liquid_alpha_consensus_mode: 'Previous',
    activity_cutoff_factor_milli: 13_889,
    alpha_stake: ['1000', '999', '998'],
    tao_stake: ['5', '5', '5'],
    last_update: [900, 901, 0],
    weights: [[0, [[2, 65_535]]]],
    schedule: { last_epoch_block: 995, subnet_epoch_index: 99, tempo: 10, current_block: 1000 },
    other_mechanisms: [{ last_update: [902], previous_consensus: [0, 0, 65_535], bonds: [[1, [[2, 5]]]] }],
  })
  expect(document).not.toHaveProperty('activity_cutoff')
  const subnet = expectRight(readSubnetEpochInput(document))
  expect(subnet.others).toHaveLength(1)
  expect(isRight(subnetEpoch(459)(subnet))).toBe(true)
  expect(await epochAt(session, 39)).toEqual(document)
})

// Block 1000 of subnet 39 at tempo 10: the epoch of blocks 993 to 1003 has the index 94.
const commitsAt = (spec: number, period: number) => {
  const index = rulingOf(spec).epochsAreCounted ? 99 : 94
  const at = (epoch: number): string => `TimelockedWeightCommits(39,${epoch})`
  const stored = {
    'SubnetEpochIndex(39)': BigInt(index),
    'LastEpochBlock(39)': 993n,
    'BlocksSinceLastStep(39)': 7n,
    [at(index - 1)]: [['5A', 985n, '0x', 1n]],
    [at(index)]: [
      ['5B', 994n, '0x', 1n],
      ['5A', 995n, '0x', 1n],
    ],
    [at(index + 1)]: [['5Nobody', 996n, '0x', 1n]],
    'WeightCommits(39,5C)': rulingOf(spec).epochsAreCounted
      ? [
          ['0x', BigInt(index - 5), 940n, 0n],
          ['0x', BigInt(index), 997n, 0n],
        ]
      : [
          ['0x', 940n, 0n, 0n],
          ['0x', 997n, 0n, 0n],
        ],
  }
  return nodeOf(
    spec,
    spec < 423 ? SPLIT : COUNTED,
    stored,
    graphOf(NEURONS, { commit_reveal_weights_enabled: true, commit_reveal_period: BigInt(period) }),
    1000,
  )
}

test.each([
  [425, 1, [null, null, 997]],
  [425, 2, [995, 994, 997]],
  [425, 3, [985, 994, 997]],
  [381, 1, [995, 994, 997]],
  [381, 2, [985, 994, 997]],
] as const)('at spec %i with a reveal period of %i the earliest live commits are in blocks %j', async (spec, period, blocks) => {
  const { sight, requests } = commitsAt(spec, period)
  expect(await readEpoch(sight, 39)).toMatchObject({ commit_blocks: blocks })
  expect(requests).toHaveLength(2)
})

test('commits are not asked for where they mask nothing', async () => {
  for (const [spec, has, on] of [
    [293, OLD, true],
    [381, SPLIT, false],
  ] as const) {
    const { sight } = nodeOf(spec, has, {}, graphOf(NEURONS, { commit_reveal_weights_enabled: on }), 1000)
    expect(await readEpoch(sight, 39)).not.toHaveProperty('commit_blocks')
  }
})

test.each([292, 460, 475])('the runtime %i is refused by name, and nothing is asked', async (spec) => {
  const { session, requests } = nodeOf(spec, NEWEST, {}, graphOf(NEURONS), 1000)
  await expect(epochAt(session, 39)).rejects.toMatchObject({ error: { _tag: 'UnknownRuntime', spec, oldest: 293, newest: 459 } })
  expect(requests).toEqual([])
})

test('without the subnet it is null', async () => {
  expect(await epochAt(nodeOf(459, NEWEST, {}, undefined, 1000).session, 39)).toBeNull()
})

test.each<readonly [string, number, readonly string[], object, object]>([
  ['SubtensorModule.LiquidAlphaConsensusMode', 459, COUNTED, { 'LiquidAlphaOn(39)': true }, {}],
  ['SubtensorModule.LiquidAlphaConsensusMode', 459, NEWEST, { 'LiquidAlphaConsensusMode(39)': { type: 'Other' } }, {}],
  ['SubtensorModule.PendingEmission', 381, MECHANISMS, {}, {}],
  ['SubtensorModule.Weights', 381, SPLIT, { 'Weights(39,1)': [[1, 70_000]] }, {}],
  ["the subnet's epoch", 381, SPLIT, { 'BondsMovingAverage(39)': 2_000_000n }, {}],
  ["the subnet's epoch", 381, SPLIT, {}, { alpha_stake: [1n] }],
])('%s that is not what it should be is a failure with its name', async (item, spec, has, stored, graph) => {
  const { session } = nodeOf(spec, has, stored as Readonly<Record<string, unknown>>, graphOf(NEURONS, graph), 1000)
  await expect(epochAt(session, 39)).rejects.toMatchObject({ error: { _tag: 'Unreadable', item } })
})
