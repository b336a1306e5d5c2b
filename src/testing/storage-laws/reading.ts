/** Laws of reading: what a query finds, in which order, and how much of it. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { TableName, Tables } from '../../storage/tables.js'
import { TABLE_NAMES, describedTable } from '../../storage/tables.js'
import type { Storage, Write } from '../../storage/port.js'
import { queryArbitrary, recordArbitrary } from '../arbitraries/records.js'
import type { AnyQuery, AnyRecord, Model } from '../storage-model.js'
import { EMPTY, modelRead, modelWrite } from '../storage-model.js'
import type { StorageLaw } from './law.js'
import { EVERYTHING, assertHolds, assertSame, find } from './law.js'
import { JUST_AFTER, JUST_BEFORE, NOON, result, sampleOf, state, submission } from './samples.js'

/** Records that may stand together: of those under `atMostOne` only the first, and each with the record that it belongs to. */
const together = (table: TableName, records: readonly AnyRecord[]): readonly Write[] => {
  const { atMostOne, belongsTo } = describedTable(table)
  const kept = records.filter((record, i) => i === 0 || atMostOne === undefined || record[atMostOne.column] !== atMostOne.text)
  const put = { _tag: 'Put', table, records: kept } as unknown as Write
  if (belongsTo === undefined) return [put]
  const owner = belongsTo.table as TableName
  const [id] = describedTable(owner).key as readonly [string]
  const owners = kept.map((record) => ({ ...sampleOf(owner), [id]: record[belongsTo.column] }))
  return [...together(owner, owners), put]
}

const records = (table: TableName, maxLength: number): fc.Arbitrary<readonly AnyRecord[]> =>
  fc.array(recordArbitrary(table) as fc.Arbitrary<object> as fc.Arbitrary<AnyRecord>, { maxLength })

/** What is there after a batch that can't fail. */
const kept = (batch: readonly Write[]): Model => {
  const outcome = modelWrite(EMPTY, batch)
  assert.ok(typeof outcome === 'object')
  return outcome.model
}

const questions = fc.constantFrom(...TABLE_NAMES).chain((table) =>
  fc.record({
    table: fc.constant(table),
    records: records(table, 12),
    queries: fc.array(queryArbitrary(table) as fc.Arbitrary<object> as fc.Arbitrary<AnyQuery>, { minLength: 4, maxLength: 4 }),
  }),
)

const idsOf = async (
  storage: Storage,
  query: Omit<AnyQuery, 'table'>,
  table: TableName = 'miner_prover_results',
): Promise<readonly unknown[]> => (await find(storage, { table, ...query })).map(({ id }) => id)

const withResults = async (storage: Storage, records: readonly Tables['miner_prover_results'][]): Promise<void> => {
  await storage.write([{ _tag: 'Put', table: 'miner_prover_results', records }])
}

