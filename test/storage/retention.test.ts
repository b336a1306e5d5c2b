import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { memoryStorage } from '../../src/adapters/memory-storage.js'
import { configChange, entry, metrics, result, submission } from '../../src/testing/storage-laws/samples.js'
import { secondsLater } from '../../src/units/time/timestamp.js'
import type { Write } from '../../src/storage/port.js'
import { cleanUpWrites, traceCleanUp } from '../../src/storage/retention.js'
import type { Retention } from '../../src/storage/retention.js'
import { DEFAULT_SETTINGS } from '../../src/validator/settings.js'
import type { TableName } from '../../src/storage/tables.js'

const NOW = '2026-11-20T06:00:00.000000000Z'
const RETENTION: Retention = { profiles_hours: 2, results_hours: 3, metrics_days: 1, clean_up_every_hours: 4 }
const ago = (seconds: number): string => secondsLater(-seconds)(NOW)

type CleanUp = typeof cleanUpWrites
interface Kept {
  readonly table: TableName
  readonly id: string
}

// Ages about each limit, to the second.
const age = fc.constantFrom(0, 7199, 7200, 7201, 10_799, 10_800, 10_801, 86_399, 86_400, 86_401, 900_000)
const owner = fc.record({ netuid: fc.constantFrom(39, 40), validator_hotkey: fc.constantFrom('5A', '5B') })
const kinds = fc.constantFrom(
  'profile',
  'result',
  'metrics',
  'open',
  'confirmed',
  'refused',
  'lost',
  'pending',
  'in_force',
  'superseded',
  'refused config',
)
const thing = fc.record({ kind: kinds, seconds: age, owner })
type Thing = typeof thing extends fc.Arbitrary<infer A> ? A : never

/** Of each signer at most one is open. */
const things = fc.array(thing, { maxLength: 25 }).map((all) => {
  const isOpenBeside =
    (a: Thing) =>
    (b: Thing): boolean =>
      b.kind === 'open' && JSON.stringify(a.owner) === JSON.stringify(b.owner)
  return all.filter((a, i) => a.kind !== 'open' || all.findIndex(isOpenBeside(a)) === i)
})

const putOf = ({ kind, seconds, owner: of }: Thing, i: number): readonly Write[] => {
  const [id, at] = [`${i}`, ago(seconds)]
  switch (kind) {
    case 'profile':
      return [
        {
          _tag: 'Put',
          table: 'miner_gpu_profiles',
          records: [
            {
              netuid: of.netuid,
              miner_hotkey: id,
              miner_uid: 1,
              primary_gpu_model: 'H100',
              gpu_counts: {},
              total_score: 1,
              verification_count: 1,
              last_updated: at,
            },
          ],
        },
      ]
    case 'result':
      return [{ _tag: 'Put', table: 'miner_prover_results', records: [result(id, { netuid: of.netuid, verification_timestamp: at })] }]
    case 'metrics':
      return [
        { _tag: 'Put', table: 'emission_metrics', records: [metrics(id, { ...of, timestamp: at })] },
        { _tag: 'Put', table: 'weight_allocation_history', records: [entry(id, '5B', { ...of, timestamp: at })] },
      ]
    case 'open':
    case 'confirmed':
    case 'refused':
    case 'lost':
      return [
        {
          _tag: 'Put',
          table: 'weight_submissions',
          records: [submission(id, { ...of, status: kind, decided_at: ago(seconds + 1), settled_at: at })],
        },
      ]
    default:
      return [
        {
          _tag: 'Put',
          table: 'config_changes',
          records: [configChange(id, { ...of, status: kind === 'refused config' ? 'refused' : (kind as 'pending'), requested_at: at })],
        },
      ]
  }
}

/** Whether a thing should be there after a clean-up of subnet 39 by 5A, said apart. */
const stays = ({ kind, seconds, owner: { netuid, validator_hotkey } }: Thing): boolean => {
  if (netuid !== 39) return true
  if (kind === 'profile') return seconds <= 7200
  if (kind === 'result') return seconds <= 10_800
  if (validator_hotkey !== '5A' || kind === 'open' || kind === 'pending' || kind === 'in_force') return true
  return seconds <= 86_400
}

const TABLES_WITH_IDS: readonly TableName[] = ['miner_prover_results', 'emission_metrics', 'weight_submissions', 'config_changes']

const of = (retention: Retention, now: string) => ({ netuid: 39, hotkey: '5A', retention, now, last_settled: null })

const left = async (all: readonly Thing[], cleanUp: CleanUp): Promise<readonly string[]> => {
  const storage = memoryStorage()
  await storage.write(all.flatMap(putOf))
  await storage.write(cleanUp(of(RETENTION, NOW)))
  const ids = await Promise.all(
    TABLES_WITH_IDS.map(async (table) => ((await storage.read({ table })) as unknown as readonly Kept[]).map(({ id }) => id)),
  )
  const profiles = (await storage.read({ table: 'miner_gpu_profiles' })).map(({ miner_hotkey }) => miner_hotkey)
  const history = (await storage.read({ table: 'weight_allocation_history' })).map(({ emission_metrics_id: id }) => `history of ${id}`)
  return [...ids.flat(), ...profiles, ...history].sort()
}

const removesExactlyWhatIsOld = (cleanUp: CleanUp) =>
  fc.asyncProperty(things, async (all) => {
    const expected = all
      .flatMap((thing, i) => (!stays(thing) ? [] : thing.kind === 'metrics' ? [`${i}`, `history of ${i}`] : [`${i}`]))
      .sort()
    return JSON.stringify(await left(all, cleanUp)) === JSON.stringify(expected)
  })

