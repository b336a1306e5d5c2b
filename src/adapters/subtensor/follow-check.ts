/**
 * Whether the events of a chain fit together: each block that is told of has a parent that was told of before, and what is best or final is
 * known. polkadot-api takes this for granted, and throws outside of every promise where it is not so, which ends the process.
 */
import { fields, list, text } from './plain-values.js'

interface Message {
  readonly method?: unknown
  readonly params?: unknown
}

/** Checks the events of a connection. */
export interface FollowCheck {
  /** Throws where an event does not fit. */
  readonly received: (message: Message) => void
  /** What polkadot-api does not need any more is forgotten. */
  readonly sent: (message: Message) => void
}

const HASH = /^0x[0-9a-f]{64}$/i
const NAME = 'chainHead_v1_followEvent'

const hashOf = (value: unknown): string => {
  const hash = text(NAME, value)
  if (!HASH.test(hash)) throw new Error('an event names no block')
  return hash
}

const hashesOf = (value: unknown): readonly string[] => list(NAME, value).map(hashOf)

const must = (holds: boolean): void => {
  if (!holds) throw new Error('an event names a block that was not told of')
}

/** The hash or the hashes that a request to forget blocks names. */
const namesIn = (params: unknown): readonly unknown[] => (Array.isArray(params) ? [params[1]].flat() : [])

export const followCheck = (): FollowCheck => {
  const known = new Map<unknown, Set<string>>()
  const check = (subscription: unknown, result: unknown): void => {
    const event = fields(NAME, result)
    const blocks = known.get(subscription) ?? new Set<string>()
    switch (event('event')) {
      case 'initialized': {
        const hashes = hashesOf(event('finalizedBlockHashes'))
        must(hashes.length > 0)
        known.set(subscription, new Set(hashes))
        return
      }
      case 'newBlock':
        must(blocks.has(hashOf(event('parentBlockHash'))))
        blocks.add(hashOf(event('blockHash')))
        return
      case 'bestBlockChanged':
        return must(blocks.has(hashOf(event('bestBlockHash'))))
      case 'finalized': {
        const hashes = hashesOf(event('finalizedBlockHashes'))
        hashesOf(event('prunedBlockHashes'))
        return must(hashes.length > 0 && hashes.every((hash) => blocks.has(hash)))
      }
      case 'stop':
        known.delete(subscription)
    }
  }
  return {
    received: ({ method, params }) => {
      if (method !== NAME) return
      const told = fields(NAME, params)
      check(told('subscription'), told('result'))
    },
    sent: ({ method, params }) => {
      if (method !== 'chainHead_v1_unpin') return
      const blocks = known.get(Array.isArray(params) ? params[0] : undefined)
      for (const hash of namesIn(params)) if (typeof hash === 'string') blocks?.delete(hash)
    },
  }
}
