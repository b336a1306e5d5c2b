/**
 * A WebSocket for polkadot-api that ends at the first thing that is wrong, and says why.
 *
 * Three things are wrong beside an end or an error of the socket: a frame that is not what was asked, a frame that makes polkadot-api throw, and
 * silence: after half of the silence that is allowed the node is asked something, and any frame is an answer. The question and its answer
 * are hidden from polkadot-api. After its end a socket says nothing more, so that polkadot-api does not connect again by itself.
 */
import { withoutWords } from './address-secrets.js'
import { frameCheck } from './frame-check.js'
import type { LinkFault } from './subtensor-error.js'
import { wordsOf } from './subtensor-error.js'

/** An event of a socket, as far as it is read. */
export interface SocketEvent {
  readonly data?: unknown
  readonly code?: unknown
  readonly message?: unknown
}

type Listener = (event: SocketEvent) => void

/** The part of a WebSocket that is used. */
export interface RawSocket {
  readonly addEventListener: (type: string, listener: Listener) => void
  readonly send: (text: string) => void
  readonly close: () => void
  /** `ws` has it: the end without a farewell. */
  readonly terminate?: () => void
}

/** A class of WebSockets. */
export type SocketClass = new (url: string) => RawSocket

/** What guards a socket. */
export interface Guard {
  /** seconds without a frame after which a socket has ended */
  readonly silence: number
  /** told once, whatever happens afterwards */
  readonly onEnd: (fault: LinkFault) => void
  /** words of the address that nobody is told */
  readonly secrets: readonly string[]
  /** Tells when the connection is over for another reason. polkadot-api does not always close a socket that it has given up. */
  readonly whenOver: (listener: () => void) => void
}

const QUESTION_ID = 'steelyard-still-there'
const QUESTION = JSON.stringify({ jsonrpc: '2.0', id: QUESTION_ID, method: 'system_health', params: [] })

/** The object in a frame, or null where it is none. */
const messageIn = (data: unknown): { readonly id?: unknown } | null => {
  if (typeof data !== 'string') return null
  try {
    const message: unknown = JSON.parse(data)
    return typeof message === 'object' && message !== null && !Array.isArray(message) ? message : null
  } catch {
    return null
  }
}

/** An answer whose error tells no secret: polkadot-api prints some errors. */
const withCleanError = ({ error, ...rest }: { readonly error?: unknown }, secrets: readonly string[]): string => {
  const { code, message } = error as { readonly code: number; readonly message: string }
  return JSON.stringify({ ...rest, error: { code, message: withoutWords(wordsOf(message), secrets) } })
}

/** A class of sockets for one connection. A second socket of it, which polkadot-api opens where it gives the first one up, is the end. */
export const guardedSocket = (Socket: SocketClass, { silence, onEnd, secrets, whenOver }: Guard): unknown => {
  let hasEnded = false
  let isOpened = false
  return class GuardedSocket {
    readonly #listeners = new Map<string, Set<Listener>>()
    readonly #socket: RawSocket | null = null
    readonly #check = frameCheck()
    #timer: ReturnType<typeof setTimeout> | undefined

    constructor(readonly url: string) {
      if (hasEnded) return
      if (isOpened) {
        onEnd({ _tag: 'BadFrame', message: 'polkadot-api has given the connection up' })
        return
      }
      isOpened = true
      const socket = new Socket(url)
      this.#socket = socket
      whenOver(() => this.close())
      socket.addEventListener('open', (event) => {
        this.#listen()
        this.#tell('open', event)
      })
      socket.addEventListener('message', ({ data }) => this.#receive(data))
      socket.addEventListener('close', ({ code }) => this.#end({ _tag: 'SocketClosed', code: typeof code === 'number' ? code : null }))
      // For ever: an error event of `ws` that nobody listens to ends the process.
      socket.addEventListener('error', ({ message }) => this.#end({ _tag: 'SocketFailed', message: wordsOf(message ?? 'no reason') }))
    }

    addEventListener(type: string, listener: Listener): void {
      this.#listeners.set(type, (this.#listeners.get(type) ?? new Set()).add(listener))
    }

    removeEventListener(type: string, listener: Listener): void {
      this.#listeners.get(type)?.delete(listener)
    }

    send(text: string): void {
      if (hasEnded) return
      try {
        this.#check.sent(text)
        this.#socket?.send(text)
      } catch (thrown) {
        this.#end({ _tag: 'SocketFailed', message: wordsOf(thrown) })
      }
    }

    close(): void {
      this.#end({ _tag: 'SocketClosed', code: null })
    }

    #tell(type: string, event: SocketEvent): void {
      if (hasEnded) return
      try {
        for (const listener of [...(this.#listeners.get(type) ?? [])]) listener(event)
      } catch (thrown) {
        this.#end({ _tag: 'BadFrame', message: wordsOf(thrown) })
      }
    }

    #receive(data: unknown): void {
      if (hasEnded) return
      const message = messageIn(data)
      if (message === null) return this.#end({ _tag: 'BadFrame', message: 'not a message of JSON-RPC' })
      this.#listen()
      if (message.id === QUESTION_ID) return
      const verdict = this.#check.received(message)
      if (verdict === 'pass') this.#tell('message', { data: 'error' in message ? withCleanError(message, secrets) : data })
      else if (verdict !== 'drop') this.#end({ _tag: 'BadFrame', message: verdict.wrong })
    }

    /** Waits for the next frame: asks after half of the time, ends after all of it. */
    #listen(): void {
      if (hasEnded) return
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => {
        this.send(QUESTION)
        if (!hasEnded) this.#timer = setTimeout(() => this.#end({ _tag: 'Silent', seconds: silence }), silence * 500)
      }, silence * 500)
    }

    #end(fault: LinkFault): void {
      clearTimeout(this.#timer)
      if (hasEnded) return
      hasEnded = true
      try {
        this.#socket?.close()
        this.#socket?.terminate?.()
      } catch {
        // A socket that can't be closed is left to the engine.
      }
      onEnd(fault)
    }
  }
}
