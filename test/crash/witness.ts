/**
 * Keeps beside a store what it must hold: every batch that was acknowledged, whole, and of those whose outcome nobody heard each
 * whole or not at all. A store that holds anything else has lost something, or made it up.
 */
import type { Model } from '../../src/testing/storage-model.js'
import { EMPTY, modelWrite } from '../../src/testing/storage-model.js'
import type { Storage, Write } from '../../src/storage/port.js'
import type { TableName } from '../../src/storage/tables.js'
import { TABLES } from '../../src/storage/tables.js'

type Batch = readonly Write[]

/** What is told of the batches of a store. A promise is waited for before anything else is done. */
export interface Watcher {
  readonly began: (id: number, batch: Batch) => unknown
  readonly kept: (id: number) => unknown
  readonly failed: (id: number) => unknown
}

export interface Witness extends Watcher {
  /** What is wrong with a store that nobody writes to just now. After it nothing is in doubt. */
  readonly look: (storage: Pick<Storage, 'read'>) => Promise<readonly string[]>
}

const NAMES = Object.keys(TABLES) as TableName[]

type Content = { readonly [T in TableName]: readonly string[] }

const linesOf = (table: TableName, records: readonly object[]): readonly string[] =>
  records
    .map((record) => JSON.stringify(Object.keys(TABLES[table].columns).map((name) => (record as Readonly<Record<string, unknown>>)[name])))
    .sort()

const contentOf = (of: (table: TableName) => readonly object[]): Content =>
  Object.fromEntries(NAMES.map((table) => [table, linesOf(table, of(table))])) as unknown as Content

const differences = (expected: Content, found: Content): readonly string[] =>
  NAMES.flatMap((table) => {
    const [before, after] = [new Set(expected[table]), new Set(found[table])]
    return [
      ...expected[table].filter((line) => !after.has(line)).map((line) => `${table} lacks ${line}`),
      ...found[table].filter((line) => !before.has(line)).map((line) => `${table} holds ${line}, which nobody acknowledged`),
    ]
  })

/** Every choice among the batches in doubt, none of them first, each applied in order; what a choice makes impossible is left out. */
const possible = (model: Model, doubtful: readonly Batch[]): readonly Model[] =>
  doubtful.reduce<readonly Model[]>(
    (models, batch) => [
      ...models,
      ...models.flatMap((before) => {
        const outcome = modelWrite(before, batch)
        return typeof outcome === 'string' ? [] : [outcome.model]
      }),
    ],
    [model],
  )

export const witness = (): Witness => {
  const doubtful = new Map<number, Batch>()
  const impossible: string[] = []
  let model = EMPTY
  return {
    began: (id, batch) => {
      doubtful.set(id, batch)
    },
    kept: (id) => {
      const outcome = modelWrite(model, doubtful.get(id)!)
      if (typeof outcome === 'string') impossible.push(`a batch was acknowledged that is a ${outcome}`)
      else model = outcome.model
      doubtful.delete(id)
    },
    failed: () => undefined,
    look: async (storage) => {
      const read = Object.fromEntries(await Promise.all(NAMES.map(async (table) => [table, await storage.read({ table })] as const)))
      const found = contentOf((table) => read[table]!)
      const models = possible(model, [...doubtful.values()])
      const held = models.find(
        (other) =>
          differences(
            contentOf((table) => other[table]),
            found,
          ).length === 0,
      )
      doubtful.clear()
      const wrong =
        held === undefined
          ? differences(
              contentOf((table) => model[table]),
              found,
            ).slice(0, 5)
          : []
      model = held ?? model
      return [...impossible.splice(0), ...wrong]
    },
  }
}

/** A store whose batches are watched: what is told comes before what follows from it. */
export const watched = (storage: Storage, { began, kept, failed }: Watcher): Storage => {
  let last = 0
  return {
    ...storage,
    write: async (batch) => {
      const id = ++last
      await began(id, batch)
      let removed
      try {
        removed = await storage.write(batch)
      } catch (error) {
        await failed(id)
        throw error
      }
      await kept(id)
      return removed
    },
  }
}
