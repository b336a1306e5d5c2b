import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { simulatedSubnet } from '../../../src/adapters/simulated-subtensor/simulated-subnet.js'
import { simulatedSubtensor } from '../../../src/adapters/simulated-subtensor/simulated-subtensor.js'
import { isModuloEpoch } from '../../../src/chain/schedule/modulo-epochs.js'
import { vector, worldOf } from './world.js'

interface Shown {
  readonly uid: number
  readonly incentive?: number
}

const TEMPO = 10
const world = (): ReturnType<typeof worldOf> => worldOf({ tempo: TEMPO, weights_rate_limit: 0 })
const incentivesOf = async ({ chain }: Pick<ReturnType<typeof worldOf>, 'chain'>): Promise<readonly (number | undefined)[]> =>
  ((await chain.look()) as { readonly neurons: readonly Shown[] }).neurons.map(({ incentive }) => incentive)

/** Builds blocks until the next epoch has run. */
const toEpoch = (block: number): number => {
  let next = block + 1
  while (!isModuloEpoch(39, TEMPO)(next)) next++
  return next - block
}

describe('incentives', () => {
  test('are the parts that one validator gives, in parts of 65535, rounded down, from the epoch after its weights on', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(65_535), { minLength: 1, maxLength: 4 }).filter((weights) => weights.some((weight) => weight > 0)),
        async (weights) => {
          const { subtensor, chain } = world()
          const included = chain.submit(vector(...weights), 1010)
          subtensor.advance()
          await included
          expect(await incentivesOf({ chain })).toEqual(Array(6).fill(undefined))
          subtensor.advance(toEpoch(subtensor.block()))
          const stored = subtensor.weightsOf(subtensor.submissions()[0]!.hotkey)!
          const sum = stored.weights.reduce((all, weight) => all + weight, 0)
          const parts = [0, 1, 2, 3, 4, 5].map((uid) => {
            const weight = stored.weights[stored.uids.indexOf(uid)] ?? 0
            return Number((65_535n * BigInt(weight)) / BigInt(sum))
          })
          expect(await incentivesOf({ chain })).toEqual(parts)
        },
      ),
    ))

  test('change only in the block of an epoch, and the epoch runs before the weights of its block', async () => {
    const { subtensor, chain } = world()
    subtensor.advance(toEpoch(subtensor.block()) - 1)
    expect(await incentivesOf({ chain })).toEqual(Array(6).fill(undefined))
    const included = chain.submit(vector(1), 1100)
    subtensor.advance()
    await included
    expect(await incentivesOf({ chain })).toEqual(Array(6).fill(0))
    subtensor.advance(TEMPO)
    expect(await incentivesOf({ chain })).toEqual(Array(6).fill(0))
    subtensor.advance()
    expect(await incentivesOf({ chain })).toEqual([0, 0, 65_535, 0, 0, 0])
  })

  test('count only the weights of validators with a permit, by their stakes', async () => {
    const { subtensor, chain, signer } = world()
    const other = subtensor.blocks()[0]!.ledger.metagraph.neurons[5]!.hotkey
    const stake = 10_000_000_000_000n
    subtensor.setPermit(other, true)
    subtensor.setStake(other, String(3n * stake))
    const included = [chain.submit(vector(1, 1), 1100), subtensor.chainFor(other).submit({ ...vector(1), uids: [3] }, 1100)]
    subtensor.advance()
    await Promise.all(included)
    subtensor.advance(toEpoch(subtensor.block()))
    expect(await incentivesOf({ chain })).toEqual([0, 0, 8191, 57_343, 0, 0])
    subtensor.setPermit(other, false)
    subtensor.advance(TEMPO + 1)
    expect(await incentivesOf({ chain })).toEqual([0, 0, 32_767, 32_767, 0, 0])
    subtensor.setStake(signer, 0)
    subtensor.advance(TEMPO + 1)
    expect(await incentivesOf({ chain })).toEqual(Array(6).fill(0))
  })

  test('belong to the registration, and are not shown when there is no epoch', async () => {
    const { subtensor, chain } = world()
    subtensor.advance(TEMPO + 1)
    subtensor.replaceNeuron(4, { hotkey: simulatedSubnet({ netuid: 39, miners: 1, seed: 8 }).neurons[2]!.hotkey })
    expect(await incentivesOf({ chain })).toEqual([0, 0, 0, 0, undefined, 0])
    const genesis = simulatedSubnet({ netuid: 39, miners: 4, seed: 7 })
    const still = simulatedSubtensor({ ...genesis, hyperparameters: { ...genesis.hyperparameters, tempo: 0 } })
    still.advance(50)
    expect(await incentivesOf({ chain: still.chainFor(genesis.neurons[1]!.hotkey) })).toEqual(Array(6).fill(undefined))
  })
})
