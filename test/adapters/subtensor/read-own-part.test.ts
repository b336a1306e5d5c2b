/** What storage says beside the metagraph, on runtimes of each kind, over a node that is a map. */
import { expect, test } from 'vitest'
import type { GraphPart } from '../../../src/adapters/subtensor/read-metagraph.js'
import { readNullConsensus } from '../../../src/adapters/subtensor/read-metagraph.js'
import { readOwnPart } from '../../../src/adapters/subtensor/read-own-part.js'
import type { Sight } from '../../../src/adapters/subtensor/read-storage.js'
import type { StorageItem } from '../../../src/adapters/subtensor/storage-item.js'
import type { Session } from '../../../src/adapters/subtensor/session.js'
import { HASH, mapNode } from './map-node.js'

const keyOf = ({ pallet, name, keys }: Pick<StorageItem, 'pallet' | 'name' | 'keys'>): string =>
  `${pallet}.${name}(${keys.map(String).join()})`

interface Made {
  readonly sight: Sight
  readonly requests: (readonly string[])[]
  readonly defaulted: string[]
}

/** A node that stores these values, over a runtime that has these items. */
const node = (
  spec: number,
  has: readonly string[],
  stored: Readonly<Record<string, unknown>>,
  defaults: Readonly<Record<string, unknown>> = {},
): Made => {
  const defaulted: string[] = []
  const made = mapNode({
    spec,
    block: 1000,
    hasStorage: (pallet, name) => has.includes(pallet === 'SubtensorModule' ? name : `${pallet}.${name}`),
    hasApi: (method) => has.includes(method),
    keyOf,
    stored,
    defaultOf: (pallet, name) => {
      defaulted.push(`${pallet}.${name}`)
      return defaults[`${pallet}.${name}`]
    },
    answers: { get_subnet_hyperparams_v3: stored['v3'] },
  })
  return { ...made, defaulted }
}

const graph = (period = 1, last_update = 0): GraphPart => ({
  neurons: [
    { uid: 0, hotkey: '5Other', registered_at_block: 1, validator_permit: true },
    { uid: 1, hotkey: '5Me', registered_at_block: 1, validator_permit: true, ...{ last_update } },
  ],
  hyperparameters: { tempo: 360 },
  reveal_period_epochs: period,
})

const NEW = ['StakeThreshold', 'Weights', 'MechanismCountCurrent', 'CommitRevealWeightsVersion', 'Drand.LastStoredRound', 'LastEpochBlock']
const NEWEST = [...NEW, 'PendingEpochAt', 'SubnetEpochIndex', 'BlocksSinceLastStep', 'TimelockedWeightCommits', 'CRV3WeightCommits']
const viewer = { netuid: 39, mechanism: 2, hotkey: '5Me' }
const index = 2 * 4096 + 39

const stored = {
  [`SubtensorModule.Weights(${index},1)`]: [[0, 65_535]],
  'SubtensorModule.StakeThreshold()': 1000n,
  'SubtensorModule.MechanismCountCurrent(39)': 3,
  'Drand.LastStoredRound()': 777n,
  'SubtensorModule.LastEpochBlock(39)': 720n,
  'SubtensorModule.SubnetEpochIndex(39)': 12n,
  'SubtensorModule.BlocksSinceLastStep(39)': 280n,
  [`SubtensorModule.TimelockedWeightCommits(${index},11)`]: [['5Other', 700n, '0xaa', 1n]],
  [`SubtensorModule.TimelockedWeightCommits(${index},12)`]: [
    ['5Me', 900n, Uint8Array.of(0xab), 5n],
    ['5Other', 901n, '0xbb', 6n],
    ['5Me', 999n, '0xCD', 7n],
  ],
}
const defaults = { 'SubtensorModule.PendingEpochAt': 0n, 'SubtensorModule.CommitRevealWeightsVersion': 4 }

const expected = {
  hyperparameters: { stake_threshold: 1000, mechanism_count: 3 },
  row: [[0, 65_535]],
  schedule: { last_epoch_block: 720, pending_epoch_at: 0, subnet_epoch_index: 12, tempo: 360, blocks_since_last_step: 280 },
  commits: [
    { epoch: 12, block: 900, reveal_round: 5, commit: '0xab' },
    { epoch: 12, block: 999, reveal_round: 7, commit: '0xcd' },
  ],
  commit_reveal: { version: 4, reveal_period_epochs: 1, last_stored_round: 777 },
}

