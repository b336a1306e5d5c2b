/** What a chain is made with, and its checks. */
import { NEWEST_KNOWN_SPEC } from '../../chain/preflight/spec.js'
import { MOST_MECHANISMS } from '../../chain/mechanisms/mechanism-index.js'
import type { SubtensorClient, TransactionSigner } from './papi.js'
import { SubtensorFailure } from './subtensor-failure.js'

/** Limits of time, in seconds. */
export interface SubtensorTimeouts {
  /** from opening a socket to the node's first answers */
  readonly connect: number
  /** a look, connecting included */
  readonly look: number
  /** the height, connecting included */
  readonly block: number
  /** a submission until its answer, connecting included */
  readonly submit: number
  /** without a frame of the node, although it was asked something: the connection is dropped */
  readonly silence: number
}

/** Seconds. */
export const DEFAULT_SUBTENSOR_TIMEOUTS: SubtensorTimeouts = { connect: 10, look: 30, block: 30, submit: 120, silence: 30 }

/** Something that whoever runs the chain should know. */
export type SubtensorWarning =
  /** The node runs a newer runtime than the newest whose rules this version of the package knows. Told once for each spec. */
  { readonly _tag: 'NewerRuntime'; readonly spec: number; readonly newest: number }

/**
 * A warning in words, on one line.
 *
 * @example
 * ```ts
 * import { showSubtensorWarning } from 'steelyard/adapters/subtensor'
 * showSubtensorWarning({ _tag: 'NewerRuntime', spec: 500, newest: 459 }) // => 'the chain runs spec 500; the rules are known up to 459'
 * ```
 */
export const showSubtensorWarning = ({ spec, newest }: SubtensorWarning): string =>
  `the chain runs spec ${spec}; the rules are known up to ${newest}`

/** Which subnet, over which nodes. Give `url`, `urls` or `client`, one of them. */
export interface SubtensorSource {
  /** the address of a node, ws:// or wss:// */
  readonly url?: string
  /** addresses of nodes of one chain, the preferred first */
  readonly urls?: readonly string[]
  /** a client of polkadot-api that the caller connects and destroys */
  readonly client?: SubtensorClient
  readonly netuid: number
  /** a mechanism of the subnet, 0 to 15; 0 where it is left out */
  readonly mechanism?: number
  /** the genesis hash of the chain; where it is left out, the first node tells it */
  readonly genesis?: string
  readonly timeouts?: Partial<SubtensorTimeouts>
  /** told what whoever runs the chain should know; must not throw */
  readonly onWarning?: (warning: SubtensorWarning) => void
}

/** A source, and who signs. */
export interface SubtensorOptions extends SubtensorSource {
  readonly signer: TransactionSigner
}

const invalid = (option: string, expected: string): never => {
  throw new SubtensorFailure({ _tag: 'InvalidOption', option, expected })
}

const isIn = (value: number, most: number): boolean => Number.isInteger(value) && value >= 0 && value <= most

const isNodeUrl = (url: unknown): boolean => {
  if (typeof url !== 'string') return false
  try {
    return /^wss?:$/.test(new URL(url).protocol)
  } catch {
    return false
  }
}

const MOST_NETUID_OF_MECHANISM = 4095
const MOST_SECONDS = 86_400

/** The addresses of a source; empty where it has a client. */
export const urlsOf = ({ url, urls, client }: SubtensorSource): readonly string[] => {
  const given = [url, urls, client].filter((one) => one !== undefined)
  if (given.length !== 1) return invalid('url, urls, client', 'one of the three')
  const all = url === undefined ? (urls ?? []) : [url]
  if (!Array.isArray(all) || (client === undefined && all.length === 0) || !all.every(isNodeUrl))
    return invalid(url === undefined ? 'urls' : 'url', 'ws:// or wss:// and a host')
  return [...new Set<string>(all)]
}

/** The mechanism of a source. Throws where the netuid or the mechanism is none. */
export const mechanismOf = ({ netuid, mechanism = 0 }: SubtensorSource): number => {
  if (!isIn(mechanism, MOST_MECHANISMS - 1)) return invalid('mechanism', `an integer from 0 to ${MOST_MECHANISMS - 1}`)
  const most = mechanism === 0 ? 65_535 : MOST_NETUID_OF_MECHANISM
  return isIn(netuid, most) ? mechanism : invalid('netuid', `an integer from 0 to ${most}`)
}

/** All limits of time. */
export const timeoutsOf = ({ timeouts = {} }: SubtensorSource): SubtensorTimeouts => {
  const all: SubtensorTimeouts = { ...DEFAULT_SUBTENSOR_TIMEOUTS, ...timeouts }
  for (const [name, seconds] of Object.entries(all))
    if (typeof seconds !== 'number' || !(seconds > 0 && seconds <= MOST_SECONDS))
      invalid(`timeouts.${name}`, 'seconds above 0, at most a day')
  return all
}

/** The genesis hash of a source, or null. */
export const genesisOf = ({ genesis }: SubtensorSource): string | null => {
  if (genesis === undefined) return null
  return typeof genesis === 'string' && /^0x[0-9a-f]{64}$/i.test(genesis)
    ? genesis.toLowerCase()
    : invalid('genesis', '32 bytes in hex after 0x')
}

/** Tells of a newer runtime, once for each spec. */
export const specWarner = ({ onWarning }: SubtensorSource): ((spec: number) => void) => {
  let told = NEWEST_KNOWN_SPEC
  return (spec) => {
    if (spec <= told) return
    told = spec
    onWarning?.({ _tag: 'NewerRuntime', spec, newest: NEWEST_KNOWN_SPEC })
  }
}
