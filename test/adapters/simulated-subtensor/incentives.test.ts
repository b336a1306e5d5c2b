import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { simulatedSubnet } from '../../../src/adapters/simulated-subtensor/simulated-subnet.js'
import { simulatedSubtensor } from '../../../src/adapters/simulated-subtensor/simulated-subtensor.js'
import type { SimulatedGenesis } from '../../../src/adapters/simulated-subtensor/subtensor-state.js'
import { epochsOf } from '../../../src/chain/schedule/epochs-of.js'
import { NEWEST_KNOWN_SPEC } from '../../../src/chain/preflight/spec.js'
import { readLook } from '../../../src/network/look.js'
import { hotkeyOf } from '../../arbitraries/hotkey.js'
import { expectRight } from '../../either.js'
import type { World } from './world.js'
import { vector, worldOf } from './world.js'

const TEMPO = 10
const world = (changes: Partial<SimulatedGenesis> = {}): World => worldOf({ tempo: TEMPO, weights_rate_limit: 0 }, changes)
const incentivesOf = async ({ chain }: Pick<World, 'chain'>): Promise<readonly (number | undefined)[]> =>
  expectRight(readLook(await chain.look())).neurons.map(({ incentive }) => incentive)

/** Blocks until the next epoch has run, by the functions that a user has. */
const toEpoch = async ({ chain }: Pick<World, 'chain'>, spec = NEWEST_KNOWN_SPEC): Promise<number> => {
  const look = expectRight(readLook(await chain.look()))
  const { next } = expectRight(epochsOf(spec)({ ...look, tempo: look.hyperparameters.tempo }))
  return next! - look.block
}
const advanceToEpoch = async (of: World, spec?: number): Promise<void> => of.subtensor.advance(await toEpoch(of, spec))