test('where the epoch is the one of the last look, all of it is one request', async () => {
  const { sight, requests, defaulted } = node(425, NEWEST, stored, defaults)
  expect(await readOwnPart(sight, viewer, graph(), 12)).toEqual(expected)
  expect(requests).toHaveLength(1)
  expect(defaulted.sort()).toEqual(['SubtensorModule.CommitRevealWeightsVersion', 'SubtensorModule.PendingEpochAt'])
  expect(await readOwnPart(sight, viewer, graph(), 12)).toEqual(expected)
  expect(defaulted).toHaveLength(2)
})

test.each([null, 3, 11, 13])('from the guess %s it is the same, with one request more', async (guess) => {
  const { sight, requests } = node(425, NEWEST, stored, defaults)
  expect(await readOwnPart(sight, viewer, graph(), guess)).toEqual(expected)
  expect(requests).toHaveLength(2)
})

test('who has no neuron has no row', async () => {
  const { sight } = node(425, NEWEST, stored, defaults)
  expect(await readOwnPart(sight, { ...viewer, hotkey: '5Nobody' }, graph(), 12)).toMatchObject({ row: [], commits: [] })
})

// Block 1000 is of epoch 2, which began after the epoch block 681.
const old = (queue: unknown) => ({
  'SubtensorModule.StakeThreshold()': 0n,
  'Drand.LastStoredRound()': 1n,
  'SubtensorModule.CRV3WeightCommits(39,2)': queue,
})
const OLD = ['StakeThreshold', 'Weights', 'Drand.LastStoredRound', 'CRV3WeightCommits']
const mine = ['5Me', '0xaa', 5n]

test.each<readonly [string, unknown, number, unknown]>([
  ['the last update where it fits', [mine], 900, [{ epoch: 2, block: 900, reveal_round: 5, commit: '0xaa' }]],
  ['not known where the last update is of another epoch', [mine], 600, undefined],
  // What is committed in an epoch block belongs to the next epoch.
  ['the last update also where that is the epoch block', [mine], 681, [{ epoch: 2, block: 681, reveal_round: 5, commit: '0xaa' }]],
  ['not known where the last update is the next epoch block, which may have revealed', [mine], 1042, undefined],
  ['not known where there are two', [mine, mine], 900, undefined],
  ['not needed where there is no commit', [['5Other', '0xaa', 5n]], 900, []],
])('before spec 301 the block of a commit is %s', async (_, queue, last, commits) => {
  const { sight, requests } = node(293, OLD, old(queue))
  const own = await readOwnPart(sight, { ...viewer, mechanism: 0 }, graph(1, last), null)
  expect(own.commits).toEqual(commits)
  expect(own.schedule).toBeUndefined()
  expect(own.commit_reveal).toEqual({ version: 4, reveal_period_epochs: 1, last_stored_round: 1 })
  expect(requests).toHaveLength(1)
})

test('an item without an answer is a failure with its name', async () => {
  const { sight } = node(425, NEWEST, stored, defaults)
  const session = { ...sight.session, client: { _request: () => Promise.resolve([{ block: HASH, changes: [] }]) } } as unknown as Session
  await expect(readOwnPart({ ...sight, session }, viewer, graph(), 12)).rejects.toThrow("SubtensorModule.Weights can't be read")
})

test.each([[[]], [null], [[{ block: `0x${'2'.repeat(64)}`, changes: [] }]], [[{ block: HASH, changes: [['0x01']] }]]])(
  '%j is no answer',
  async (answer) => {
    const { sight } = node(425, NEWEST, stored, defaults)
    const session = { ...sight.session, client: { _request: () => Promise.resolve(answer) } } as unknown as Session
    await expect(readOwnPart({ ...sight, session }, viewer, graph(), 12)).rejects.toThrow("state_queryStorageAt can't be read")
  },
)

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

test.each<readonly [unknown, boolean | undefined]>([
  [[{ name: bytes('kappa'), value: { type: 'U16', value: 7 } }], undefined],
  [[{ name: bytes('null_consensus'), value: { type: 'Bool', value: true } }], true],
  [[{ name: 'null_consensus_enabled', value: { type: 'Bool', value: false } }], false],
  [undefined, undefined],
])('null consensus of %j is %s', async (v3, value) => {
  expect(await readNullConsensus(node(425, ['get_subnet_hyperparams_v3'], { v3 }).sight, 39)).toBe(value)
  expect(await readNullConsensus(node(425, [], { v3 }).sight, 39)).toBeUndefined()
})
