import { describe, expect, test } from 'vitest'
import { readLook } from '../../../src/network/look.js'
import { minerHotkey, simulatedSubnet } from '../../../src/adapters/simulated-subtensor/simulated-subnet.js'
import { simulatedSubtensor } from '../../../src/adapters/simulated-subtensor/simulated-subtensor.js'
import type { SimulatedSubmission } from '../../../src/adapters/simulated-subtensor/controls.js'
import { hotkeyOf } from '../../arbitraries/hotkey.js'
import { expectRight } from '../../either.js'
import { lastUpdate, neuronIn, settled, vector, worldOf } from './world.js'

const fates = (submissions: readonly SimulatedSubmission[]): readonly unknown[] => submissions.map(({ fate }) => fate)

describe('a submission', () => {
  test('waits for the next block, is in force there, and stored as the chain stores it', async () => {
    const world = worldOf()
    const pending = world.chain.submit(vector(1, 2, 3), 1016)
    expect(await lastUpdate(world)).toBe(0)
    world.subtensor.advance()
    expect(await pending).toEqual({ _tag: 'Included', block: 1001 })
    expect(await lastUpdate(world)).toBe(1001)
    expect(world.subtensor.weightsOf(world.signer)).toEqual({ uids: [2, 3, 4], weights: [21_845, 43_690, 65_535] })
  })
  test('that a rule refuses is in a block and changes nothing', async () => {
    const world = worldOf()
    const pending = world.chain.submit({ ...vector(1, 2), uids: [2, 2] }, 1016)
    world.subtensor.advance()
    expect(await pending).toEqual({ _tag: 'Refused', error: 'DuplicateUids', block: 1001 })
    expect([await lastUpdate(world), world.subtensor.weightsOf(world.signer)]).toEqual([0, null])
    expect(world.subtensor.blocks().at(-1)!.transactions).toHaveLength(1)
  })
  test('that the pool refuses is not included and is answered immediately', async () => {
    const { subtensor, chain, signer } = worldOf()
    subtensor.setStake(signer, 1)
    expect(await chain.submit(vector(1), 1016)).toEqual({ _tag: 'Refused', error: 'Invalid.Custom(1)', block: null })
    expect(subtensor.submissions()).toEqual([])
  })
  test('is checked in the block that includes it: the second of two is too fast', async () => {
    const world = worldOf({}, { spec: 418 })
    const both = [world.chain.submit(vector(1), 1016), world.chain.submit(vector(2), 1016)]
    world.subtensor.advance()
    expect(await Promise.all(both)).toEqual([
      { _tag: 'Included', block: 1001 },
      { _tag: 'Refused', error: 'SettingWeightsTooFast', block: 1001 },
    ])
  })
  test('that became too fast is dropped from a pool that checks the rate limit', async () => {
    const { subtensor, chain } = worldOf()
    const both = [chain.submit(vector(1), 1016), chain.submit(vector(2), 1016)]
    subtensor.advance()
    expect((await Promise.all(both))[1]).toEqual({ _tag: 'Refused', error: 'Invalid.Custom(6)', block: null })
    expect(subtensor.blocks().at(-1)!.transactions).toHaveLength(1)
    expect(await chain.submit(vector(1), 1016)).toEqual({ _tag: 'Refused', error: 'Invalid.Custom(6)', block: null })
  })
  test('for blocks that have passed is never included', async () => {
    const world = worldOf()
    expect(await world.chain.submit(vector(1), 1000)).toEqual({ _tag: 'Refused', error: 'Invalid.BadProof', block: null })
    world.subtensor.advance(3)
    expect(await lastUpdate(world)).toBe(0)
  })
  test('that no block includes in time is dropped, and its call rejects', async () => {
    const world = worldOf()
    world.subtensor.faults.delayInclusion(5)
    const pending = settled(world.chain.submit(vector(1), 1005))
    world.subtensor.advance(5)
    expect(await pending).toBe('Expired')
    world.subtensor.advance(5)
    expect([await lastUpdate(world), fates(world.subtensor.submissions())]).toEqual([0, [{ _tag: 'Expired' }]])
  })
  test('may be included in its last block', async () => {
    const { subtensor, chain } = worldOf()
    subtensor.faults.delayInclusion(4)
    const pending = chain.submit(vector(1), 1005)
    subtensor.advance(5)
    expect(await pending).toEqual({ _tag: 'Included', block: 1005 })
  })
  test('that does not fit into a call rejects', async () => {
    const { chain, subtensor } = worldOf()
    for (const changes of [{ uids: [70_000] }, { weights: [-1] }, { version_key: 'one' }, { netuid: 1.5 }])
      expect(await settled(chain.submit({ ...vector(1), ...changes }, 1016))).toBe('NotEncodable')
    expect(subtensor.submissions()).toEqual([])
  })
})

