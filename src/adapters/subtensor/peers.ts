/**
 * Loads the optional peers when they are first needed: polkadot-api, and `ws` where the engine has no WebSocket of its own (Node 20).
 */
import type { Papi } from './papi.js'
import type { SocketClass } from './guarded-socket.js'
import { SubtensorFailure } from './subtensor-failure.js'

/** The names of the peers with the versions that are known to work. */
const PEERS = { 'polkadot-api': 'polkadot-api@2', ws: 'ws@8' } as const

const isMissing = (thrown: unknown): boolean =>
  typeof thrown === 'object' && thrown !== null && 'code' in thrown && /^(ERR_)?MODULE_NOT_FOUND$/.test(String(thrown.code))

/** Imports a peer. Rejects with `MissingPackage` where it is not installed. */
export const loadPeer = async <A>(name: keyof typeof PEERS, importing: () => Promise<A>): Promise<A> => {
  try {
    return await importing()
  } catch (thrown) {
    if (!isMissing(thrown)) throw thrown
    throw new SubtensorFailure({ _tag: 'MissingPackage', name, install: `npm install ${PEERS[name]}` })
  }
}

/** polkadot-api. Rejects with `MissingPackage` where it is not installed. */
export const loadPapi = (): Promise<Papi> =>
  loadPeer('polkadot-api', async () => {
    const [{ createClient, getTypedCodecs }, { getWsProvider }] = await Promise.all([import('polkadot-api'), import('polkadot-api/ws')])
    // By shape: without descriptors its own types say nothing.
    return { createClient, getTypedCodecs, getWsProvider } as unknown as Papi
  })

/** The engine's WebSocket, or that of `ws`. Rejects with `MissingPackage` where there is neither. */
export const loadSocket = async (): Promise<SocketClass> => {
  const own: unknown = Reflect.get(globalThis, 'WebSocket')
  if (typeof own === 'function') return own as SocketClass
  return loadPeer('ws', async () => (await import('ws')).WebSocket as unknown as SocketClass)
}
