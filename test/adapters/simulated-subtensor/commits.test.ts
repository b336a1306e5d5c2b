import { describe, expect, test } from 'vitest'
import { commitOutlook } from '../../../src/chain/commits/commit-outlook.js'
import { QUICKNET } from '../../../src/chain/timelock/beacon.js'
import { encodeCommitPayload } from '../../../src/chain/timelock/payload.js'
import { readLook } from '../../../src/network/look.js'
import { expectRight } from '../../either.js'
import type { World } from './world.js'
import { settled, worldOf } from './world.js'

const hexOf = (bytes: Uint8Array): string => `0x${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
const lookOf = async ({ chain }: World) => expectRight(readLook(await chain.look()))

/** A chain with commit-reveal, whose commits are opened by taking off one byte. */
const world = (spec = 459): World =>
  worldOf({ tempo: 10, weights_rate_limit: 0, commit_reveal_weights_enabled: true }, { spec, openCommit: (commit) => commit.slice(1) })
const commitOf = (hotkey: string, weight: number, reveal_round: string) => {
  const payload = expectRight(encodeCommitPayload({ hotkey, uids: [2, 3], values: [weight, 65_535], version_key: 0n }))
  return { netuid: 39, commit: hexOf(Uint8Array.from([1, ...payload])), reveal_round, commit_reveal_version: 4 }
}

describe('commits', () => {
  test('wait in sight of their signer, and are revealed with their pulse in the epoch that the outlook names', async () => {
    const of = world()
    const { subtensor, signer } = of
    const included = subtensor.commit(signer, commitOf(signer, 7, '1000'), 1010)
    subtensor.advance()
    expect(await included).toEqual({ _tag: 'Included', block: 1001 })
    const look = await lookOf(of)
    expect(look.row).toEqual([])
    expect(look.neurons[1]!.last_update).toBe(1001)
    const [open] = look.commits!
    expect(open).toMatchObject({ block: 1001, reveal_round: 1000 })
    const schedule = { ...look.schedule!, current_block: look.block }
    const now = QUICKNET.genesis + 999 * QUICKNET.period
    const options = { spec: 459, netuid: 39, schedule, reveal_period_epochs: 1, now, block_seconds: 12 }
    const [outlook] = expectRight(commitOutlook(options)([{ epoch: open!.epoch!, block: open!.block, reveal_round: open!.reveal_round }]))
    subtensor.storePulse(1000n)
    subtensor.advance(outlook!.revealed_at! - subtensor.block() - 1)
    expect((await lookOf(of)).row).toEqual([])
    subtensor.advance()
    const after = await lookOf(of)
    expect(after.row).toEqual([
      [2, 7],
      [3, 65_535],
    ])
    expect([after.neurons[1]!.last_update, after.commits, after.neurons[3]!.incentive! > 65_000]).toEqual([1001, [], true])
    expect(subtensor.commits()).toMatchObject([{ hotkey: signer, fate: { _tag: 'Included', block: 1001 } }])
    expect(subtensor.submissions()).toEqual([])
    expect(subtensor.blocks().flatMap(({ fates }) => fates.map(({ _tag }) => _tag))).toEqual(['Revealed'])
  })
  test('an older one whose pulse came late replaces a newer one', async () => {
    const of = world()
    const { subtensor, signer } = of
    const both = [subtensor.commit(signer, commitOf(signer, 1, '1001'), 1010), subtensor.commit(signer, commitOf(signer, 2, '1000'), 1010)]
    subtensor.advance()
    await Promise.all(both)
    subtensor.storePulse(1000n)
    subtensor.advance(6)
    expect((await lookOf(of)).row![0]).toEqual([2, 2])
    subtensor.storePulse(1001n)
    subtensor.advance()
    expect((await lookOf(of)).row![0]).toEqual([2, 1])
  })
  test('are refused by the rules of commits, in the pool or in a block, and what is no hex can not be sent', async () => {
    const of = world()
    const { subtensor, signer } = of
    subtensor.storePulse(1000n)
    const answer = async (changes: object): Promise<unknown> => {
      const pending = settled(subtensor.commit(signer, { ...commitOf(signer, 1, '1000'), ...changes }, 1100))
      subtensor.advance()
      return pending
    }
    expect(await answer({ reveal_round: '999' })).toEqual({ _tag: 'Refused', error: 'Invalid.Custom(15)', block: null })
    expect(await answer({ commit_reveal_version: 3 })).toMatchObject({ error: 'IncorrectCommitRevealVersion', block: 1002 })
    expect(await answer({ mechanism: 1 })).toMatchObject({ error: 'MechanismDoesNotExist' })
    expect(await answer({ commit: `0x${'00'.repeat(5001)}` })).toEqual({ _tag: 'Refused', error: '1011', block: null })
    expect(await answer({ commit: '00' })).toBe('NotEncodable')
    subtensor.setHyperparameters({ commit_reveal_weights_enabled: false })
    expect(await answer({})).toMatchObject({ error: 'CommitRevealDisabled' })
  })
  test('a smaller reveal period deletes those that wait for a later epoch', async () => {
    const of = world()
    const { subtensor, signer } = of
    subtensor.setRevealPeriod(3)
    void subtensor.commit(signer, commitOf(signer, 1, '1000'), 1010)
    subtensor.advance(11)
    expect((await lookOf(of)).commits).toHaveLength(1)
    subtensor.setRevealPeriod(1)
    subtensor.advance(5)
    expect(subtensor.blocks().flatMap(({ fates }) => fates.map(({ _tag }) => _tag))).toContain('Expired')
    expect((await lookOf(of)).commits).toEqual([])
  })
})