describe('forks', () => {
  test('a transaction of a dropped block may be included again, where the seed puts it', async () => {
    const blocks = await Promise.all(
      [1, 2, 3, 4, 5, 6, 7, 8].map(async (seed) => {
        const world = worldOf({}, { seed })
        void world.chain.submit(vector(1), 1016)
        world.subtensor.advance(2)
        world.subtensor.fork(2)
        expect(world.subtensor.block()).toBe(1003)
        return lastUpdate(world)
      }),
    )
    expect([...new Set(blocks)].sort()).toEqual([1001, 1002, 1003])
  })
  test('or be lost', async () => {
    const world = worldOf()
    void world.chain.submit(vector(1), 1016)
    world.subtensor.advance()
    world.subtensor.fork(1, { dropTransactions: true })
    expect([await lastUpdate(world), world.subtensor.block(), fates(world.subtensor.submissions())]).toEqual([0, 1002, [{ _tag: 'Lost' }]])
  })
  test('a block below the dropped ones stays', async () => {
    const world = worldOf()
    void world.chain.submit(vector(1), 1016)
    world.subtensor.advance(2)
    world.subtensor.fork(1, { dropTransactions: true })
    expect(await lastUpdate(world)).toBe(1001)
  })
  test('the genesis is never dropped', () => {
    const { subtensor } = worldOf()
    subtensor.fork(2)
    expect(subtensor.blocks().map(({ height }) => height)).toEqual([1000, 1001])
  })
  test('changes that a caller ordered are kept in a fork', async () => {
    const { subtensor, chain } = worldOf()
    subtensor.advance()
    const uid = subtensor.registerNeuron({ hotkey: hotkeyOf(1), axon: { ip: '198.18.9.9', port: 1 } })
    subtensor.fork(1)
    expect(await neuronIn(chain, hotkeyOf(1))).toMatchObject({ uid, axon: { ip: '198.18.9.9', port: 1 } })
  })
})

