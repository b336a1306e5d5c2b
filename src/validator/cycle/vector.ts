/** The vector to send: that of a new decision, or the last one again where the switch holds it. */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { Problem } from '../../policy/problem.js'
import type { U16Weights } from '../../policy/shares/u16-weights.js'
import { padToMinimum } from '../../chain/preflight/pad-to-minimum.js'
import type { Network } from '../network.js'
import type { WeightSubmissionRecord } from '../../storage/tables.js'

/** The last vector, each weight at the uid where its hotkey sits now: whoever took over a uid inherits nothing. */
export const heldVector = ({ metagraph }: Network, last: WeightSubmissionRecord): U16Weights => {
  const places = new Map<string, number>(metagraph.neurons.map(({ hotkey, uid }) => [hotkey, uid]))
  const entries = last.hotkeys
    .flatMap((hotkey, i) => {
      const uid = places.get(hotkey)
      return uid === undefined ? [] : [{ uid, weight: last.weights[i]! }]
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => a.uid - b.uid)
  return { uids: Uint16Array.from(entries, ({ uid }) => uid), weights: Uint16Array.from(entries, ({ weight }) => weight) }
}

const NOTHING: Problem = { _tag: 'NothingToPay', path: '', message: 'nobody is to be paid, and nothing burns' }

/** A vector as long as the network wants it, with zeros. A single weight to the signer itself stays alone: the chain has exceptions for it, which zeros would end. */
export const complete = ({ metagraph, signer }: Network, weights: U16Weights): Either<readonly Problem[], U16Weights> => {
  if (weights.uids.length === 0) return left([NOTHING])
  const isSelfWeight = weights.uids.length === 1 && weights.uids[0] === signer.uid
  return right(
    isSelfWeight
      ? weights
      : padToMinimum(
          metagraph.hyperparameters.min_allowed_weights,
          metagraph.neurons.map(({ uid }) => uid),
        )(weights),
  )
}

const partsOf = (uids: ArrayLike<number>, weights: ArrayLike<number>): ReadonlyMap<number, number> => {
  const all = Array.from(weights)
  const sum = all.reduce((total, weight) => total + weight, 0)
  return new Map(all.map((weight, i) => [uids[i]!, weight / sum]))
}

/** Half the sum of what two vectors differ by, as parts of the whole: 0 for the same, 1 for nothing in common. */
export const totalVariation = (vector: U16Weights, last: WeightSubmissionRecord): number => {
  const [a, b] = [partsOf(vector.uids, vector.weights), partsOf(last.uids, last.weights)]
  return [...new Set([...a.keys(), ...b.keys()])].reduce((sum, uid) => sum + Math.abs((a.get(uid) ?? 0) - (b.get(uid) ?? 0)), 0) / 2
}

/** Whether the chain has this vector already: `last` is the last confirmed submission, `lastUpdate` the block of the weights that the chain has. */
export const isUnchanged =
  (last: WeightSubmissionRecord | null, lastUpdate: number) =>
  (vector: U16Weights, versionKey: bigint): boolean =>
    last !== null &&
    last.block === lastUpdate &&
    last.version_key === versionKey.toString() &&
    last.uids.length === vector.uids.length &&
    last.uids.every((uid, i) => uid === vector.uids[i] && last.weights[i] === vector.weights[i])

/** How many miners get something in a vector, by their hotkeys or uids. The burn target is not a miner. */
export const minersIn = <W>(who: ArrayLike<W>, weights: ArrayLike<number>, burnTarget: W | null): number =>
  Array.from(who).filter((one, i) => weights[i]! > 0 && one !== burnTarget).length
