import { expect, test } from 'vitest'
import { holdSwitch } from '../../../src/adapters/run/hold-switch.js'
import { memoryStorage } from '../../../src/adapters/memory-storage.js'
import { HOTKEY, NETUID } from './scripted.js'

const AT = '2026-11-20T07:00:00+01:00'

test('off where it was never turned, then as it was last turned, for one validator alone', async () => {
  const storage = memoryStorage()
  const mine = holdSwitch(storage, { netuid: NETUID, hotkey: HOTKEY })
  const others = [holdSwitch(storage, { netuid: 1, hotkey: HOTKEY }), holdSwitch(storage, { netuid: NETUID, hotkey: '5B' })]
  expect(await mine.get()).toBe(false)
  await mine.set(true, AT)
  expect([await mine.get(), ...(await Promise.all(others.map(({ get }) => get())))]).toEqual([true, false, false])
  expect(await storage.read({ table: 'validator_state' })).toEqual([
    { netuid: NETUID, validator_hotkey: HOTKEY, name: 'hold', document: true, updated_at: '2026-11-20T06:00:00.000000000Z' },
  ])
  await mine.set(false, AT)
  expect(await mine.get()).toBe(false)
})

test('an instant that is none turns nothing, and a row that is no switch is a failure', async () => {
  const storage = memoryStorage()
  const { get, set } = holdSwitch(storage, { netuid: NETUID, hotkey: HOTKEY })
  await expect(set(true, 'now')).rejects.toMatchObject({ failure: { _tag: 'Invalid' } })
  expect(await get()).toBe(false)
  await storage.write([
    {
      _tag: 'Put',
      table: 'validator_state',
      records: [{ netuid: NETUID, validator_hotkey: HOTKEY, name: 'hold', document: 'yes', updated_at: '2026-11-20T06:00:00.000000000Z' }],
    },
  ])
  await expect(get()).rejects.toMatchObject({ failure: { _tag: 'Invalid', message: 'validator_state hold: expected true or false' } })
})
