/**
 * A store whose batches are written one at a time, so that after one that failed it can be looked at before the next is written:
 * the batch is there whole, or not at all.
 */
import type { Storage, Write } from '../../src/storage/port.js'
import type { Told } from './moments.js'
import { purposeOf } from './moments.js'
import { watched, witness } from './witness.js'

export interface WatchedInTurn {
  readonly storage: Storage
  /** How many batches failed. */
  readonly failures: () => number
  /** What was wrong with the store after any failure, and is now. */
  readonly faults: () => Promise<readonly string[]>
}

const inTurn = (storage: Storage): Storage => {
  let line: Promise<unknown> = Promise.resolve()
  return {
    ...storage,
    write: (batch) => {
      const written = line.then(() => storage.write(batch))
      line = written.catch(() => undefined)
      return written
    },
  }
}

/** `other` is the same store, read past the trouble. */
export const watchedInTurn = (storage: Storage, other: Pick<Storage, 'read'>, told: Told): WatchedInTurn => {
  const seen = witness()
  const found: string[] = []
  let failures = 0
  let batch: readonly Write[] = []
  return {
    storage: inTurn(
      watched(storage, {
        began: (id, begun) => {
          batch = begun
          seen.began(id, begun)
          told(`began ${purposeOf(begun)}`, begun)
        },
        kept: (id) => {
          seen.kept(id)
          told(`kept ${purposeOf(batch)}`, batch)
        },
        failed: async () => {
          failures++
          found.push(...(await seen.look(other)))
        },
      }),
    ),
    failures: () => failures,
    faults: async () => [...found, ...(await seen.look(other))],
  }
}
