/** One connection to one node, from its greeting to its end. */
import { secretsOf } from './address-secrets.js'
import { guardedSocket } from './guarded-socket.js'
import { metadataCache } from './metadata-cache.js'
import { mutedProvider } from './muted-provider.js'
import { quietly } from './quietly.js'
import type { HeadBlock, SubtensorClient, UnsafeApi } from './papi.js'
import { loadPapi, loadSocket } from './peers.js'
import type { Building, Runtime } from './runtime.js'
import { runtimes } from './runtime.js'
import type { LinkFault } from './subtensor-error.js'
import { wordsOf } from './subtensor-error.js'

/** A connection that is up. */
export interface Session {
  readonly client: SubtensorClient
  readonly api: UnsafeApi
  readonly genesis: string
  /** the best block */
  readonly head: () => HeadBlock
  /** Tells of each best block from now on, until the function that it gives is called. */
  readonly onHead: (listener: (head: HeadBlock) => void) => () => void
  readonly runtimeAt: (hash: string) => Promise<Runtime>
  /** Tells of the end, once, also where it has come already. The function that it gives takes the listener away. */
  readonly onEnd: (listener: (fault: LinkFault) => void) => () => void
  readonly end: (fault: LinkFault) => void
}

/** Keeps listeners, and tells them. */
const listeners = <A>() => {
  const all = new Set<(value: A) => void>()
  return {
    tell: (value: A): void => [...all].forEach((listener) => listener(value)),
    add: (listener: (value: A) => void): (() => void) => {
      all.add(listener)
      return () => all.delete(listener)
    },
  }
}

/** The end of a connection: it comes once, and who asks later is told at once. */
const ending = () => {
  let fault: LinkFault | null = null
  const { tell, add } = listeners<LinkFault>()
  return {
    end: (why: LinkFault): void => {
      if (fault !== null) return
      fault = why
      tell(why)
    },
    onEnd: (listener: (fault: LinkFault) => void): (() => void) => {
      if (fault === null) return add(listener)
      listener(fault)
      return () => undefined
    },
  }
}

type Ending = ReturnType<typeof ending>

/** A session over a client, when the node has told the chain and its best block. Rejects when it ends before. */
const greet = async (client: SubtensorClient, building: Building, { end, onEnd }: Ending): Promise<Session> => {
  const heads = listeners<HeadBlock>()
  let head: HeadBlock | undefined
  const failed = (thrown: unknown): void => end({ _tag: 'BadFrame', message: wordsOf(thrown) })
  const first = new Promise<void>((seen) => {
    const watching = client.bestBlocks$.subscribe({
      next: ([best]) => {
        if (best === undefined || best.hash === head?.hash) return
        head = best
        seen()
        heads.tell(best)
      },
      error: failed,
      complete: () => failed('the node tells no blocks any more'),
    })
    onEnd(() => quietly(() => watching.unsubscribe()))
  })
  const [{ genesisHash }] = await Promise.all([client.getChainSpecData(), first])
  const api = client.getUnsafeApi() as UnsafeApi
  return {
    client,
    api,
    genesis: genesisHash,
    head: () => head!,
    onHead: heads.add,
    runtimeAt: runtimes(client, api, building),
    onEnd,
    end,
  }
}

/** For how many seconds a greeting is waited for, and what ends it earlier. */
interface Patience {
  readonly seconds: number
  readonly given: AbortSignal
}

/** The session, or the fault that ended it before the greeting, at the latest after so many seconds. */
const within = ({ seconds, given }: Patience, { end, onEnd }: Ending, greeting: Promise<Session>): Promise<Session | LinkFault> =>
  new Promise((resolve) => {
    const giveUp = (): void => end({ _tag: 'SocketClosed', code: null })
    if (given.aborted) giveUp()
    given.addEventListener('abort', giveUp)
    const timer = setTimeout(() => end({ _tag: 'NoGreeting', seconds }), seconds * 1000)
    onEnd((fault) => {
      clearTimeout(timer)
      resolve(fault)
    })
    greeting.then(
      (session) => {
        clearTimeout(timer)
        resolve(session)
      },
      // Where the connection has ended already, that tells more than what polkadot-api throws because of it.
      (thrown: unknown) => end({ _tag: 'BadFrame', message: wordsOf(thrown) }),
    )
  })

/** polkadot-api's own limits of time are longer than any of ours. */
const NEVER = 2 ** 31 - 1

/** Connects to a node. Gives the fault where it is no use. Rejects where a peer is missing. */
export const connect = async (
  url: string,
  seconds: { readonly connect: number; readonly silence: number },
  given: AbortSignal = new AbortController().signal,
): Promise<Session | LinkFault> => {
  const [papi, Socket] = await Promise.all([loadPapi(), loadSocket()])
  const whole = ending()
  const websocketClass = guardedSocket(Socket, {
    silence: seconds.silence,
    onEnd: whole.end,
    secrets: secretsOf(url),
    whenOver: whole.onEnd,
  })
  const socket = papi.getWsProvider(url, { websocketClass, timeout: NEVER, heartbeatTimeout: NEVER })
  const { provider, mute } = mutedProvider(socket, (thrown) => whole.end({ _tag: 'BadFrame', message: wordsOf(thrown) }))
  const cache = metadataCache(url)
  const client = papi.createClient(provider, cache)
  whole.onEnd(() => quietly(mute))
  return within(
    { seconds: seconds.connect, given },
    whole,
    greet(client, { getTypedCodecs: papi.getTypedCodecs, onBuilt: cache.keep }, whole),
  )
}

/** A session over a client that belongs to somebody else, who connects and destroys it. */
export const adopt = async (client: SubtensorClient, seconds: number, given: AbortSignal): Promise<Session | LinkFault> => {
  const { getTypedCodecs } = await loadPapi()
  const whole = ending()
  return within({ seconds, given }, whole, greet(client, { getTypedCodecs, onBuilt: () => undefined }, whole))
}
