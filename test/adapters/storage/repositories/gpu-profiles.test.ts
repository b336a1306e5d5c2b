import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { memoryStorage } from '../../../../src/adapters/memory-storage.js'
import { gpuProfiles } from '../../../../src/adapters/storage/repositories/gpu-profiles.js'
import { StorageError, storageFailure } from '../../../../src/adapters/storage/storage-error.js'
import type { MinerProfile } from '../../../../src/policy/world.js'
import { result } from '../../../../src/testing/storage-laws/samples.js'
import { exactMean } from '../../../../src/units/exact/exact-sum.js'
import type { Storage } from '../../../../src/storage/port.js'

const NOW = '2026-11-20T06:00:00.000000000Z'

const profile = (miner_hotkey: string, changes: Partial<MinerProfile> = {}): MinerProfile => ({
  miner_uid: 7,
  miner_hotkey,
  primary_gpu_model: 'H100',
  gpu_counts: { H100: 8, A100: 1 },
  total_score: 0.5,
  verification_count: 3,
  last_updated: NOW,
  ...changes,
})

const hotkeys = (profiles: readonly MinerProfile[]): readonly string[] => profiles.map(({ miner_hotkey }) => miner_hotkey)

describe('profiles of GPUs', () => {
  test('what is stored is found by its hotkey, its instant in the one spelling; a later profile takes its place', async () => {
    const profiles = gpuProfiles(memoryStorage(), 39)
    await profiles.store(profile('5A', { last_updated: '2026-11-20T07:00:00+01:00' }))
    expect(await profiles.get('5A')).toEqual(profile('5A'))
    await profiles.store(profile('5A', { gpu_counts: {}, total_score: 1 }))
    expect(await profiles.all()).toEqual([profile('5A', { gpu_counts: {}, total_score: 1 })])
    expect(await profiles.get('5B')).toBeNull()
  })

  test('a uid is a slot: it gives the newest of those that sat there', async () => {
    const profiles = gpuProfiles(memoryStorage(), 39)
    await profiles.store(profile('5A', { last_updated: '2026-11-20T06:00:00.000000001Z' }), profile('5B'), profile('5C', { miner_uid: 8 }))
    expect((await profiles.getByUid(7))?.miner_hotkey).toBe('5A')
    expect(await profiles.getByUid(9)).toBeNull()
  })

  test('a window has its first instant in it, and cleaning up removes exactly what is not in it', async () => {
    const seconds = fc.constantFrom('05:59:59.999999999', '06:00:00', '06:00:00.000000001', '04:00:00', '08:00:00')
    await fc.assert(
      fc.asyncProperty(fc.array(seconds, { maxLength: 8 }), async (times) => {
        const profiles = gpuProfiles(memoryStorage(), 39)
        await profiles.store(...times.map((time, i) => profile(`${i}`, { last_updated: `2026-11-20T${time}Z` })))
        const window = { hours: 1.5, now: '2026-11-20T08:30:00+01:00' }
        const recent = times.flatMap((time, i) => (time >= '06:00:00' ? [`${i}`] : []))
        const kept = await profiles.all(window)
        expect([...hotkeys(kept)].sort()).toEqual([...recent].sort())
        expect(await profiles.cleanUp(window)).toBe(times.length - recent.length)
        expect(await profiles.all()).toEqual(kept)
        expect(await profiles.cleanUp(window)).toBe(0)
      }),
    )
  })

  test('a window that is none is refused, and nothing is removed', async () => {
    const profiles = gpuProfiles(memoryStorage(), 39)
    await profiles.store(profile('5A'))
    for (const window of [
      { hours: 1, now: 'yesterday' },
      { hours: -1, now: NOW },
      { hours: NaN, now: NOW },
    ])
      for (const asking of [profiles.cleanUp(window), profiles.all(window)])
        expect(await asking.catch(storageFailure)).toMatchObject({ _tag: 'Invalid' })
    expect(hotkeys(await profiles.all())).toEqual(['5A'])
  })

  test('models are told apart by their case', async () => {
    const profiles = gpuProfiles(memoryStorage(), 39)
    await profiles.store(profile('5A'), profile('5B', { primary_gpu_model: 'h100' }), profile('5C', { primary_gpu_model: 'A100' }))
    expect(hotkeys(await profiles.byModel('H100'))).toEqual(['5A'])
    expect(await profiles.byModel('B200')).toEqual([])
  })

  test('deleting removes one profile and nothing else, and says whether there was one', async () => {
    const storage = memoryStorage()
    const [profiles, elsewhere] = [gpuProfiles(storage, 39), gpuProfiles(storage, 40)]
    await storage.write([{ _tag: 'Put', table: 'miner_prover_results', records: [result('a', { miner_hotkey: '5A' })] }])
    await profiles.store(profile('5A'), profile('5B'))
    await elsewhere.store(profile('5A'))
    expect([await profiles.delete('5A'), await profiles.delete('5A')]).toEqual([true, false])
    expect([hotkeys(await profiles.all()), hotkeys(await elsewhere.all())]).toEqual([['5B'], ['5A']])
    expect((await storage.read({ table: 'miner_prover_results' })).length).toBe(1)
    expect(await profiles.cleanUp({ hours: 0, now: '2026-11-20T06:00:01Z' })).toBe(1)
    expect(hotkeys(await elsewhere.all())).toEqual(['5A'])
  })

  test('statistics are those of the profiles, whatever their order, to the last digit', async () => {
    const entries = fc.array(
      fc.record({ model: fc.constantFrom('H100', 'A100', '__proto__'), score: fc.double({ min: 0, max: 1, noNaN: true }) }),
      { maxLength: 12 },
    )
    await fc.assert(
      fc.asyncProperty(entries, async (all) => {
        const profiles = gpuProfiles(memoryStorage(), 39)
        await profiles.store(...all.map(({ model, score }, i) => profile(`${i}`, { primary_gpu_model: model, total_score: score })))
        const found = await profiles.statistics()
        const models = [...new Set(all.map(({ model }) => model))].sort()
        const scoresOf = (model: string): readonly number[] => all.filter((a) => a.model === model).map(({ score }) => score)
        expect(found.total_profiles).toBe(all.length)
        expect(Object.entries(found.gpu_model_distribution)).toEqual(models.map((model) => [model, scoresOf(model).length]))
        expect(Object.entries(found.average_score_by_model)).toEqual(models.map((model) => [model, exactMean(scoresOf(model))]))
        expect(found.last_updated).toBe(all.length === 0 ? null : NOW)
      }),
    )
  })

  test('statistics name the newest profile', async () => {
    const profiles = gpuProfiles(memoryStorage(), 39)
    await profiles.store(profile('5B', { last_updated: '2026-11-20T06:00:01Z' }), profile('5A'))
    expect((await profiles.statistics()).last_updated).toBe('2026-11-20T06:00:01.000000000Z')
  })

  test('profiles stored at the same time are all there', async () => {
    const profiles = gpuProfiles(memoryStorage(), 39)
    await Promise.all(Array.from({ length: 500 }, (_, i) => profiles.store(profile(`${i}`), profile('shared', { verification_count: i }))))
    expect((await profiles.all()).length).toBe(501)
  })

  test("a score that is none is refused with the store's failure, and a store that fails is heard", async () => {
    expect(
      await gpuProfiles(memoryStorage(), 39)
        .store(profile('5A', { total_score: 1.5 }))
        .catch(storageFailure),
    ).toMatchObject({ _tag: 'Invalid' })
    const down = (): Promise<never> => Promise.reject(new StorageError({ _tag: 'Unavailable', message: 'no connection' }))
    const profiles = gpuProfiles({ ...memoryStorage(), read: down, write: down } as Storage, 39)
    for (const asking of [profiles.get('5A'), profiles.all(), profiles.store(profile('5A')), profiles.delete('5A'), profiles.statistics()])
      expect(await asking.catch((error: unknown) => storageFailure(error)._tag)).toBe('Unavailable')
  })
})
