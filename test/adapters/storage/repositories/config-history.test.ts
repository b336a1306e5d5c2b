import { expect, test } from 'vitest'
import { memoryStorage } from '../../../../src/adapters/memory-storage.js'
import { configHistory } from '../../../../src/adapters/storage/repositories/config-history.js'
import { JUST_AFTER, JUST_BEFORE, configChange } from '../../../../src/testing/storage-laws/samples.js'

test('the config in force is found among every change, and every change in the order of the requests', async () => {
  const storage = memoryStorage()
  const configs = configHistory(storage, { netuid: 39, hotkey: '5A' })
  expect([await configs.inForce(), await configs.all()]).toEqual([null, []])
  const [pending, inForce, refused, superseded] = [
    configChange('a', { status: 'pending', requested_at: JUST_AFTER }),
    configChange('b', { status: 'in_force', document: { burn_percentage: 5 }, applied_block: 5_400_000 }),
    configChange('c', {
      status: 'refused',
      document: null,
      reasons: [{ _tag: 'Missing', path: 'burn_uid', message: 'burn_uid is missing' }],
    }),
    configChange('d', { requested_at: JUST_BEFORE }),
  ]
  const ofOthers = [
    configChange('x', { status: 'in_force', netuid: 40, requested_at: JUST_AFTER }),
    configChange('y', { status: 'in_force', validator_hotkey: '5Z', requested_at: JUST_AFTER }),
  ]
  await storage.write([{ _tag: 'Put', table: 'config_changes', records: [pending, inForce, refused, superseded, ...ofOthers] }])
  expect(await configs.inForce()).toEqual(inForce)
  expect(await configs.all()).toEqual([superseded, inForce, refused, pending])
  // As only a store that was written by hand has it.
  const second = { ...pending, status: 'in_force' } as const
  await storage.write([{ _tag: 'Put', table: 'config_changes', records: [second] }])
  expect(await configs.inForce()).toEqual(second)
})
