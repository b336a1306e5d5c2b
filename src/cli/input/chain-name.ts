/** The chain that a user names by `--chain`: the simulated one, a public one by its name, or nodes by their addresses. */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import { nearest } from '../../units/text/nearest.js'

/** The names of chains, for the help text. */
export const CHAIN_FORMS = 'finney, test, local, or ws://… and wss://… (several with commas between them, the preferred first)'

/** Nodes of one chain, the preferred first. `genesis` is the hash of the chain's first block, where the name says which chain it is. */
export interface Nodes {
  readonly _tag: 'Nodes'
  readonly urls: readonly string[]
  readonly genesis: string | null
}

/** A chain, before anything is asked. */
export type ChainName = { readonly _tag: 'Simulated' } | Nodes

/** The text names no chain. It may hold the password of a node's provider, so it is not kept: only the name that was most likely meant is. */
export interface UnknownChain {
  readonly _tag: 'UnknownChain'
  readonly nearest: string | null
}

/** The public chains, and the usual node on this machine. The test network begins anew from time to time, so its genesis is not fixed. */
const KNOWN: ReadonlyMap<string, { readonly url: string; readonly genesis: string | null }> = new Map([
  [
    'finney',
    {
      url: 'wss://entrypoint-finney.opentensor.ai:443',
      genesis: '0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03',
    },
  ],
  ['test', { url: 'wss://test.finney.opentensor.ai:443', genesis: null }],
  ['local', { url: 'ws://127.0.0.1:9944', genesis: null }],
])

const isNode = (text: string): boolean => /^wss?:\/\//.test(text) && URL.canParse(text)

/** Reads the argument of `--chain`. */
export const readChainName = (text: string): Either<UnknownChain, ChainName> => {
  if (text === 'simulated') return right({ _tag: 'Simulated' })
  const names = text.split(',').map((name) => name.trim())
  const unknown = names.find((name) => !KNOWN.has(name) && !isNode(name))
  if (unknown !== undefined) return left({ _tag: 'UnknownChain', nearest: nearest([...KNOWN.keys(), 'simulated'], unknown) ?? null })
  const known = names.flatMap((name) => KNOWN.get(name) ?? [])
  return right({
    _tag: 'Nodes',
    urls: [...new Set(names.map((name) => KNOWN.get(name)?.url ?? name))],
    genesis: known.find(({ genesis }) => genesis !== null)?.genesis ?? null,
  })
}
