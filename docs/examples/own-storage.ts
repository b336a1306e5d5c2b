import { open, readFile } from 'node:fs/promises'
import { memoryStorage } from 'steelyard/adapters/memory'
import { StorageError } from 'steelyard/adapters/storage'
import type { Storage, Write } from 'steelyard/validator'

/** A line for each batch, in the order in which they were written. A line that is cut off was never acknowledged. */
const replay = async (path: string, into: Storage): Promise<number> => {
  const text = await readFile(path, 'utf8').catch(() => '')
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  for (const line of whole.split('\n')) if (line !== '') await into.write(JSON.parse(line) as readonly Write[])
  return Buffer.byteLength(whole)
}

/** A store in one file: what it holds is in memory, and every batch is on the disk before it is acknowledged. */
export const logStorage = async (path: string): Promise<Storage> => {
  const file = await open(path, 'a+')
  let memory = memoryStorage()
  let length = await replay(path, memory)
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
      await replay(path, memory)
      throw new StorageError({ _tag: 'Failed', message: `${path}: ${String(error)}` })
    }
  }

  return {
    write: (batch) =>
      inTurn(async () => {
        const removed = await memory.write(batch)
        await append(`${JSON.stringify(batch)}\n`)
        return removed
      }),
    read: (query) => inTurn(() => memory.read(query)),
    close: () => inTurn(() => file.close()),
  }
}
