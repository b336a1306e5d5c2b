import { map } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { memoryStorage } from '../../../src/adapters/memory-storage.js'
import { dryRun } from '../../../src/adapters/run/dry-run.js'
import { simulatedProver } from '../../../src/adapters/simulated-subtensor/simulated-prover.js'
import { simulatedSubnet } from '../../../src/adapters/simulated-subtensor/simulated-subnet.js'
import { simulatedSubtensor } from '../../../src/adapters/simulated-subtensor/simulated-subtensor.js'
import { gpuPools } from '../../../src/policies/index.js'
import type { EvidenceRow } from '../../../src/policy/policy.js'
import type { Ports } from '../../../src/validator/ports.js'
import { DEFAULT_SETTINGS } from '../../../src/validator/settings.js'
import { expectLeft, expectRight } from '../../either.js'
import { fakeClock } from './fake-clock.js'

const config = { burn_uid: 0, burn_percentage: 5 }
const world = () => {
  const genesis = simulatedSubnet({ miners: 6, seed: 1, netuid: 39 })
  const subtensor = simulatedSubtensor(genesis)
  const { hotkey } = genesis.neurons[1]!
  const clock = fakeClock()
  const ports = {
    chain: subtensor.chainFor(hotkey),
    prover: simulatedProver({ miners: 6, seed: 1, clock }),
    storage: memoryStorage(),
    clock,
  }
  const settings = { ...DEFAULT_SETTINGS, netuid: 39, hotkey }
  return {
    subtensor,
    ports,
    settings,
    dry: (over: Partial<Ports> = {}, c: object = config) => dryRun(gpuPools(), { ...ports, ...over }, { settings, config: c }),
  }
}

test('what would be set, and what of it the chain has already; nothing is sent or written', async () => {
  const { subtensor, ports, dry } = world()
  const first = expectRight(await dry())
  expect(first).toMatchObject({ block: 1000, last_update: 0, refusals: [], unusable: null })
  expect(first.differences?.length).toBe(first.vector.uids.length)
  expect(subtensor.submissions()).toEqual([])
  expect(await ports.storage.read({ table: 'miner_prover_results' })).toEqual([])
  const { uids, weights } = first.vector
  void ports.chain.submit({ _tag: 'Set', netuid: 39, uids: [...uids], weights: [...weights], version_key: '0' }, 1016)
  subtensor.advance()
  const second = expectRight(await dry())
  expect([second.last_update, second.differences]).toEqual([1001, []])
  expect(second.refusals[0]).toContain('SettingWeightsTooFast')
})

test('a row that can not be read leaves the differences unknown', async () => {
  const { ports, dry } = world()
  const chain = {
    ...ports.chain,
    look: async () => {
      const { row: _, ...rest } = (await ports.chain.look()) as { readonly row: unknown }
      return rest
    },
  }
  expect(expectRight(await dry({ chain })).differences).toBe(null)
})

test('evidence that can not be used is told', async () => {
  const { dry } = world()
  const rehearsal = expectRight(await dry({ prover: { results: async () => [{ broken: true }, null] } }))
  expect(rehearsal.vector.uids.length).toBe(1)
  const stale = await dry({}, { ...config, cutoff_hours: 0.0001 })
  expect(expectRight(stale).shares).toEqual([])
})

test('a row of evidence that could not be stored does not count, as in a validator that runs', async () => {
  const { ports, settings } = world()
  const policy = gpuPools()
  const flawed = {
    ...policy,
    readEvidence: (row: unknown) => map((evidence: EvidenceRow) => ({ ...evidence, subject: 7 as never }))(policy.readEvidence(row)),
  }
  const of = async (p: typeof policy) => expectRight(await dryRun(p, ports, { settings, config })).vector.uids.length
  expect(await of(policy)).toBeGreaterThan(1)
  expect(await of(flawed)).toBe(1)
})

test('what keeps a decision from being made is told: the config, the settings, the subnet, the store', async () => {
  const { ports, dry } = world()
  expect(expectLeft(await dry({}, { burn_uid: -1 }))[0]?.path).toBe('burn_uid')
  expect(expectLeft(await dry({ chain: { ...ports.chain, look: async () => null } }))).toMatchObject([{ _tag: 'NotRegistered' }])
  const document = (await ports.chain.look()) as { readonly neurons: readonly { readonly uid: number }[] }
  const without = { ...document, neurons: document.neurons.filter(({ uid }) => uid !== 1) }
  expect(expectLeft(await dry({ chain: { ...ports.chain, look: async () => without } }))).toMatchObject([{ _tag: 'NotRegistered' }])
  expect(expectLeft(await dry({ chain: { ...ports.chain, signer: '5A' } }))).toMatchObject([{ _tag: 'WrongSigner' }])
  await ports.storage.write([
    {
      _tag: 'Put',
      table: 'validator_state',
      records: [
        { netuid: 39, validator_hotkey: ports.chain.signer, name: 'next', document: 'none', updated_at: '2026-11-20T06:00:00.000000000Z' },
      ],
    },
  ])
  expect(expectLeft(await dry())).toMatchObject([{ path: 'next' }])
})

test('a port that fails rejects', async () => {
  const { dry } = world()
  await expect(dry({ prover: { results: () => Promise.reject(new Error('gone')) } })).rejects.toThrow('gone')
})
