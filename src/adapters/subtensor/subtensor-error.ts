/**
 * What goes wrong between a validator and a node, as data.
 *
 * No error carries a key, a seed, a signature, the words of a signer, or more of an address than its scheme and host: paths and queries of
 * nodes hold passwords of their providers.
 */
import { oneLine } from '../../units/text/one-line.js'
import { quote } from '../../units/text/quote.js'
import { withoutCredentials } from '../../units/text/without-credentials.js'

/** Why a connection ended, or never began. */
export type LinkFault =
  /** The node or the network closed it. */
  | { readonly _tag: 'SocketClosed'; readonly code: number | null }
  /** It could not be opened, or broke. */
  | { readonly _tag: 'SocketFailed'; readonly message: string }
  /** No frame came for so many seconds, although the node was asked something. */
  | { readonly _tag: 'Silent'; readonly seconds: number }
  /** A frame came that is not a message of JSON-RPC, or that nobody can make sense of. */
  | { readonly _tag: 'BadFrame'; readonly message: string }
  /** The node did not answer the first questions in so many seconds. */
  | { readonly _tag: 'NoGreeting'; readonly seconds: number }

/** A failure of the adapter. */
export type SubtensorError =
  /** An optional peer of this subpath is not installed. `install` is the command that installs it. */
  | { readonly _tag: 'MissingPackage'; readonly name: string; readonly install: string }
  /** An option that the chain was made with is not usable. */
  | { readonly _tag: 'InvalidOption'; readonly option: string; readonly expected: string }
  /** No connection in the time there was. `tries` has the newest failure of each address. */
  | {
      readonly _tag: 'Unreachable'
      readonly seconds: number
      readonly tries: readonly { readonly url: string; readonly fault: LinkFault }[]
    }
  /** The connection ended during a call. The next call connects again. */
  | { readonly _tag: 'Disconnected'; readonly url: string; readonly fault: LinkFault }
  /** A node serves another chain than the one that is wanted, or than the first node served. It is not used. */
  | { readonly _tag: 'WrongGenesis'; readonly url: string; readonly expected: string; readonly found: string }
  /** A call took too long. */
  | { readonly _tag: 'TimedOut'; readonly doing: string; readonly seconds: number }
  /** What a node gave for an item of the chain is not what this item is. */
  | { readonly _tag: 'Unreadable'; readonly item: string; readonly message: string }
  /** The chain runs a runtime whose rules of the epoch are not known: those from `oldest` to `newest` are. */
  | { readonly _tag: 'UnknownRuntime'; readonly spec: number; readonly oldest: number; readonly newest: number }
  /** A node refused or failed a question. */
  | { readonly _tag: 'NodeError'; readonly doing: string; readonly message: string }
  /** A call for the chain was sent or may have been, and nobody knows whether a block includes it: ask the chain. */
  | { readonly _tag: 'OutcomeUnknown'; readonly reason: string }
  /** The chain was closed by `close`. */
  | { readonly _tag: 'Closed' }

/** At most so many characters of a node's own words. */
const MOST_WORDS = 300

/** Hex that is longer than a hash: a transaction with its signature, which nodes repeat. */
const LONG_HEX = /(?:0x)?[0-9a-f]{65,}/gi

/** A message from outside: without credentials and signatures, on one line, of limited length. */
export const wordsOf = (thrown: unknown): string => {
  const raw = thrown instanceof Error ? thrown.message : typeof thrown === 'string' ? thrown : Object.prototype.toString.call(thrown)
  const words = oneLine(withoutCredentials(raw.slice(0, 4 * MOST_WORDS).replace(LONG_HEX, '…')))
  return words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS)}…` : words
}

/** The scheme and the host of an address. */
export const hostOf = (url: string): string => {
  try {
    const { protocol, host } = new URL(url)
    return `${protocol}//${host}`
  } catch {
    return 'an address that is no URL'
  }
}

const showFault = (fault: LinkFault): string => {
  switch (fault._tag) {
    case 'SocketClosed':
      return fault.code === null ? 'the connection was closed' : `the connection was closed (${fault.code})`
    case 'SocketFailed':
      return `the connection failed: ${quote(fault.message)}`
    case 'Silent':
      return `no answer for ${fault.seconds} s`
    case 'BadFrame':
      return `a frame can't be read: ${quote(fault.message)}`
    case 'NoGreeting':
      return `no answer to the first questions in ${fault.seconds} s`
  }
}

/**
 * A failure of the adapter in words, on one line.
 *
 * @example
 * ```ts
 * import { showSubtensorError } from 'steelyard/adapters/subtensor'
 * showSubtensorError({ _tag: 'TimedOut', doing: 'look', seconds: 30 }) // => 'look took longer than 30 s'
 * showSubtensorError({ _tag: 'MissingPackage', name: 'ws', install: 'npm install ws' }) // => 'the package ws is missing: npm install ws'
 * ```
 */
export const showSubtensorError = (error: SubtensorError): string => {
  switch (error._tag) {
    case 'MissingPackage':
      return `the package ${error.name} is missing: ${error.install}`
    case 'InvalidOption':
      return `${error.option}: expected ${error.expected}`
    case 'Unreachable':
      return `no connection in ${error.seconds} s; ${error.tries.map(({ url, fault }) => `${url}: ${showFault(fault)}`).join('; ') || 'no address was tried'}`
    case 'Disconnected':
      return `${error.url}: ${showFault(error.fault)}`
    case 'WrongGenesis':
      return `${error.url}: this node serves the chain ${error.found}, not ${error.expected}`
    case 'TimedOut':
      return `${error.doing} took longer than ${error.seconds} s`
    case 'Unreadable':
      return `${error.item} can't be read: ${error.message}`
    case 'UnknownRuntime':
      return `the chain runs spec ${error.spec}; the rules of the epoch are known from ${error.oldest} to ${error.newest}`
    case 'NodeError':
      return `${error.doing}: the node says ${quote(error.message)}`
    case 'OutcomeUnknown':
      return `nobody knows whether a block includes the call (${error.reason}): ask the chain`
    case 'Closed':
      return 'the chain was closed'
  }
}
