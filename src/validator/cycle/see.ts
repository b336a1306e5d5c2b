/** What the chain shows is read, and noted in the state, before any stage goes on with it. */
import { isLeft } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { NEWEST_KNOWN_SPEC } from '../../chain/preflight/spec.js'
import { staleness } from '../../network/staleness.js'
import type { When } from '../cycle.js'
import { succeeded } from '../failures.js'
import type { Sighting } from '../heights.js'
import { sight } from '../heights.js'
import { watchReveals } from '../lanes/reveals.js'
import { prepareSeal } from '../lanes/sealing.js'
import { noteGone } from '../lanes/traces.js'
import type { Next } from '../move.js'
import { andThen, give, log, measure, raise, stay } from '../move.js'
import type { Network, Registered } from '../network.js'
import { isRegistered, readNetwork } from '../network.js'
import type { Seen, ValidatorState } from '../state.js'
import { stageFailed } from './retry.js'
import { stand } from './standing.js'

/** Raises an alert when the weights become stale, and when they are fresh again. */
export const watchAge: Next = (state) => {
  const { head, seen, settings } = state
  if (head === null || seen === null) return stay(state)
  const age = staleness(seen.last_update, seen.tempo, head)
  const stale = age._tag !== 'NeverSet' && age.tempos >= settings.thresholds.stale_tempos
  if (stale === state.stale) return stay(state)
  return stay({ ...state, stale }, raise({ _tag: 'WeightsStale', last_update: seen.last_update, block: head, over: !stale }))
}

const seenOf = ({ metagraph, signer }: Registered): Seen => ({
  last_update: signer.last_update,
  tempo: metagraph.hyperparameters.tempo,
  rate_limit: metagraph.hyperparameters.weights_rate_limit,
  slots: metagraph.neurons.map(({ uid, hotkey, registered_at_block }) => ({ uid, hotkey, registered_at_block })),
})

/** A chain client that can't read the row: the log says once what that costs. */
const noteRow =
  ({ metagraph: { row } }: Network): Next =>
  (state) =>
    row !== undefined
      ? stay({ ...state, rowful: true })
      : state.rowless
        ? stay(state)
        : stay({ ...state, rowless: true }, log({ _tag: 'RowUnknown' }))

/** A runtime whose rules are not known yet is told once. */
const noteSpec =
  ({ metagraph: { spec = 0 } }: Network): Next =>
  (state) =>
    spec <= NEWEST_KNOWN_SPEC || spec <= state.newer_spec
      ? stay(state)
      : stay({ ...state, newer_spec: spec }, log({ _tag: 'RuntimeNewer', spec, newest: NEWEST_KNOWN_SPEC }))

/** Notes what the chain shows of a subnet on which the signer is registered. */
const note =
  (network: Registered): Next =>
  (state) => {
    const { block } = network.metagraph
    const seen = seenOf(network)
    return pipe(
      prepareSeal(network)(state),
      andThen((s) => watchAge({ ...noteGone(network)(s), seen })),
      andThen(noteRow(network)),
      andThen(noteSpec(network)),
      andThen(watchReveals(network)),
      andThen(give(measure({ _tag: 'HeadSeen', block, last_update: seen.last_update }))),
    )
  }

/** As many problems of a document are told. */
const MOST_TOLD = 5

/** Judges the block of a document. Where there is no subnet, there is no block. */
const atBlock = (network: Network | null, at: string, state: ValidatorState): Sighting =>
  network === null ? { believed: true, state } : sight({ block: network.metagraph.block, at })(state)

/** A chain client that showed the row shows it always: a document without it says nothing of what is in force. */
const lacksRow = (network: Network | null, { rowful }: ValidatorState): boolean =>
  rowful && network !== null && isRegistered(network) && network.metagraph.row === undefined

/** Notes how the signer stands, and what the chain shows of its subnet. */
const noteAll =
  (network: Network | null): Next =>
  (state) => {
    if (network === null) return stand('SubnetUnknown')(state)
    return isRegistered(network) ? pipe(state, stand('Registered'), andThen(note(network))) : stand('NotRegistered')(state)
  }

/**
 * Reads a document of the chain, notes what it shows, and goes on with the subnet, which is null where the chain does not have it. A
 * document that can't be read, or can't be true, counts as a failure of the chain.
 */
export const see =
  (when: When, document: unknown, next: (network: Network | null) => Next): Next =>
  (state) => {
    const read = readNetwork(state.settings, document)
    if (isLeft(read)) {
      const [first] = read.left
      const told = read.left.slice(0, MOST_TOLD).map(({ message }) => message)
      return stageFailed(when, { port: 'chain', error: first?._tag ?? 'Unreadable', message: told.join('; ') })(state)
    }
    const network = read.right
    const sighted = atBlock(network, when.at, state)
    if (!sighted.believed)
      return stageFailed(when, {
        port: 'chain',
        error: 'Implausible',
        message: `the chain shows block ${network?.metagraph.block ?? 0}, and the last one was ${state.head ?? 0}`,
      })(sighted.state)
    if (lacksRow(network, sighted.state))
      return stageFailed(when, { port: 'chain', error: 'RowMissing', message: "the document lacks the signer's stored row" })(sighted.state)
    return pipe(sighted.state, succeeded('chain'), andThen(noteAll(network)), andThen(next(network)))
  }
