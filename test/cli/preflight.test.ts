import { describe, expect, test } from 'vitest'
import type { Json } from '../arbitraries/snapshot.js'
import { neuron, result, snapshotOf } from '../arbitraries/snapshot.js'
import { hotkeyOf } from '../arbitraries/hotkey.js'
import { run } from './terminal.js'

const config = '[emission]\nburn_percentage = 5.0\nburn_uid = 0\n[emission.gpu_allocations]\nH100 = 100\n'
const owner = { hotkey: hotkeyOf(0), coldkey: hotkeyOf(70_000) }
const hyperparameters = {
  tempo: 360,
  weights_rate_limit: 100,
  min_allowed_weights: 3,
  max_weight_limit: 65_535,
  weights_version: 0,
  commit_reveal_weights_enabled: false,
  stake_threshold: 1000,
}
const permitted = (uid: number, more: Json = {}): Json => ({
  ...neuron(uid),
  validator_permit: uid === 2,
  stake: 5000,
  last_update: 5_399_000,
  ...more,
})
const world = (more: Json = {}, validator: Json = {}): Readonly<Record<string, string>> => ({
  'c.toml': config,
  's.json': JSON.stringify(
    snapshotOf([permitted(0), permitted(1), permitted(2, validator), permitted(3)], [result(1)], { owner, hyperparameters, ...more }),
  ),
})
const preflight = async (files: Readonly<Record<string, string>>, ...more: string[]) =>
  run(files, ['preflight', '--config', 'c.toml', '--snapshot', 's.json', ...more])
const signed = ['--hotkey', hotkeyOf(2)]

describe('steelyard preflight', () => {
  test('shows accepted weights, the first block, and what the chain makes of them', async () => {
    expect(await preflight(world(), ...signed)).toEqual({
      code: 0,
      err: '',
      out:
        'The chain will accept these weights on subnet 39 from block 5400001 on.\n' +
        '  3 entries, 1 of them zeros to make up the minimum; weights were last set 1000 blocks ago, which is stale: 2 tempos\n' +
        'Of what the chain keeps, 0.049997100777 burns, and 0.000002899223 goes to somebody else than meant.\n',
    })
    expect((await preflight(world({}, { last_update: 0 }), ...signed)).out).toContain('weights were never set before')
    expect((await preflight(world({}, { last_update: 5_399_900 }), ...signed)).out).toContain('last set 100 blocks ago\n')
    expect((await preflight(world({ hyperparameters: { ...hyperparameters, min_allowed_weights: 1 } }), ...signed)).out).toContain(
      '  2 entries; ',
    )
  })
  test('shows every reason for a refusal, and the block to wait for', async () => {
    const refused = async (files: Readonly<Record<string, string>>, ...more: string[]): Promise<readonly string[]> => {
      const { code, out, err } = await preflight(files, ...more)
      expect({ code, out }).toEqual({ code: 1, out: '' })
      return err.trimEnd().split('\n')
    }
    expect(await refused(world({}, { last_update: 5_399_950, validator_permit: false, stake: 1 }), ...signed)).toEqual([
      'error: NotEnoughStakeToSetWeights (answered Invalid.Custom(1)): the stake on the subnet is 0.000000001, and 0.000001 is the least that may set weights',
      'error: SettingWeightsTooFast (answered Invalid.Custom(6)): weights were set at block 5399950 and may be set every 100 blocks: wait for block 5400050, 49 more',
      expect.stringContaining('NeuronNoValidatorPermit'),
    ])
    expect(await refused(world({ hyperparameters: { ...hyperparameters, commit_reveal_weights_enabled: true } }), ...signed)).toEqual([
      expect.stringContaining('CommitRevealEnabled'),
    ])
    expect(await refused(world({ hyperparameters: { ...hyperparameters, tempo: -1 } }), ...signed)).toEqual([
      expect.stringContaining('hyperparameters.tempo: expected'),
    ])
    expect(await refused(world(), '--hotkey', 'nobody')).toEqual(['error: --hotkey: "nobody" is no ss58 hotkey'])
    expect(await refused(world({ owner: { hotkey: hotkeyOf(3), coldkey: hotkeyOf(3) } }), ...signed)).toEqual([
      expect.stringContaining("is not the owner's"),
    ])
    expect(await refused({ ...world(), 'c.toml': config.replace('burn_uid = 0', 'burn_uid = 9') }, ...signed)).toEqual([
      expect.stringContaining('uid 9 is not on the metagraph'),
    ])
    expect(await refused(world(), '--hotkey', hotkeyOf(9))).toEqual([expect.stringContaining('HotKeyNotRegisteredInSubNet: ')])
    expect(await refused({}, ...signed)).toHaveLength(2)
  })
  test('a single weight to oneself keeps its exceptions: no padding, no permit, no limit', async () => {
    const alone = {
      ...world({ hyperparameters: { ...hyperparameters, max_weight_limit: 20_000 } }),
      'c.toml': config.replace('5.0', '100.0'),
    }
    expect(await preflight(alone, '--hotkey', hotkeyOf(0))).toMatchObject({
      code: 0,
      out: expect.stringContaining('  1 entry; ') as string,
    })
  })
  test('says what could not be checked', async () => {
    expect((await preflight(world())).out).toContain('Without --hotkey the rules of the chain were not asked')
    const plain = { 'c.toml': config, 's.json': JSON.stringify(snapshotOf([neuron(0), neuron(1)], [result(1)])) }
    const { code, out, err } = await preflight(plain, ...signed)
    // A signer was named, so this was a question, and it has no answer.
    expect([code, (await preflight(plain)).code]).toEqual([3, 0])
    expect(out).toContain('has no hyperparameters, permits and stakes')
    expect(err).toContain('warning: the snapshot names no owner')
  })
  test('names weights that become zero', async () => {
    const many = snapshotOf([permitted(0), permitted(1), permitted(2), permitted(3)], [result(1, { gpu_count: 1_000_000 }), result(3)], {
      owner,
      hyperparameters,
    })
    expect((await preflight({ 'c.toml': config, 's.json': JSON.stringify(many) }, ...signed)).out).toContain(
      'Shares too small for any weight, so nothing: uids 3.',
    )
  })
})
