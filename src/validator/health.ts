/**
 * Whether a validator is healthy, judged by what the chain and its store show. Nothing is asked here: the same facts give the same verdict,
 * so another process can judge the validator.
 */
import { staleness } from '../network/staleness.js'
import { plain } from '../units/text/plain.js'
import { quote } from '../units/text/quote.js'
import type { SubmissionStatus } from '../storage/tables.js'

/** What a port answered, or the error with which it failed. */
export type Answered<A> = { readonly _tag: 'Known'; readonly value: A } | { readonly _tag: 'Unknown'; readonly error: string }

/** The chain's side. `last_update` is the block of the signer's last weights, 0 for never, null where it is not registered. */
export type ChainFacts = {
  readonly head: number
  readonly tempo: number
  readonly last_update: number | null
}

/** The store's side: the newest submission, and the switch that holds the last vector. */
export type StoreFacts = {
  readonly newest: {
    readonly id: string
    readonly status: SubmissionStatus
    readonly decided_at: string
    readonly valid_until: number
    readonly block: number | null
    readonly error: string | null
  } | null
  readonly hold: boolean
}

/** All that a verdict depends on. `at` is when it was asked, RFC 3339. */
export type HealthFacts = {
  readonly netuid: number
  readonly hotkey: string
  readonly at: string
  readonly chain: Answered<ChainFacts>
  readonly store: Answered<StoreFacts>
}

/** What is wrong with a validator. The first four make it unhealthy, the others degraded. */
export type HealthReason =
  | { readonly _tag: 'ChainUnknown'; readonly error: string }
  | { readonly _tag: 'StoreUnknown'; readonly error: string }
  | { readonly _tag: 'NotRegistered'; readonly hotkey: string; readonly netuid: number }
  | { readonly _tag: 'WeightsStale'; readonly last_update: number; readonly blocks: number; readonly tempos: number }
  /** A new validator has set no weights yet. */
  | { readonly _tag: 'NeverSet' }
  /** No block may include it any more, and nobody has settled it: the validator does not run, or it waits for the chain. */
  | { readonly _tag: 'SubmissionOverdue'; readonly id: string; readonly valid_until: number; readonly head: number }
  | {
      readonly _tag: 'SubmissionFailed'
      readonly id: string
      readonly status: Exclude<SubmissionStatus, 'open' | 'confirmed'>
      readonly error: string | null
    }
  | { readonly _tag: 'Held' }

/** A verdict with every reason against health. */
export interface Health {
  readonly verdict: 'healthy' | 'degraded' | 'unhealthy'
  readonly reasons: readonly HealthReason[]
}

const UNHEALTHY: readonly HealthReason['_tag'][] = ['ChainUnknown', 'StoreUnknown', 'NotRegistered', 'WeightsStale']

const ofChain = ({ netuid, hotkey, chain }: HealthFacts, staleTempos: number): readonly HealthReason[] => {
  if (chain._tag === 'Unknown') return [{ _tag: 'ChainUnknown', error: chain.error }]
  const { head, tempo, last_update } = chain.value
  if (last_update === null) return [{ _tag: 'NotRegistered', hotkey, netuid }]
  const age = staleness(last_update, tempo, head)
  if (age._tag === 'NeverSet') return [age]
  return age.tempos < staleTempos ? [] : [{ _tag: 'WeightsStale', last_update, blocks: age.blocks, tempos: age.tempos }]
}

const ofStore = ({ chain, store }: HealthFacts): readonly HealthReason[] => {
  if (store._tag === 'Unknown') return [{ _tag: 'StoreUnknown', error: store.error }]
  const { newest, hold } = store.value
  const held: readonly HealthReason[] = hold ? [{ _tag: 'Held' }] : []
  if (newest === null || newest.status === 'confirmed') return held
  const { id, status, valid_until, error } = newest
  if (status !== 'open') return [{ _tag: 'SubmissionFailed', id, status, error }, ...held]
  const overdue = chain._tag === 'Known' && chain.value.head > valid_until
  return overdue ? [{ _tag: 'SubmissionOverdue', id, valid_until, head: chain.value.head }, ...held] : held
}

/**
 * The health of a validator whose weights are stale from `staleTempos` whole tempos on.
 *
 * @example
 * ```ts
 * import { health } from 'steelyard/validator'
 * const chain = { _tag: 'Known', value: { head: 2080, tempo: 360, last_update: 1000 } }
 * const store = { _tag: 'Known', value: { newest: null, hold: true } }
 * const facts = { netuid: 39, hotkey: '5A', at: '2026-11-20T06:00:00Z', chain, store }
 * health(4)(facts) // => { verdict: 'degraded', reasons: [{ _tag: 'Held' }] }
 * health(3)(facts).reasons[0] // => { _tag: 'WeightsStale', last_update: 1000, blocks: 1080, tempos: 3 }
 * health(3)(facts).verdict // => 'unhealthy'
 * ```
 */
export const health =
  (staleTempos: number) =>
  (facts: HealthFacts): Health => {
    const reasons = [...ofChain(facts, staleTempos), ...ofStore(facts)]
    const verdict = reasons.some(({ _tag }) => UNHEALTHY.includes(_tag)) ? 'unhealthy' : reasons.length > 0 ? 'degraded' : 'healthy'
    return { verdict, reasons }
  }

/**
 * A reason in words, on one line.
 *
 * @example
 * ```ts
 * import { showHealthReason } from 'steelyard/validator'
 * showHealthReason({ _tag: 'WeightsStale', last_update: 1000, blocks: 1080, tempos: 3 }) // => 'weights are 1080 blocks old, 3 tempos: set at block 1000'
 * ```
 */
export const showHealthReason = (reason: HealthReason): string => {
  switch (reason._tag) {
    case 'ChainUnknown':
      return `the chain gives no answer: ${quote(reason.error)}`
    case 'StoreUnknown':
      return `the store gives no answer: ${quote(reason.error)}`
    case 'NotRegistered':
      return `${plain(reason.hotkey)} is not registered on subnet ${reason.netuid}`
    case 'WeightsStale':
      return `weights are ${reason.blocks} blocks old, ${reason.tempos} tempos: set at block ${reason.last_update}`
    case 'NeverSet':
      return 'no weights were ever set'
    case 'SubmissionOverdue':
      return `submission ${plain(reason.id)} could get in up to block ${reason.valid_until}, and at ${reason.head} nobody has settled it`
    case 'SubmissionFailed':
      return `submission ${plain(reason.id)} was ${reason.status.replace('_', ' ')}${reason.error === null ? '' : `: ${quote(reason.error)}`}`
    case 'Held':
      return 'the switch holds the last weights'
  }
}