describe('incentives', () => {
  test('are the parts that one validator gives, in parts of 65535, rounded down, from the epoch after its weights on', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(65_535), { minLength: 1, maxLength: 4 }).filter((weights) => weights.some((weight) => weight > 0)),
        async (weights) => {
          const of = world()
          const { subtensor, chain } = of
          const included = chain.submit(vector(...weights), 1010)
          subtensor.advance()
          await included
          expect(await incentivesOf(of)).toEqual(Array(6).fill(undefined))
          await advanceToEpoch(of)
          const stored = subtensor.weightsOf(subtensor.submissions()[0]!.hotkey)!
          const sum = stored.weights.reduce((all, weight) => all + weight, 0)
          const found = await incentivesOf(of)
          for (const uid of [0, 1, 2, 3, 4, 5]) {
            const exact = (65_535 * (stored.weights[stored.uids.indexOf(uid)] ?? 0)) / sum
            // Each step of Yuma rounds down in 32 fractional bits.
            expect(found[uid]).toBeLessThanOrEqual(exact)
            expect(found[uid]).toBeGreaterThan(exact - 1.001)
          }
        },
      ),
    ))

  test.each([
    [422, TEMPO + 1],
    [425, TEMPO],
    [459, TEMPO],
  ])(
    'at spec %i change only in the block of an epoch, which runs before the weights of its block; epochs are %i apart',
    async (spec, distance) => {
      const of = world({ spec })
      const { subtensor, chain } = of
      subtensor.advance((await toEpoch(of, spec)) - 1)
      expect(await incentivesOf(of)).toEqual(Array(6).fill(undefined))
      const included = chain.submit(vector(1), 1100)
      subtensor.advance()
      await included
      expect(await incentivesOf(of)).toEqual(Array(6).fill(0))
      subtensor.advance(distance - 1)
      expect(await incentivesOf(of)).toEqual(Array(6).fill(0))
      subtensor.advance()
      expect(await incentivesOf(of)).toEqual([0, 0, 65_535, 0, 0, 0])
    },
  )

  test('follow the consensus: what a minority of the stake gives counts for nothing', async () => {
    const of = world()
    const { subtensor, chain, signer } = of
    const other = subtensor.blocks()[0]!.ledger.metagraph.neurons[5]!.hotkey
    subtensor.setPermit(other, true)
    subtensor.setStake(other, String(3n * 10_000_000_000_000n))
    const included = [chain.submit(vector(1, 1), 1100), subtensor.chainFor(other).submit({ ...vector(1), uids: [3] }, 1100)]
    subtensor.advance()
    await Promise.all(included)
    await advanceToEpoch(of)
    expect(await incentivesOf(of)).toEqual([0, 0, 0, 65_535, 0, 0])
    // Without the permit nothing of the other counts, and the epoch gives the permit back.
    subtensor.setPermit(other, false)
    await advanceToEpoch(of)
    expect(await incentivesOf(of)).toEqual([0, 0, 32_767, 32_767, 0, 0])
    await advanceToEpoch(of)
    expect(await incentivesOf(of)).toEqual([0, 0, 0, 65_535, 0, 0])
    subtensor.setStake(other, 0)
    subtensor.setStake(signer, 0)
    await advanceToEpoch(of)
    expect(await incentivesOf(of)).toEqual(Array(6).fill(0))
  })

  test.each([293, 425, 459])(
    "at spec %i a signer's weight on itself and weights about a uid that registered since count for nothing",
    async (spec) => {
      const of = world({ spec })
      const { subtensor, chain } = of
      const included = chain.submit({ ...vector(9, 1, 1), uids: [1, 2, 3] }, 1100)
      subtensor.advance()
      await included
      subtensor.replaceNeuron(3, { hotkey: hotkeyOf(1) })
      await advanceToEpoch(of, spec)
      expect(await incentivesOf(of)).toEqual([0, 0, 65_535, 0, 0, 0])
    },
  )

  test.each([
    [425, 0],
    [296, 32_767],
  ])('at spec %i a commit that is open masks what came after it', async (spec, expected) => {
    // A commit from before the newcomer waits for its pulse, while a newer row counts.
    const of = world({ spec, openCommit: () => null, reveal_period_epochs: 3 })
    const { subtensor, chain, signer } = of
    subtensor.setHyperparameters({ commit_reveal_weights_enabled: true })
    const commit = { netuid: 39, commit: '0x00', reveal_round: '1000', commit_reveal_version: 4 }
    void subtensor.commit(signer, commit, 1100)
    subtensor.advance(2)
    subtensor.replaceNeuron(3, { hotkey: hotkeyOf(1) })
    subtensor.advance()
    subtensor.setHyperparameters({ commit_reveal_weights_enabled: false })
    const included = chain.submit(vector(1, 1), 1100)
    subtensor.advance()
    await included
    subtensor.setHyperparameters({ commit_reveal_weights_enabled: true })
    await advanceToEpoch(of, spec)
    expect((await incentivesOf(of))[3]).toBe(expected)
  })

  test('bonds belong to the slot: a takeover ends the row of the slot, and an epoch drops what is about a newcomer', async () => {
    const of = world()
    const { subtensor, chain } = of
    const included = chain.submit(vector(1, 1), 1100)
    subtensor.advance()
    await included
    await advanceToEpoch(of)
    const bondsOf = (uid: number): unknown =>
      subtensor
        .blocks()
        .at(-1)!
        .ledger.bonds.find(([by]) => by === uid)?.[1]
    expect(bondsOf(1)).toHaveLength(2)
    subtensor.advance(2)
    subtensor.replaceNeuron(3, { hotkey: hotkeyOf(1) })
    subtensor.advance()
    const again = chain.submit(vector(1, 1), 1100)
    subtensor.advance()
    await again
    const before = (bondsOf(1) as readonly (readonly [number, number])[]).find(([to]) => to === 3)![1]
    await advanceToEpoch(of)
    const after = (bondsOf(1) as readonly (readonly [number, number])[]).find(([to]) => to === 3)![1]
    // The old bond does not count, so the new one begins again.
    expect(after).toBeLessThanOrEqual(before)
    subtensor.replaceNeuron(1, { hotkey: hotkeyOf(2) })
    expect(bondsOf(1)).toBeUndefined()
  })

  test('a new tempo begins the schedule again since spec 423, and follows the height before', async () => {
    const next = async (spec: number): Promise<number> => {
      const of = world({ spec })
      of.subtensor.advance(1)
      of.subtensor.setHyperparameters({ tempo: 20 })
      return of.subtensor.block() + (await toEpoch(of, spec))
    }
    // By the height: 1009 + 39 + 2 is a multiple of 21. By the schedule: 20 blocks after 1001, or by the newer net 21 after the last epoch, 993.
    expect([await next(422), await next(425), await next(459)]).toEqual([1009, 1021, 1014])
  })

  test('count only while the weights are younger than the activity cutoff', async () => {
    const of = world({ epoch: { activity_cutoff_factor_milli: 2000 } })
    const { subtensor, chain } = of
    const included = chain.submit(vector(1), 1100)
    subtensor.advance()
    await included
    const seen: unknown[] = []
    for (let i = 0; i < 4; i++) {
      await advanceToEpoch(of)
      seen.push((await incentivesOf(of))[2])
    }
    // Set at 1001, the cutoff is 20 blocks, and epochs are at 1004, 1014, 1024, 1034.
    expect(seen).toEqual([65_535, 65_535, 0, 0])
  })

  test('belong to the slot, which begins again with 0, and are not shown when there is no epoch', async () => {
    const of = world()
    const { subtensor } = of
    await advanceToEpoch(of)
    subtensor.replaceNeuron(4, { hotkey: simulatedSubnet({ netuid: 39, miners: 1, seed: 8 }).neurons[2]!.hotkey })
    expect(await incentivesOf(of)).toEqual(Array(6).fill(0))
    const genesis = simulatedSubnet({ netuid: 39, miners: 4, seed: 7 })
    const still = simulatedSubtensor({ ...genesis, hyperparameters: { ...genesis.hyperparameters, tempo: 0 } })
    still.advance(50)
    expect(await incentivesOf({ chain: still.chainFor(genesis.neurons[1]!.hotkey) })).toEqual(Array(6).fill(undefined))
  })
})
