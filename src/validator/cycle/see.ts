/** What the chain shows is read, and noted in the state, before any stage goes on with it. */
import { isLeft } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { staleness } from '../../network/staleness.js'
import type { When } from '../cycle.js'
import { succeeded } from '../failures.js'
import { noteGone } from '../lanes/traces.js'
import type { Next } from '../move.js'
import { andThen, give, measure, raise, stay } from '../move.js'
import type { Network } from '../network.js'
import { readNetwork } from '../network.js'
import type { Seen } from '../state.js'
import { stageFailed } from './retry.js'

/** Raises an alert when the weights become stale, and when they are fresh again. */
export const watchAge: Next = (state) => {
  const { head, seen, settings } = state
  if (head === null || seen === null) return stay(state)
  const age = staleness(seen.last_update, seen.tempo, head)
  const stale = age._tag !== 'NeverSet' && age.tempos >= settings.thresholds.stale_tempos
  if (stale === state.stale) return stay(state)
  return stay({ ...state, stale }, raise({ _tag: 'WeightsStale', last_update: seen.last_update, block: head, over: !stale }))
}

const seenOf = ({ metagraph, signer }: Network): Seen => ({
  last_update: signer.last_update,
  tempo: metagraph.hyperparameters.tempo,
  rate_limit: metagraph.hyperparameters.weights_rate_limit,
  slots: metagraph.neurons.map(({ uid, hotkey, registered_at_block }) => ({ uid, hotkey, registered_at_block })),
})

/** Notes what the chain shows. */
const note =
  (network: Network): Next =>
  (state) => {
    const { block } = network.metagraph
    const seen = seenOf(network)
    return pipe(
      noteGone(network)(state),
      succeeded('chain'),
      andThen((s) => watchAge({ ...s, head: block, seen })),
      andThen(give(measure({ _tag: 'HeadSeen', block, last_update: seen.last_update }))),
    )
  }

/** As many problems of a document are told. */
const MOST_TOLD = 5

/** Reads a document of the chain, notes what it shows, and goes on. A document that can't be read counts as a failure of the chain. */
export const see =
  (when: When, document: unknown, next: (network: Network) => Next): Next =>
  (state) => {
    const read = readNetwork(state.settings, document)
    if (!isLeft(read)) return pipe(state, note(read.right), andThen(next(read.right)))
    const [first] = read.left
    const told = read.left.slice(0, MOST_TOLD).map(({ message }) => message)
    return stageFailed(when, { port: 'chain', error: first?._tag ?? 'Unreadable', message: told.join('; ') })(state)
  }
