/** The vector to send: that of a new decision, or the last one again where the switch holds it. */
import type { Either } from 'fp-ts/lib/Either.js'
import { left, right } from 'fp-ts/lib/Either.js'
import type { Problem } from '../../policy/problem.js'
import type { U16Weights } from '../../policy/shares/u16-weights.js'
import { isIntegerIn } from '../../units/codec/leaf.js'
import { U16_MAX } from '../../units/integer/u16.js'
import { padToMinimum } from '../../chain/preflight/pad-to-minimum.js'
import { fraction } from '../../units/exact/fraction.js'
import { toFixed } from '../../units/exact/fraction-rounding.js'
import { matchesRow } from '../../chain/stored/matches-row.js'
import type { Network, Registered } from '../network.js'
import type { MinerShare } from '../report.js'
import type { WeightSubmissionRecord } from '../../storage/tables.js'

const decimals = toFixed(12)

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

const isU16 = isIntegerIn(0, U16_MAX)

/** A vector as it may be sent: as many weights as uids, all of them u16, each uid once. A policy from outside may give anything. */
export const soundVector = (vector: unknown): Either<readonly Problem[], U16Weights> => {
  const { uids, weights } = (vector ?? {}) as Partial<U16Weights>
  const listOf = (list: unknown): readonly unknown[] | null =>
    list instanceof Uint16Array || Array.isArray(list) ? Array.from<unknown>(list as ArrayLike<unknown>) : null
  const [slots, values] = [listOf(uids), listOf(weights)]
  const isSound =
    slots !== null &&
    slots.length === values?.length &&
    slots.every(isU16) &&
    values.every(isU16) &&
    new Set<unknown>(slots).size === slots.length
  if (!isSound)
    return left([{ _tag: 'Unexpected', path: 'weights', message: 'weights: expected u16 uids, each once, with as many u16 weights' }])
  return right({ uids: Uint16Array.from(slots as readonly number[]), weights: Uint16Array.from(values as readonly number[]) })
}

/** Who is paid by a vector, the largest part first. */
export const heldShares = ({ metagraph }: Network, { uids, weights }: U16Weights): readonly MinerShare[] => {
  const hotkeys = new Map<number, string>(metagraph.neurons.map(({ uid, hotkey }) => [uid, hotkey]))
  const sum = weights.reduce((total, weight) => total + BigInt(weight), 0n)
  return Array.from(uids, (uid, i) => ({ uid, hotkey: hotkeys.get(uid) ?? '', weight: weights[i]! }))
    .sort((a, b) => b.weight - a.weight || a.uid - b.uid)
    .map(({ uid, hotkey, weight }) => ({ uid, hotkey, share: decimals(fraction(BigInt(weight), sum)) }))
}

/** A vector as long as the network wants it, with zeros. A single weight to the signer itself stays alone: the chain has exceptions for it, which zeros would end. */
export const complete = ({ metagraph, signer }: Registered, weights: U16Weights): Either<readonly Problem[], U16Weights> => {
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

const isSame = (last: WeightSubmissionRecord, { uids, weights }: U16Weights): boolean =>
  last.uids.length === uids.length && last.uids.every((uid, i) => uid === uids[i] && last.weights[i] === weights[i])

/**
 * Whether the chain has this vector already. The stored row says so; where it can't be read, the last confirmed submission, as long as the
 * chain shows no newer weights. Weights with another version key are other weights.
 */
export const isUnchanged =
  (last: WeightSubmissionRecord | null, { metagraph: { row }, signer: { last_update } }: Registered) =>
  (vector: U16Weights, versionKey: bigint): boolean => {
    if (last !== null && last.version_key !== versionKey.toString()) return false
    // The row is that of older weights until the commit is revealed.
    if (last?.reveal === 'awaited') return last.block === last_update && isSame(last, vector)
    if (row === undefined) return last !== null && last.block === last_update && isSame(last, vector)
    const [uids, weights] = [Array.from(vector.uids), Array.from(vector.weights)]
    return last_update > 0 && matchesRow({ uids, weights, isTakenOver: () => false })(row)
  }

/** How many miners get something in a vector, by their hotkeys or uids. The burn target is not a miner. */
export const minersIn = <W>(who: ArrayLike<W>, weights: ArrayLike<number>, burnTarget: W | null): number =>
  Array.from(who).filter((one, i) => weights[i]! > 0 && one !== burnTarget).length
