/** The development node: its blocks are made on demand, its storage can be changed, and it can go back to an earlier block. */
import { WebSocket } from 'ws'

export const URL = process.env['STEELYARD_CHAIN'] ?? 'ws://127.0.0.1:8800'

interface Pending {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** A connection of the test's own, beside that of the adapter. */
export const connectNode = async (url = URL) => {
  const socket = new WebSocket(url, { maxPayload: 1 << 28 })
  const pending = new Map<number, Pending>()
  let asked = 0
  await new Promise<void>((resolve, reject) => {
    socket.on('open', () => resolve())
    socket.on('error', reject)
  })
  socket.on('message', (data: Buffer) => {
    const { id, result, error } = JSON.parse(data.toString()) as { id?: number; result?: unknown; error?: { message: string } }
    const caller = id === undefined ? undefined : pending.get(id)
    if (caller === undefined || id === undefined) return
    pending.delete(id)
    if (error === undefined) caller.resolve(result)
    else caller.reject(new Error(error.message))
  })
  const ask = (method: string, params: readonly unknown[] = []): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = ++asked
      pending.set(id, { resolve, reject })
      socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }))
    })
  const height = async (): Promise<number> => Number(((await ask('chain_getHeader')) as { number: string }).number)
  return {
    ask,
    height,
    newBlocks: async (count: number): Promise<void> => void (await ask('dev_newBlock', [{ count }])),
    setStorage: async (changes: unknown): Promise<void> => void (await ask('dev_setStorage', [changes])),
    /** Back to a block. Clients that are connected do not follow this: connect anew. */
    backTo: async (block: number): Promise<void> => void (await ask('dev_setHead', [block])),
    close: (): void => socket.close(),
  }
}

export type Node = Awaited<ReturnType<typeof connectNode>>

/** Makes a block every so many milliseconds, until it is stopped. */
export const producing = (node: Node, pause = 300): { readonly stop: () => Promise<void> } => {
  let isOver = false
  const made = (async () => {
    while (!isOver) {
      await node.newBlocks(1)
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  })()
  return {
    stop: async () => {
      isOver = true
      await made
    },
  }
}

/** Makes blocks until something has come. */
export const meanwhile = async <A>(node: Node, pending: Promise<A>): Promise<A> => {
  let isOver = false
  void pending.then(
    () => (isOver = true),
    () => (isOver = true),
  )
  for (let i = 0; i < 30 && !isOver; i++) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    if (!isOver) await node.newBlocks(1)
  }
  return pending
}
