/** A node that answers as a recorded one did: by what is asked, whatever the order and the ids. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { WeightsCall } from '../../../src/validator/ports.js'

/** A recorded frame: to the node or to the client. */
interface Frame {
  readonly to: 'node' | 'client'
  readonly data: string
}

/** A recorded conversation. */
export interface Scene {
  readonly name: string
  readonly netuid: number
  readonly publicKey: string
  readonly transactions: readonly string[]
  /** what was submitted, in the scenes that tell it */
  readonly call?: WeightsCall
  readonly answers: readonly unknown[]
  readonly frames: readonly Frame[]
}

interface Message {
  readonly id?: unknown
  readonly method?: string
  readonly params?: unknown
  readonly result?: unknown
}

const scenesIn = (file: string): readonly Scene[] =>
  JSON.parse(gunzipSync(readFileSync(`test/adapters/subtensor/fixtures/${file}`)).toString()) as readonly Scene[]

const SCENES = [...scenesIn('spec-293.json.gz'), ...scenesIn('commits-293.json.gz')]

export const sceneNames: readonly string[] = SCENES.map(({ name }) => name)

export const sceneOf = (name: string): Scene => {
  const scene = SCENES.find((one) => one.name === name)
  if (scene === undefined) throw new Error(`no scene ${name}`)
  return scene
}

export const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.slice(2), 'hex'))

/** The signer of a scene: it gives the transactions that were signed then. */
export const signerOf = ({ publicKey, transactions }: Scene) => {
  let signed = 0
  return {
    publicKey: bytesOf(publicKey),
    signTx: () => Promise.resolve(bytesOf(transactions[signed++ % transactions.length]!)),
    signBytes: () => Promise.reject(new Error('nobody signs bytes')),
  }
}

/** An answer, and the notifications that follow it. */
interface Reply {
  readonly answer: Message
  readonly events: readonly string[]
}

/** What is asked, without the ids that a node makes up. */
const question = ({ method = '', params }: Message, subscription: string): string =>
  `${method} ${JSON.stringify(params).replaceAll(`"${subscription}"`, '"S"')}`

const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((found, key) => (typeof found === 'object' && found !== null ? Reflect.get(found, key) : undefined), value)

interface Replies {
  readonly replies: ReadonlyMap<string, readonly Reply[]>
  readonly subscription: string
}

const known = new WeakMap<Scene, Replies>()

/** The replies of a scene by question. Notifications belong to the request of their operation, or to what moved the chain. */
const repliesOf = (scene: Scene): Replies => {
  const replies = known.get(scene) ?? readReplies(scene)
  known.set(scene, replies)
  return replies
}

const MOVES = /^(?:chainHead_v1_follow|chainHead_v1_call|transaction_v1_broadcast)$/

const readReplies = ({ frames }: Scene): Replies => {
  const parsed = frames.map(({ to, data }) => ({ to, data, message: JSON.parse(data) as Message }))
  const asked = parsed.filter(({ to }) => to === 'node')
  const said = parsed.filter(({ to }) => to === 'client')
  const answerTo = (request: Message): Message | undefined =>
    said.find(({ message }) => 'id' in message && message.id === request.id)?.message
  const requestOf = (method: string): Message | undefined => asked.find(({ message }) => message.method === method)?.message
  const follow = requestOf('chainHead_v1_follow')
  const subscription = String(answerTo(follow!)?.result)
  const begin = parsed.findIndex(({ message }) => at(message, 'params', 'result', 'event') === 'newBlock')
  /** What moved the chain before the frame with this number: the call or the broadcast before it. */
  const moverOf = (i: number): Message | undefined =>
    begin < 0 || i < begin
      ? follow
      : parsed
          .slice(0, i)
          .filter(({ to, message }) => to === 'node' && MOVES.test(message.method ?? ''))
          .at(-1)?.message
  const replies = new Map<string, Reply[]>()
  for (const { message } of asked) {
    const answer = answerTo(message)
    if (answer === undefined) continue
    const operation = at(answer, 'result', 'operationId')
    const events = parsed.flatMap(({ to, message: told, data }, i) => {
      if (to !== 'client' || 'id' in told) return []
      const about = at(told, 'params', 'result', 'operationId')
      const moves = about === undefined && message === moverOf(i)
      return moves || (about !== undefined && about === operation) ? [data] : []
    })
    const key = question(message, subscription)
    replies.set(key, [...(replies.get(key) ?? []), { answer, events }])
  }
  return { replies, subscription }
}

/** What happens to the frame with this number among those that the node sends. */
export interface Fault {
  readonly kind: 'cut' | 'garble' | 'withhold' | 'silence' | 'swap' | 'twice' | 'nonsense'
  readonly frame: number
}

/** A frame that a node is about to send. */
export interface Saying {
  readonly frame: string
  /** among all that the node sends, over all its sockets */
  readonly number: number
  /** which socket, the first is 0 */
  readonly socket: number
  readonly url: string
  readonly request: string
  readonly subscription: string
}

/** What is sent instead of a frame, and after how many milliseconds; or what happens to the socket. */
export type Delivery =
  | { readonly data: unknown; readonly after: number }
  /** The socket ends: with an error or without. */
  | { readonly end: 'close' | 'error' | 'silence' }