describe('the subnet changes', () => {
  test('a new neuron gets the next uid, and its last update is the block of its registration', async () => {
    const { subtensor, chain } = worldOf()
    subtensor.advance(3)
    expect(subtensor.registerNeuron({ hotkey: hotkeyOf(1) })).toBe(6)
    expect(await neuronIn(chain, hotkeyOf(1))).toMatchObject({ uid: 6, registered_at_block: 1003, last_update: 1003, stake: 0 })
  })
  test.each([
    [319, { last_update: 1001, validator_permit: true }, { uids: [2], weights: [65_535] }],
    [396, { last_update: 1001, validator_permit: true }, null],
    [410, { last_update: 1002, validator_permit: true }, null],
    [459, { last_update: 1002, validator_permit: false }, null],
  ])('at spec %i a hotkey that takes over a uid gets what the runtime leaves of the slot', async (spec, slot, row) => {
    const { subtensor, chain } = worldOf({}, { spec })
    void chain.submit(vector(1), 1016)
    subtensor.advance(2)
    subtensor.replaceNeuron(1, { hotkey: hotkeyOf(1) })
    expect(await neuronIn(chain, hotkeyOf(1))).toMatchObject({ uid: 1, registered_at_block: 1002, stake: 0, ...slot })
    expect(subtensor.weightsOf(hotkeyOf(1))).toEqual(row)
    subtensor.replaceNeuron(3, { hotkey: hotkeyOf(2), validator_permit: true })
    expect(await neuronIn(chain, hotkeyOf(2))).toMatchObject({ uid: 3, validator_permit: true })
  })
  test('the hotkey that left keeps its stake', async () => {
    const world = worldOf({}, { spec: 418 })
    const { subtensor, chain, signer } = world
    void chain.submit(vector(1), 1016)
    subtensor.advance(2)
    subtensor.replaceNeuron(1, { hotkey: hotkeyOf(1) })
    expect(await neuronIn(chain, signer)).toBeUndefined()
    const pending = chain.submit(vector(1), 1016)
    subtensor.advance()
    expect(await pending).toEqual({ _tag: 'Refused', error: 'HotKeyNotRegisteredInSubNet', block: 1003 })
    subtensor.registerNeuron({ hotkey: signer })
    expect(await neuronIn(chain, signer)).toMatchObject({ uid: 6, stake: 10_000_000_000_000 })
  })
  test('a hotkey that left is no longer served', async () => {
    const { subtensor, chain } = worldOf()
    const miner = minerHotkey(7, 0)
    expect(await neuronIn(chain, miner)).toHaveProperty('axon')
    subtensor.replaceNeuron(2, { hotkey: hotkeyOf(1) })
    subtensor.registerNeuron({ hotkey: miner })
    expect(await neuronIn(chain, miner)).not.toHaveProperty('axon')
  })
  test('changes of permit, stake and hyperparameters take effect immediately', async () => {
    const { subtensor, chain, signer } = worldOf()
    subtensor.setPermit(signer, false)
    subtensor.setHyperparameters({ weights_version: '18446744073709551615' })
    const pending = chain.submit(vector(1), 1016)
    subtensor.advance()
    expect(await pending).toMatchObject({ error: 'IncorrectWeightVersionKey' })
    subtensor.setHyperparameters({ weights_version: 0 })
    const second = chain.submit(vector(1), 1016)
    subtensor.advance()
    expect(await second).toMatchObject({ error: 'NeuronNoValidatorPermit' })
    subtensor.setStake(signer, '18446744073709551615')
    expect((await neuronIn(chain, signer))!.stake).toBe('18446744073709551615')
  })
  test('a malformed genesis or change throws, and changes nothing', () => {
    const { subtensor } = worldOf()
    const genesis = simulatedSubnet({ miners: 1, seed: 1, netuid: 39 })
    expect(() => simulatedSubtensor({ ...genesis, netuid: -1 })).toThrow('netuid: expected an integer from 0 to 65535, found -1')
    expect(() => subtensor.registerNeuron({ hotkey: 'nobody' })).toThrow('neurons[6].hotkey')
    expect(() => {
      subtensor.replaceNeuron(99, { hotkey: hotkeyOf(1) })
    }).toThrow('nobody sits at uid 99')
    expect(() => {
      subtensor.replaceNeuron(0, { hotkey: hotkeyOf(1) })
    }).toThrow("uid 0 is the owner's")
    expect(() => {
      subtensor.setRevealPeriod(NaN)
    }).toThrow('the reveal period')
    expect(() => {
      subtensor.storePulse(5 as never)
    }).toThrow('a round')
    for (const [wrong, why] of [
      [{ spec: 500 }, 'spec: the rules of spec 500 are not known'],
      [{ spec: 440 }, 'spec: '],
      [{ reveal_period_epochs: -1 }, 'reveal_period_epochs'],
      [{ commit_reveal_version: 4.5 }, 'commit_reveal_version'],
      [{ schedule: { tempo: 10 } as never }, 'schedule'],
      [{ weights: [[1, { uids: [70_000], weights: [1] }]] as never }, 'weights'],
      [{ hyperparameters: { ...genesis.hyperparameters, null_consensus: true } }, 'null_consensus'],
      [{ hyperparameters: { ...genesis.hyperparameters, mechanism_count: 2 } }, 'one mechanism is simulated, not 2'],
    ] as const)
      expect(() => simulatedSubtensor({ ...genesis, ...wrong })).toThrow(why)
    expect(() => {
      subtensor.setHyperparameters({ tempo: -1 })
    }).toThrow('hyperparameters.tempo')
    expect(() => {
      subtensor.setPermit(hotkeyOf(9), true)
    }).toThrow('holds no slot')
    expect(subtensor.blocks()).toHaveLength(1)
  })
})

