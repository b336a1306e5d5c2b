/**
 * Between polkadot-api and its socket: checks what comes, and after the end lets nothing through in either direction.
 *
 * A client of polkadot-api that is destroyed while it asks something throws in a timer a quarter of a second later, which ends the process.
 * So a client is not destroyed here: it goes on without hearing anything, and is collected with everything that waits for it.
 */
import { followCheck } from './follow-check.js'

type Message = object

/** A connection as polkadot-api wants it: it is given who is told, and gives how to send and to stop. */
export type Provider = (onMessage: (message: Message) => void) => {
  readonly send: (message: Message) => void
  readonly disconnect: () => void
}

/** A provider that can be muted for ever. */
export interface MutedProvider {
  readonly provider: Provider
  readonly mute: () => void
}

/** Mutes a provider. `onFault` is told what polkadot-api can't be given, or threw at. */
export const mutedProvider = (inner: Provider, onFault: (thrown: unknown) => void): MutedProvider => {
  let isMuted = false
  let stop: () => void = () => undefined
  const { received, sent } = followCheck()
  const provider: Provider = (onMessage) => {
    const { send, disconnect } = inner((message) => {
      if (isMuted) return
      try {
        received(message)
        onMessage(message)
      } catch (thrown) {
        onFault(thrown)
      }
    })
    stop = disconnect
    return {
      send: (message) => {
        if (isMuted) return
        sent(message)
        send(message)
      },
      disconnect: () => {
        isMuted = true
        disconnect()
      },
    }
  }
  return {
    provider,
    mute: () => {
      isMuted = true
      stop()
    },
  }
}