/** What a store answers. */
export const READING: readonly StorageLaw[] = [
  {
    name: 'every record comes back as it was put',
    holds: (storage, runs) =>
      fc.assert(
        fc.asyncProperty(fc.tuple(...TABLE_NAMES.map((table) => records(table, 2))), async (tables) => {
          const batch = TABLE_NAMES.flatMap((table, i) => together(table, tables[i]!))
          await storage.write([...EVERYTHING, ...batch])
          await assertHolds(storage, kept(batch))
        }),
        { numRuns: runs },
      ),
  },
  {
    name: 'a read finds what equals and lies in the range, in order, at most as many as wanted',
    holds: (storage, runs) =>
      fc.assert(
        fc.asyncProperty(questions, async ({ table, records, queries }) => {
          const batch = together(table, records)
          const model = kept(batch)
          await storage.write([...EVERYTHING, ...batch])
          for (const query of queries) assertSame(await find(storage, query), modelRead(model, query))
        }),
        { numRuns: 2 * runs },
      ),
  },
  {
    name: 'a range has its beginning in it and its end not, to the nanosecond',
    holds: async (storage) => {
      await withResults(
        storage,
        [JUST_BEFORE, NOON, JUST_AFTER].map((verification_timestamp, i) => result(`${i}`, { verification_timestamp })),
      )
      const column = 'verification_timestamp'
      assertSame(await idsOf(storage, { range: { column, from: NOON } }), ['1', '2'])
      assertSame(await idsOf(storage, { range: { column, below: NOON } }), ['0'])
      assertSame(await idsOf(storage, { range: { column, from: NOON, below: JUST_AFTER } }), ['1'])
      assertSame(await idsOf(storage, { range: { column, from: NOON, below: NOON } }), [])
    },
  },
  {
    name: 'records of one instant come in the order of their keys, and descending is all of it reversed',
    holds: async (storage) => {
      const record = (netuid: number, id: string, verification_timestamp: string) => result(id, { netuid, verification_timestamp })
      await withResults(storage, [
        record(2, 'd', NOON),
        record(1, 'c', NOON),
        record(1, 'b', NOON),
        record(9, 'a', JUST_BEFORE),
        record(0, 'e', JUST_AFTER),
      ])
      assertSame(await idsOf(storage, {}), ['a', 'b', 'c', 'd', 'e'])
      assertSame(await idsOf(storage, { descending: true }), ['e', 'd', 'c', 'b', 'a'])
      assertSame(await idsOf(storage, { range: { column: 'miner_uid', from: 0 }, descending: true }), ['a', 'd', 'c', 'b', 'e'])
    },
  },
  {
    name: 'a limit takes the first of the order',
    holds: async (storage) => {
      await withResults(storage, [
        result('b', { verification_timestamp: JUST_AFTER }),
        result('c'),
        result('a', { verification_timestamp: JUST_BEFORE }),
      ])
      assertSame(await idsOf(storage, { limit: 2 }), ['a', 'c'])
      assertSame(await idsOf(storage, { limit: 1, descending: true }), ['b'])
      assertSame(await idsOf(storage, { limit: 0 }), [])
      assertSame(await idsOf(storage, { limit: 9 }), ['a', 'c', 'b'])
    },
  },
  {
    name: 'null equals null and lies in no range',
    holds: async (storage) => {
      const table = 'weight_submissions'
      await storage.write([
        { _tag: 'Put', table, records: [submission('a'), submission('b', { status: 'confirmed', block: 0, settled_at: NOON })] },
      ])
      assertSame(await idsOf(storage, { where: { block: null } }, table), ['a'])
      assertSame(await idsOf(storage, { where: { block: 0 } }, table), ['b'])
      assertSame(await idsOf(storage, { range: { column: 'block', from: 0 } }, table), ['b'])
      assertSame(await idsOf(storage, { range: { column: 'block', below: 1 } }, table), ['b'])
      assertSame(await idsOf(storage, { range: { column: 'settled_at' } }, table), ['b'])
    },
  },
  {
    name: 'texts are compared by code units',
    holds: async (storage) => {
      await storage.write([{ _tag: 'Put', table: 'validator_state', records: ['é', 'a', 'B', 'ab', 'A'].map((name) => state(name)) }])
      const names = async (query: Omit<AnyQuery, 'table'>) =>
        (await find(storage, { table: 'validator_state', ...query })).map(({ name }) => name)
      assertSame(await names({}), ['A', 'B', 'a', 'ab', 'é'])
      assertSame(await names({ range: { column: 'name', from: 'B', below: 'b' } }), ['B', 'a', 'ab'])
      assertSame(await names({ where: { name: 'a' } }), ['a'])
    },
  },
  {
    name: 'what was written is seen by the next read',
    holds: async (storage) => {
      const seen = async () => (await find(storage, { table: 'validator_state', where: { name: 'a' } })).map(({ document }) => document)
      for (const document of [1, 2, 3]) {
        await storage.write([{ _tag: 'Put', table: 'validator_state', records: [state('a', { document })] }])
        assertSame(await seen(), [document])
      }
      await storage.write([{ _tag: 'Remove', table: 'validator_state', where: { name: 'a' } }])
      assertSame(await seen(), [])
    },
  },
  {
    name: 'records belong to the caller: changing them changes nothing that is kept',
    holds: async (storage) => {
      const document = { list: [1] }
      const seen = async () => (await find(storage, { table: 'validator_state' })) as { document: { list: number[] } }[]
      await storage.write([{ _tag: 'Put', table: 'validator_state', records: [state('a', { document })] }])
      document.list.push(2)
      const [first] = await seen()
      assertSame(first?.document, { list: [1] })
      first?.document.list.push(3)
      Object.assign(first ?? {}, { name: 'b' })
      assertSame(await seen(), [state('a', { document: { list: [1] } })])
    },
  },
]
