/** A law of stores, and how it is told whether one keeps it. */
import assert from 'node:assert/strict'
import { storageFailure } from '../../adapters/storage/storage-error.js'
import type { Storage, StorageFailure, Write } from '../../storage/port.js'
import { TABLE_NAMES, describedTable } from '../../storage/tables.js'
import type { AnyQuery, AnyRecord, Model } from '../storage-model.js'

/** A sentence about stores; `holds` rejects for an empty store that breaks it. Properties are tried `runs` times. */
export interface StorageLaw {
  readonly name: string
  readonly holds: (storage: Storage, runs: number) => Promise<void>
}

// As JSON, since -0 is written as 0 there, and a runner may have classes of its own.
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown

/** Records are the same, whatever the order of their columns. */
export const assertSame = (found: unknown, expected: unknown): void => assert.deepEqual(plain(found), plain(expected))

/** What a query finds. */
export const find = (storage: Storage, query: AnyQuery): Promise<readonly AnyRecord[]> =>
  storage.read(query as Parameters<Storage['read']>[0]) as Promise<readonly unknown[]> as Promise<readonly AnyRecord[]>

/** Every record of every table is there, and no other. */
export const assertHolds = async (storage: Storage, model: Model): Promise<void> => {
  for (const table of TABLE_NAMES) {
    const found = await find(storage, { table })
    const byKey = (record: AnyRecord): string => JSON.stringify(describedTable(table).key.map((column) => record[column]))
    const sorted = (records: readonly AnyRecord[]) => [...records].sort((a, b) => (byKey(a) < byKey(b) ? -1 : 1))
    assertSame(sorted(found), sorted(model[table]))
  }
}

/** The write fails, for one of these reasons. */
export const assertFails = async (writing: Promise<number>, ...reasons: readonly StorageFailure['_tag'][]): Promise<void> => {
  const tag = await writing.then(
    () => 'nothing',
    (error: unknown) => storageFailure(error)._tag,
  )
  assert.ok(
    reasons.some((reason) => reason === tag),
    `the batch should fail with ${reasons.join(' or ')}, but failed with ${tag}`,
  )
}

/** A batch that removes every record. */
export const EVERYTHING: readonly Write[] = TABLE_NAMES.map((table): Write => ({ _tag: 'Remove', table }))
