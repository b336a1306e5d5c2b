import { describe, expect, test } from 'vitest'
import { recordFault } from '../../src/storage/check-record.js'
import { memoryStorage } from '../../src/adapters/memory-storage.js'
import { storageFailure } from '../../src/adapters/storage/storage-error.js'
import { misfitsOf } from '../../src/testing/misfits.js'
import { entry, metrics, result, state, submission } from '../../src/testing/storage-laws/samples.js'
import { TABLES } from '../../src/storage/tables.js'

// That it keeps the contract is seen in test/testing/test-storage.test.ts.

describe('the store in memory', () => {
  test('two stores share nothing', async () => {
    const [one, other] = [memoryStorage(), memoryStorage()]
    await one.write([{ _tag: 'Put', table: 'validator_state', records: [state('a')] }])
    expect(await other.read({ table: 'validator_state' })).toEqual([])
  })

  test('after a batch that fails, what was open before is open, and nothing else', async () => {
    const storage = memoryStorage()
    const [a, b] = [submission('a'), submission('b')]
    const failing = { _tag: 'Add', table: 'weight_submissions', records: [a] } as const
    await storage.write([{ _tag: 'Add', table: 'weight_submissions', records: [a] }])
    await expect(
      storage.write([{ _tag: 'Put', table: 'weight_submissions', records: [{ ...a, status: 'lost' }, b] }, failing]),
    ).rejects.toThrow('Conflict')
    await expect(storage.write([{ _tag: 'Put', table: 'weight_submissions', records: [b] }])).rejects.toThrow('Conflict')
    await storage.write([
      { _tag: 'Remove', table: 'weight_submissions' },
      { _tag: 'Put', table: 'weight_submissions', records: [b] },
    ])
    expect(await storage.read({ table: 'weight_submissions' })).toEqual([b])
  })

  test('ten thousand results and as many cycles find room, and go again', async () => {
    const storage = memoryStorage()
    const many = Array.from({ length: 10_000 }, (_, i) => i)
    await storage.write([{ _tag: 'Put', table: 'miner_prover_results', records: many.map((i) => result(`${i}`)) }])
    for (const i of many) {
      const id = `${i}`
      await storage.write([{ _tag: 'Add', table: 'weight_submissions', records: [submission(id)] }])
      await storage.write([
        { _tag: 'Put', table: 'weight_submissions', records: [submission(id, { status: 'confirmed', block: i })] },
        { _tag: 'Put', table: 'emission_metrics', records: [metrics(id)] },
        { _tag: 'Put', table: 'weight_allocation_history', records: [entry(id, '5B')] },
      ])
    }
    expect(await storage.write([{ _tag: 'Remove', table: 'emission_metrics' }])).toBe(10_000)
    expect(await storage.read({ table: 'weight_allocation_history' })).toEqual([])
  }, 30_000)
})

describe('what does not fit a table', () => {
  test('is named by table, column, what should stand there and what does', () => {
    expect(recordFault('validator_state', state('a', { netuid: -1 }))).toBe('validator_state.netuid should be at least 0, not -1')
    expect(recordFault('emission_metrics', metrics('a', { burn_percentage: '100.5' }))).toBe(
      'emission_metrics.burn_percentage should be at most 100, not "100.5"',
    )
    expect(recordFault('validator_state', { ...state('a'), note: 1 } as never)).toBe('validator_state has no column "note"')
    expect(recordFault('validator_state', null as never)).toBe('validator_state: null is no record')
    expect(recordFault('validator_state', state('x'.repeat(99) + '\0'))!.length).toBeLessThan(200)
    expect(recordFault('weight_submissions', submission('a', { status: 'sent' as never }))).toBe(
      'weight_submissions.status should be one of open, confirmed, refused, lost, superseded, not_sent, not "sent"',
    )
  })

  test('every column has values that do not fit, and each is refused', () => {
    const columns = Object.entries(TABLES.weight_submissions.columns)
    for (const [name, column] of columns)
      for (const misfit of misfitsOf(column))
        expect(recordFault('weight_submissions', { ...submission('a'), [name]: misfit }), name).not.toBeNull()
  })

  test('JSON may hold what texts may not, and anything of any realm, but not itself, holes or classes', () => {
    const fits = (document: unknown): boolean => recordFault('validator_state', state('a', { document: document as never })) === null
    const loop: unknown[] = []
    loop.push(loop)
    expect(
      ['\0', '\ud800', '😀', null, [], {}, Object.create(null), structuredClone({ a: [1] }), JSON.parse('{"__proto__":1}')].every(fits),
    ).toBe(true)
    expect([loop, [1, , 2], new Error('of a class'), Symbol('a'), { toJSON: () => 1 }, new Uint8Array(1)].some(fits)).toBe(false) // eslint-disable-line no-sparse-arrays
  })

  test('a failure says which', async () => {
    const failure = await memoryStorage()
      .write([{ _tag: 'Put', table: 'weight_allocation_history', records: [entry('a', '5B')] }])
      .catch(storageFailure)
    expect(failure).toEqual({ _tag: 'Invalid', message: 'emission_metrics has no record "a"' })
  })
})
