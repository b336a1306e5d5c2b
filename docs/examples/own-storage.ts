import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { memoryStorage } from 'steelyard/adapters/memory'
import { StorageError } from 'steelyard/adapters/storage'
import type { Storage, Write } from 'steelyard/validator'

/** A line for each batch, in the order in which they were written. A last line without its end was never acknowledged. */
const replay = async (path: string, size: number, into: Storage): Promise<number> => {
  let length = 0
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const end = length + Buffer.byteLength(line) + 1
    if (end > size) break
    await into.write(JSON.parse(line) as readonly Write[])
    length = end
  }
  return length
}

/** A store in one file: what it holds is in memory, and every batch is on the disk before it is acknowledged. The file only grows. */
export const logStorage = async (path: string): Promise<Storage> => {
  const file = await open(path, 'a+')
  let memory = memoryStorage()
  let length = await replay(path, (await file.stat()).size, memory)
  await file.truncate(length)
  let turn: Promise<unknown> = Promise.resolve()

  /** Batches take turns, so that the lines are in the order in which memory took them. */
  const inTurn = <A>(work: () => Promise<A>): Promise<A> => {
    const mine = turn.then(work)
    turn = mine.catch(() => undefined)
    return mine
  }

  const append = async (line: string): Promise<void> => {
    try {
      await file.appendFile(line)
      await file.sync()
      length += Buffer.byteLength(line)
    } catch (error) {
      // Memory is ahead of the disk: back to what was acknowledged, and none of it is lost.
      await file.truncate(length).catch(() => undefined)
      memory = memoryStorage()
      await replay(path, length, memory)
      throw new StorageError({ _tag: 'Failed', message: `${path}: ${String(error)}` })
    }
  }
  const write = async (batch: readonly Write[]): Promise<number> => {
    const removed = await memory.write(batch)
    await append(`${JSON.stringify(batch)}\n`)
    return removed
  }
  return {
    write: (batch) => inTurn(() => write(batch)),
    read: (query) => inTurn(() => memory.read(query)),
    close: () => inTurn(() => file.close()),
  }
}
