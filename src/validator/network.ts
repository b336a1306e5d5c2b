/** What the chain shows, read, and what follows from it at once. */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import { isNone } from 'fp-ts/lib/Option.js'
import type { Problem } from '../policy/problem.js'
import { snapshotProblem } from '../policy/problem.js'
import type { Metagraph, MetagraphNeuron } from '../network/metagraph.js'
import { neuronByHotkey, readMetagraph } from '../network/metagraph.js'
import { staleness } from '../network/staleness.js'
import type { Move } from './move.js'
import { measure, raise, stay, andThen } from './move.js'
import type { ValidatorState } from './state.js'
import { succeeded } from './failures.js'

/** The subnet, and the signer on it. */
export interface Network {
  readonly metagraph: Metagraph
  readonly signer: MetagraphNeuron
}

/** The subnet that a validator signs for, or why the document is not it. */
export const readNetwork = (
  { netuid, hotkey }: { readonly netuid: number; readonly hotkey: string },
  document: unknown,
): Either<readonly Problem[], Network> => {
  const read = readMetagraph(document)
  if (isLeft(read)) return left(read.left.map(snapshotProblem))
  const metagraph = read.right
  if (metagraph.netuid !== netuid)
    return left([{ _tag: 'WrongNetuid', path: 'netuid', message: `netuid: expected ${netuid}, found ${metagraph.netuid}` }])
  const signer = neuronByHotkey(metagraph)(hotkey)
  return isNone(signer)
    ? left([{ _tag: 'HotKeyNotRegisteredInSubNet', path: 'neurons', message: `${hotkey} is not registered on subnet ${netuid}` }])
    : right({ metagraph, signer: signer.value })
}

/** Notes the age of the weights, and says so when they grow stale, and when they are no longer. */
export const watchAge = (state: ValidatorState): Move => {
  const { head, seen, settings } = state
  if (head === null || seen === null) return stay(state)
  const age = staleness(seen.last_update, seen.tempo, head)
  const stale = age._tag !== 'NeverSet' && age.tempos >= settings.thresholds.stale_tempos
  if (stale === state.stale) return stay(state)
  return stay({ ...state, stale }, raise({ _tag: 'WeightsStale', last_update: seen.last_update, block: head, over: !stale }))
}

/** The chain has been read. */
export const sawNetwork = (state: ValidatorState, { metagraph, signer }: Network): Move => {
  const seen = {
    last_update: signer.last_update,
    tempo: metagraph.hyperparameters.tempo,
    rate_limit: metagraph.hyperparameters.weights_rate_limit,
    slots: metagraph.neurons.map(({ uid, hotkey, registered_at_block }) => ({ uid, hotkey, registered_at_block })),
  }
  return andThen(
    andThen(succeeded(state, 'chain'), (s) => watchAge({ ...s, head: metagraph.block, seen })),
    (s) => stay(s, measure({ _tag: 'HeadSeen', block: metagraph.block, last_update: seen.last_update })),
  )
}
