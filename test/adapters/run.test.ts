import { expect, test } from 'vitest'
import { memoryStorage } from '../../src/adapters/memory-storage.js'
import { run } from '../../src/adapters/run.js'
import { gpuPools } from '../../src/policies/index.js'
import type { Chain } from '../../src/validator/ports.js'
import { DEFAULT_SETTINGS } from '../../src/validator/settings.js'
import { hotkeyOf } from '../arbitraries/hotkey.js'
import { expectLeft, expectRight } from '../either.js'
import { fakeClock } from './run/fake-clock.js'
import { HOTKEY, LIMITS, NETUID, portsOn } from './run/scripted.js'

const settings = { ...DEFAULT_SETTINGS, netuid: NETUID, hotkey: HOTKEY }
const owner = hotkeyOf(1)

/** A chain that takes what it is sent, in the next block, and makes one block every twelve seconds of the clock. */
const obliging = (clock: ReturnType<typeof fakeClock>) => {
  const sent: unknown[] = []
  const start = Date.parse(clock.now())
  const height = (): number => 1000 + Math.floor((Date.parse(clock.now()) - start) / 12_000)
  let last_update = 0
  const neuron = (uid: number, hotkey: string) => ({
    uid,
    hotkey,
    coldkey: hotkey,
    registered_at_block: 1,
    validator_permit: true,
    stake: 0,
    last_update: hotkey === HOTKEY ? last_update : 0,
  })
  const chain: Chain = {
    signer: HOTKEY,
    block: async () => height(),
    look: async () => ({
      netuid: NETUID,
      block: height(),
      owner: { hotkey: owner, coldkey: owner },
      neurons: [neuron(0, owner), neuron(1, HOTKEY)],
      hyperparameters: { tempo: 360, ...LIMITS },
    }),
    submit: async (submission) => {
      sent.push(submission)
      last_update = height() + 1
      return { _tag: 'Included', block: last_update }
    },
  }
  return { chain, sent }
}

test('a config that the policy refuses begins nothing', () => {
  const { signal } = new AbortController()
  const errors = expectLeft(run(gpuPools(), portsOn(fakeClock()), { settings, config: { burn_uid: -1 }, signal }))
  expect(errors[0]?.path).toBe('burn_uid')
})

test('a chain that signs with another hotkey than the settings name begins nothing', () => {
  const { signal } = new AbortController()
  const ports = portsOn(fakeClock())
  const throwing = Object.defineProperty({ ...ports.chain }, 'signer', {
    get: () => {
      throw new Error('locked')
    },
  })
  expect(expectLeft(run(gpuPools(), { ...ports, chain: throwing }, { settings, config: { burn_uid: 0 }, signal }))).toMatchObject([
    { _tag: 'WrongSigner' },
  ])
  expect(expectLeft(run(gpuPools(), ports, { settings: undefined as never, config: {}, signal })).length).toBeGreaterThan(0)
  for (const signer of ['5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM', '', undefined as never])
    expect(
      expectLeft(run(gpuPools(), { ...ports, chain: { ...ports.chain, signer } }, { settings, config: { burn_uid: 0 }, signal })),
    ).toMatchObject([{ _tag: 'WrongSigner', path: 'hotkey' }])
})

test('a policy, a store, a chain and a clock make a validator that publishes, goes on after a restart and stops', async () => {
  const [clock, storage] = [fakeClock(), memoryStorage()]
  const { chain, sent } = obliging(clock)
  const started = () => {
    const stop = new AbortController()
    const validator = expectRight(
      run(gpuPools(), portsOn(clock, { chain, storage }), { settings, config: { burn_uid: 0 }, signal: stop.signal }),
    )
    return { stop, validator }
  }
  const first = started()
  expect(first.validator.state().policy).toBe(gpuPools().name)
  await clock.until(() => first.validator.state().last !== null)
  first.stop.abort()
  await first.validator.done
  expect(clock.sleeping()).toBe(0)
  expect(sent).toEqual([{ _tag: 'Set', netuid: NETUID, uids: [0], weights: [65535], version_key: '0' }])
  const second = started()
  await clock.until(() => second.validator.state().last !== null)
  expect(sent).toHaveLength(1)
  const published = second.validator.publish()
  let outcome: unknown
  void published.then((known) => (outcome = known))
  await clock.until(() => outcome !== undefined, 12)
  expect(outcome).toMatchObject({ _tag: expect.stringMatching('Published|Unchanged') as unknown })
  second.stop.abort()
  await second.validator.done
  expect([clock.sleeping(), second.validator.state().stage]).toEqual([0, { _tag: 'Stopped' }])
})