describe('faults, each used once', () => {
  test('a refusal with a name', async () => {
    const { subtensor, chain } = worldOf()
    subtensor.faults.refuse('Invalid.Payment')
    expect(await chain.submit(vector(1), 1016)).toEqual({ _tag: 'Refused', error: 'Invalid.Payment', block: null })
    const pending = chain.submit(vector(1), 1016)
    subtensor.advance()
    expect(await pending).toMatchObject({ _tag: 'Included' })
  })
  test('a transaction that never reaches the pool', async () => {
    const world = worldOf()
    world.subtensor.faults.loseTransaction()
    expect(await settled(world.chain.submit(vector(1), 1016))).toBe('TransactionLost')
    world.subtensor.advance(3)
    expect([await lastUpdate(world), world.subtensor.submissions()]).toEqual([0, []])
  })
  test('an answer that is lost, although the transaction is included', async () => {
    const world = worldOf()
    world.subtensor.faults.loseAnswer()
    expect(await settled(world.chain.submit(vector(1), 1016))).toBe('AnswerLost')
    world.subtensor.advance(3)
    expect([await lastUpdate(world), fates(world.subtensor.submissions())]).toEqual([1001, [{ _tag: 'Included', block: 1001 }]])
  })
  test('a node that does not answer some calls, of any kind', async () => {
    const { subtensor, chain } = worldOf()
    subtensor.faults.unreachable(3)
    for (const call of [chain.block, chain.look, () => chain.submit(vector(1), 1016)])
      await expect(call()).rejects.toMatchObject({ name: 'Unreachable' })
    expect(await chain.block()).toBe(1000)
  })
  test('reads of a node that is behind', async () => {
    const { subtensor, chain } = worldOf()
    subtensor.advance(10)
    subtensor.faults.staleReads(2, 3)
    expect([await chain.block(), ((await chain.look()) as { block: number }).block, await chain.block()]).toEqual([1007, 1007, 1010])
  })
  test('a restart drops waiting transactions and answers no call until the next block', async () => {
    const world = worldOf()
    const pending = settled(world.chain.submit(vector(1), 1016))
    world.subtensor.restart()
    expect(await pending).toBe('TransactionLost')
    await expect(world.chain.block()).rejects.toMatchObject({ name: 'Unreachable' })
    world.subtensor.advance()
    expect([await world.chain.block(), await lastUpdate(world), fates(world.subtensor.submissions())]).toEqual([
      1001,
      0,
      [{ _tag: 'Lost' }],
    ])
  })
})

test('a submission is kept as it was sent, even if its arrays are changed later', async () => {
  const { subtensor, chain } = worldOf()
  const uids = [2, 3]
  const pending = chain.submit({ ...vector(1, 2), uids }, 1016)
  uids[0] = 3
  ;(subtensor.submissions() as unknown[]).length = 0
  subtensor.advance()
  expect(await pending).toMatchObject({ _tag: 'Included' })
  expect(subtensor.submissions().map(({ call }) => call)).toEqual([vector(1, 2)])
})

describe('documents', () => {
  test("what is looked at is a metagraph with the signer's row, in plain JSON, and the caller's own", async () => {
    const { chain } = worldOf()
    const document = await chain.look()
    expect(expectRight(readLook(document))).toMatchObject({ row: [], commits: [] })
    expect(JSON.parse(JSON.stringify(document))).toEqual(document)
    ;(document as { neurons: { axon?: { port: number } }[] }).neurons[2]!.axon!.port = 1
    expect(JSON.stringify(await chain.look())).not.toContain('"port":1}')
  })
  test('a block does not change when others follow', async () => {
    const { subtensor, chain } = worldOf()
    const [before] = subtensor.blocks()
    const text = JSON.stringify(before!.ledger.metagraph.neurons.map(({ last_update }) => last_update))
    void chain.submit(vector(1), 1016)
    subtensor.advance(2)
    expect(JSON.stringify(before!.ledger.metagraph.neurons.map(({ last_update }) => last_update))).toBe(text)
  })
  test('old blocks are dropped', () => {
    const { subtensor } = worldOf()
    subtensor.advance(500)
    expect([subtensor.blocks().length, subtensor.block()]).toEqual([64, 1500])
  })
})
