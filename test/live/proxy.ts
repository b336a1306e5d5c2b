/** A connection to the node that is cut after so many frames; the next one is whole. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { WebSocket, WebSocketServer } from 'ws'
import { URL } from './node.js'

/** `frames`: how many frames of both directions pass before the first cut; after it, nothing is cut. */
export const cutAfter = async (frames: number) => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, maxPayload: 1 << 28, handleProtocols: (all) => [...all][0] ?? false })
  await once(server, 'listening')
  let [passed, cuts] = [0, 0]
  const asked: string[] = []
  server.on('connection', (near) => {
    const far = new WebSocket(URL, { maxPayload: 1 << 28 })
    const waiting: string[] = []
    const end = (): void => {
      near.terminate()
      far.terminate()
    }
    const count = (): boolean => {
      if (++passed !== frames) return true
      cuts++
      end()
      return false
    }
    near.on('message', (data: Buffer) => {
      asked.push((JSON.parse(data.toString()) as { readonly method: string }).method)
      if (!count()) return
      if (far.readyState === WebSocket.OPEN) far.send(data.toString())
      else waiting.push(data.toString())
    })
    far.on('open', () => waiting.splice(0).forEach((text) => far.send(text)))
    far.on('message', (data: Buffer) => {
      if (count()) near.send(data.toString())
    })
    for (const socket of [near, far]) socket.on('close', end).on('error', () => undefined)
  })
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cuts: () => cuts,
    passed: () => passed,
    /** The methods of the requests, in their order. */
    asked: (): readonly string[] => asked,
    close: (): void => {
      server.clients.forEach((client) => client.terminate())
      server.close()
    },
  }
}
