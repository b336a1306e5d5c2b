import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chainState } from '../../../src/chain/preflight/chain-state.js'
import { readMetagraph } from '../../../src/network/metagraph.js'
import { draw } from '../../../src/adapters/simulated-subtensor/draw.js'
import { simulatedAccount } from '../../../src/adapters/simulated-subtensor/simulated-account.js'
import { simulatedProver } from '../../../src/adapters/simulated-subtensor/simulated-prover.js'
import { minerHotkey, simulatedSubnet } from '../../../src/adapters/simulated-subtensor/simulated-subnet.js'
import { simulatedSubtensor } from '../../../src/adapters/simulated-subtensor/simulated-subtensor.js'
import { startProducing } from '../../../src/adapters/simulated-subtensor/start-producing.js'
import { isValid, ValidationResult } from '../../../src/gpu/validation-result.js'
import { normalizeGpuName } from '../../../src/gpu/normalize-gpu-name.js'
import { Hotkey, publicKeyOf } from '../../../src/units/address/hotkey.js'
import type { Signal } from '../../../src/validator/ports.js'
import { ss58 } from '../../arbitraries/hotkey.js'
import { expectRight } from '../../either.js'

describe('accounts', () => {
  test('are addresses, each with its own key', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(70_000), (seed, index) => {
        const account = simulatedAccount('miner', seed, index)
        return Hotkey.is(account) && ss58(42, publicKeyOf(account)!) === account
      }),
    )
    expect(
      new Set([0, 1, 2].flatMap((seed) => [0, 1, 2].flatMap((i) => ['a', 'b'].map((role) => simulatedAccount(role, seed, i))))).size,
    ).toBe(18)
  })
})

describe('draws', () => {
  test('are u32, depend on every key and its place, and are spread out', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), (keys) => {
        const drawn = draw(...keys)
        return Number.isInteger(drawn) && drawn >= 0 && drawn < 0x1_0000_0000 && drawn !== draw(...keys, 0) && drawn === draw(...keys)
      }),
    )
    const counts = new Map<number, number>()
    for (let i = 0; i < 10_000; i++) counts.set(draw(1, i) % 10, (counts.get(draw(1, i) % 10) ?? 0) + 1)
    expect([...counts.values()].every((count) => count > 850 && count < 1150)).toBe(true)
  })
})

describe('the subnet', () => {
  const subnet = simulatedSubnet({ miners: 300, seed: 3, netuid: 39 })
  test('is a metagraph on which the validator may set weights, with the owner as a burn target', () => {
    const metagraph = expectRight(readMetagraph(subnet))
    const { signer, stake_threshold } = chainState(metagraph)(subnet.neurons[1]!.hotkey as Hotkey)
    expect(signer.stake >= stake_threshold && metagraph.neurons[1]!.validator_permit).toBe(true)
    expect(metagraph.neurons[0]!.hotkey).toBe(metagraph.owner?.hotkey)
  })
  test('every miner is served, each at its own address', () => {
    const ips = subnet.neurons.slice(2).map(({ axon }) => axon?.ip)
    expect(new Set(ips).size).toBe(300)
    expect(ips.every((ip) => /^198\.18\.\d{1,3}\.\d{1,3}$/.test(ip ?? ''))).toBe(true)
  })
  test('the validator has the given hotkey', () => {
    expect(simulatedSubnet({ miners: 1, seed: 3, netuid: 39, hotkey: minerHotkey(9, 9) }).neurons[1]!.hotkey).toBe(minerHotkey(9, 9))
  })
})

describe('the prover', () => {
  let now = '2026-11-20T06:00:00.5Z'
  const prover = simulatedProver({ miners: 40, seed: 3, clock: { now: () => now } })
  const rowsSince = async (since: string): Promise<readonly Record<string, unknown>[]> =>
    (await prover.results(since)) as readonly Record<string, unknown>[]
  const times = (rows: readonly Record<string, unknown>[]): readonly string[] =>
    rows.map((row) => row['validation_timestamp'] as string).sort()

  test('has checked every executor of every miner for three hours, and most results are valid', async () => {
    const rows = await rowsSince('1970-01-01T00:00:00Z')
    const results = rows.flatMap((row) => {
      const read = ValidationResult.decode(row)
      return read._tag === 'Right' ? [read.right] : []
    })
    expect(new Set(rows.map((row) => row['miner_hotkey']))).toEqual(new Set(Array.from({ length: 40 }, (_, i) => minerHotkey(3, i))))
    expect(rows.length / new Set(rows.map((row) => row['executor_id'])).size).toBe(9)
    const [malformed, failed] = [rows.length - results.length, results.filter((result) => !isValid(result)).length]
    expect([malformed > 0, malformed < rows.length / 20, failed > 10, failed < rows.length / 4]).toEqual([true, true, true, true])
    expect(results.every(({ gpu_model }) => normalizeGpuName(gpu_model)._tag === 'Right')).toBe(true)
    expect(new Set(results.map(({ gpu_model }) => gpu_model)).size).toBeGreaterThan(4)
  })
  test('a second request gives the same results, and later ones are added', async () => {
    const before = await rowsSince('2026-11-20T05:00:00Z')
    expect(await rowsSince('2026-11-20T05:00:00Z')).toEqual(before)
    now = '2026-11-20T06:20:00.5Z'
    const after = await rowsSince('2026-11-20T05:00:00Z')
    const kept = new Set(after.map((row) => JSON.stringify(row)))
    expect(before.every((row) => kept.has(JSON.stringify(row)))).toBe(true)
    expect(after.length).toBeGreaterThan(before.length)
  })
  test('results start at the given instant, included, and none is from the future', async () => {
    const all = times(await rowsSince('2026-11-20T05:00:00Z'))
    const [first] = all
    expect(all.every((time) => time >= '2026-11-20T05:00:00' && time <= '2026-11-20T06:20:00.5Z')).toBe(true)
    expect(times(await rowsSince(first!))[0]).toBe(first)
    expect(times(await rowsSince(first!.replace('.000000000', '.000000001')))).toEqual(all.filter((time) => time > first!))
    expect(await rowsSince('2027-01-01T00:00:00Z')).toEqual([])
  })
  test('a text that is not an instant rejects', async () => {
    await expect(prover.results('yesterday')).rejects.toThrow('not an instant: yesterday')
  })
})

describe('production by the clock', () => {
  test('builds a block after each sleep, none after the signal, and then resolves', async () => {
    const subtensor = simulatedSubtensor(simulatedSubnet({ miners: 1, seed: 1, netuid: 39 }))
    const controller = new AbortController()
    const slept: (readonly [number, Signal])[] = []
    const sleep = async (seconds: number, signal: Signal): Promise<void> => {
      slept.push([seconds, signal])
      if (slept.length === 4) controller.abort()
    }
    await startProducing(subtensor, { seconds: 12, clock: { now: () => '2026-11-20T06:00:00Z', sleep }, signal: controller.signal })
    expect([subtensor.block(), slept.length, slept.every(([seconds, signal]) => seconds === 12 && signal === controller.signal)]).toEqual([
      1003,
      4,
      true,
    ])
  })
})