/** A node that does something else. */
export type Tamper = (saying: Saying) => readonly Delivery[]

/** What a replay has been asked. */
export interface Log {
  readonly asked: Message[]
  readonly unanswered: string[]
  sent: number
  /** sockets that are open */
  open: number
}

const FREE = /^(?:chainHead_v1_(?:unpin|stopOperation|unfollow)|transaction_v1_stop)$/
const METADATA = /"Metadata_metadata_/

/** The same frame with another content: hex that means nothing. */
const nonsense = (data: string): string => data.replace(/"0x[0-9a-f]*"/g, '"0x07"')

type Listener = (event: object) => void

/** A class of sockets over a scene, and what was asked of them. Only the first socket has the fault; a tamper is told of each. */
export const replaySocket = (scene: Scene, fault: Fault | Tamper | null = null) => {
  const log: Log = { asked: [], unanswered: [], sent: 0, open: 0 }
  const { replies, subscription } = repliesOf(scene)
  const common = repliesOf(SCENES[0]!)
  let sockets = 0
  class ReplaySocket {
    #listeners: readonly (readonly [string, Listener])[] = []
    readonly #used = new Map<string, number>()
    readonly #number = sockets++
    #isClosed = false
    #isSilent = false
    readonly #timers = new Set<ReturnType<typeof setTimeout>>()
    #kept: string | null = null

    constructor(readonly url: string) {
      log.open++
      setTimeout(() => this.#tell('open', {}), 1)
    }
    addEventListener(type: string, listener: Listener): void {
      this.#listeners = [...this.#listeners, [type, listener]]
    }
    removeEventListener(type: string, listener: Listener): void {
      this.#listeners = this.#listeners.filter(([wanted, known]) => wanted !== type || known !== listener)
    }
    close(): void {
      if (this.#isClosed) return
      this.#isClosed = true
      log.open--
      this.#timers.forEach(clearTimeout)
      for (const [type, listener] of this.#listeners) if (type === 'close') listener({ code: 1006 })
    }
    send(text: string): void {
      const message = JSON.parse(text) as Message
      log.asked.push(message)
      const reply = this.#reply(message)
      for (const frame of [JSON.stringify({ ...reply.answer, id: message.id }), ...reply.events]) this.#say(frame, text)
    }
    #reply(message: Message): Reply {
      const key = question(message, subscription)
      const isCommon = METADATA.test(key)
      const found =
        replies.get(key) ?? (isCommon ? [...common.replies].find(([k]) => METADATA.test(k) && sameCall(k, key))?.[1] : undefined)
      if (found !== undefined) {
        const used = this.#used.get(key) ?? 0
        this.#used.set(key, used + 1)
        const reply = found[Math.min(used, found.length - 1)]!
        return isCommon ? { ...reply, events: reply.events.map((event) => event.replaceAll(common.subscription, subscription)) } : reply
      }
      if (message.method === 'system_health') return { answer: { result: { peers: 1 } }, events: [] }
      if (FREE.test(message.method ?? '')) return { answer: { result: null }, events: [] }
      log.unanswered.push(key)
      return { answer: { error: { code: -32_000, message: 'nobody asked this' } } as Message, events: [] }
    }
    #say(frame: string, request: string): void {
      const number = log.sent++
      if (typeof fault === 'function') {
        if (!this.#isSilent) this.#tampered(fault({ frame, number, socket: this.#number, url: this.url, request, subscription }))
        return
      }
      const kind = fault !== null && this.#number === 0 && number === fault.frame ? fault.kind : null
      if (kind === 'silence') this.#isSilent = true
      if (this.#isSilent || kind === 'withhold') return
      if (kind === 'cut') return void setTimeout(() => this.close(), 1)
      if (kind === 'swap') return void (this.#kept = frame)
      const now = kind === 'garble' ? frame.slice(0, frame.length / 2) : kind === 'nonsense' ? nonsense(frame) : frame
      this.#deliver(now)
      if (kind === 'twice') this.#deliver(now)
      if (this.#kept !== null) this.#deliver(this.#kept)
      this.#kept = null
    }
    #tampered(deliveries: readonly Delivery[]): void {
      for (const delivery of deliveries) {
        if ('data' in delivery) this.#deliver(delivery.data, delivery.after)
        else if (delivery.end === 'silence') this.#isSilent = true
        else
          setTimeout(() => {
            if (delivery.end === 'error') this.#tell('error', { message: `Unexpected server response from ${this.url}: 502` })
            this.close()
          }, 1)
      }
    }
    #deliver(data: unknown, after = 1): void {
      const timer = setTimeout(() => {
        this.#timers.delete(timer)
        this.#tell('message', { data })
      }, after)
      this.#timers.add(timer)
    }
    #tell(type: string, event: object): void {
      if (this.#isClosed) return
      for (const [wanted, listener] of [...this.#listeners]) if (wanted === type) listener(event)
    }
  }
  return { Socket: ReplaySocket, log }
}

/** Whether two questions are about the same call with the same arguments, at whatever block. */
const sameCall = (a: string, b: string): boolean => {
  const tail = (key: string): string => key.replace(/"0x[0-9a-f]{64}",?/, '')
  return tail(a) === tail(b)
}