const changing =
  (change: (write: Write) => readonly object[]): CleanUp =>
  (...input) =>
    cleanUpWrites(...input).flatMap(change) as readonly Write[]

const wrong: Readonly<Record<string, CleanUp>> = {
  'one that forgets the subnet': changing((write) => [
    write._tag === 'Remove'
      ? { ...write, where: Object.fromEntries(Object.entries(write.where ?? {}).filter(([name]) => name !== 'netuid')) }
      : write,
  ]),
  'one that forgets the signer': changing((write) => [
    write._tag === 'Remove'
      ? { ...write, where: Object.fromEntries(Object.entries(write.where ?? {}).filter(([name]) => name !== 'validator_hotkey')) }
      : write,
  ]),
  'one that takes any status': changing((write) => [
    write._tag === 'Remove' && write.table === 'config_changes' ? { ...write, where: { netuid: 39, validator_hotkey: '5A' } } : write,
  ]),
  'one that goes by when it was decided': changing((write) => [
    write._tag === 'Remove' && write.table === 'weight_submissions' ? { ...write, range: { ...write.range, column: 'decided_at' } } : write,
  ]),
  'one that leaves results': changing((write) => (write.table === 'miner_prover_results' ? [] : [write])),
  'one that is a second early': (input) => cleanUpWrites({ ...input, now: secondsLater(1)(input.now) }),
}

describe('laws of the clean-up', () => {
  test('it removes exactly what is older than allowed, of this subnet and signer, and never what is open, pending or in force', async () => {
    await fc.assert(removesExactlyWhatIsOld(cleanUpWrites), { numRuns: 300 })
  })
  for (const [name, cleanUp] of Object.entries(wrong))
    test(`the law kills ${name}`, async () => {
      expect((await fc.check(removesExactlyWhatIsOld(cleanUp), { numRuns: 500 })).failed).toBe(true)
    })

  test('a second clean-up finds nothing', async () => {
    await fc.assert(
      fc.asyncProperty(things, async (all) => {
        const storage = memoryStorage()
        const writes = cleanUpWrites(of(RETENTION, NOW))
        await storage.write(all.flatMap(putOf))
        await storage.write(writes)
        expect(await storage.write(writes)).toBe(0)
      }),
    )
  })

  test('the writes of the first tables are these, in this order', () => {
    const remove = (table: TableName, where: object, column: string, below: string) => ({
      _tag: 'Remove',
      table,
      where,
      range: { column, below },
    })
    const signer = { netuid: 39, validator_hotkey: '5A' }
    const ofStatus = (table: TableName, column: string, statuses: readonly string[]) =>
      statuses.map((status) => remove(table, { ...signer, status }, column, ago(86_400)))
    const first: readonly TableName[] = [
      'miner_gpu_profiles',
      'miner_prover_results',
      'emission_metrics',
      'weight_submissions',
      'config_changes',
    ]
    expect(cleanUpWrites(of(RETENTION, NOW)).filter(({ table }) => first.includes(table))).toEqual([
      remove('miner_gpu_profiles', { netuid: 39 }, 'last_updated', ago(7200)),
      remove('miner_prover_results', { netuid: 39 }, 'verification_timestamp', ago(10_800)),
      remove('emission_metrics', signer, 'timestamp', ago(86_400)),
      ...ofStatus('weight_submissions', 'settled_at', ['confirmed', 'refused', 'lost', 'superseded', 'not_sent']),
      ...ofStatus('config_changes', 'requested_at', ['superseded', 'refused']),
    ])
    expect(traceCleanUp(39, '5A', 2, NOW)).toEqual(remove('miner_performance_stats', signer, 'period_end', ago(2 * 86_400)))
  })

  test('the last confirmed submission stays with its metrics and its history, however old it is', async () => {
    const last_settled = ago(400 * 86_400)
    const writes = cleanUpWrites({ ...of(RETENTION, NOW), last_settled })
    for (const table of ['emission_metrics', 'weight_submissions', 'config_changes'] as const)
      expect(writes.filter((write) => write.table === table && write._tag === 'Remove' && write.range?.below !== last_settled)).toEqual([])
    expect(cleanUpWrites({ ...of(RETENTION, NOW), last_settled: ago(1) })).toEqual(cleanUpWrites(of(RETENTION, NOW)))
    // A clock that was ahead when it was settled changes nothing.
    expect(cleanUpWrites({ ...of(RETENTION, NOW), last_settled: ago(-86_400 * 40) })).toEqual(cleanUpWrites(of(RETENTION, NOW)))
  })

  test('an instant that is none, and ages below 0, remove nothing', () => {
    expect(cleanUpWrites(of(RETENTION, 'yesterday'))).toEqual([])
    for (const name of ['profiles_hours', 'results_hours', 'metrics_days'] as const)
      for (const bad of [-1, NaN]) expect(cleanUpWrites(of({ ...RETENTION, [name]: bad }, NOW))).toEqual([])
    expect(cleanUpWrites(of({ ...RETENTION, profiles_hours: 0, results_hours: 0, metrics_days: 0 }, NOW))).not.toEqual([])
    expect(cleanUpWrites(of(DEFAULT_SETTINGS.retention, '2026-11-20T07:00:00+01:00'))).toEqual(
      cleanUpWrites(of(DEFAULT_SETTINGS.retention, NOW)),
    )
  })
})
