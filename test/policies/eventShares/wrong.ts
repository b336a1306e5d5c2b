/** Shares of events that look right, each with a likely mistake. The laws must kill every one. */
import { isRight, left, map, right } from 'fp-ts/lib/Either.js'
import type { EventMiner, EventWeights } from '../../../src/policies/eventShares/calculate-weights.js'
import { calculateWeights, NO_EVENTS } from '../../../src/policies/eventShares/calculate-weights.js'
import type { LeadEvent } from '../../../src/policies/eventShares/read-event.js'
import { readEvent } from '../../../src/policies/eventShares/read-event.js'
import { instantOrder } from '../../../src/units/time/instant.js'
import { divide, fraction, fromDouble } from '../../../src/units/exact/fraction.js'
import { toDouble } from '../../../src/units/exact/fraction-rounding.js'

export type Calculate = typeof calculateWeights

const withMiners =
  (change: (miners: readonly EventMiner[], hotkeys: readonly string[]) => readonly EventMiner[]): Calculate =>
  (config) =>
  (at, hotkeys) =>
  (events) =>
    map((weights: EventWeights) => ({ ...weights, miners: change(weights.miners, hotkeys) }))(calculateWeights(config)(at, hotkeys)(events))

/** Shares as doubles. */
export const floatShares = withMiners((miners) => miners.map((miner) => ({ ...miner, share: fromDouble(toDouble(miner.share)) })))

/** Every miner gets a little, so that a new miner takes from all. */
export const headStart = withMiners((miners, hotkeys) => {
  const n = BigInt(hotkeys.length)
  const rest = fraction(n * 100n - n, n * 100n)
  const held = new Map(miners.map((miner) => [miner.hotkey, miner]))
  return hotkeys.map((hotkey) => {
    const { curated = 0, sourced = 0, share = fraction(0n) } = held.get(hotkey) ?? {}
    return {
      hotkey,
      curated,
      sourced,
      share: fraction(
        share.numerator * rest.numerator * 100n * n + share.denominator * rest.denominator,
        share.denominator * rest.denominator * 100n * n,
      ),
    }
  })
})

/** More work gives less: shares are in proportion to the inverse of the counts. */
export const saturating: Calculate = (config) => (at, hotkeys) => (events) =>
  map((weights: EventWeights) => {
    const total = weights.miners.reduce((rest, { curated, sourced }) => rest + 1 / (1 + curated + sourced), 0)
    return {
      ...weights,
      miners: weights.miners.map((miner) => ({
        ...miner,
        share: divide(fromDouble(1 / (1 + miner.curated + miner.sourced)), fromDouble(total)),
      })),
    }
  })(calculateWeights(config)(at, hotkeys)(events))

/** The last row is ignored. */
export const offByOne: Calculate = (config) => (at, hotkeys) => (events) => calculateWeights(config)(at, hotkeys)(events.slice(0, -1))

/** One malformed row makes all rows unusable. */
export const allOrNothing: Calculate = (config) => (at, hotkeys) => (events) =>
  events.every((event) => isRight(readEvent(event))) ? calculateWeights(config)(at, hotkeys)(events) : left([NO_EVENTS])

/** Each row counts, also a repeated one. */
export const doubleCount: Calculate = (config) => (at, hotkeys) => (events) =>
  calculateWeights(config)(at, hotkeys)(
    events.map((event, i) => (typeof event === 'object' && event !== null ? { ...event, event_id: `${i}` } : event)),
  )

/** Rows of one id, of which only one is kept; `replaces` says whether a row replaces the kept one. */
const keeping =
  (replaces: (kept: LeadEvent, event: LeadEvent) => boolean): Calculate =>
  (config) =>
  (at, hotkeys) =>
  (events) => {
    const kept = new Map<string, { readonly event: LeadEvent; readonly row: unknown }>()
    const others: unknown[] = []
    for (const row of events) {
      const read = readEvent(row)
      if (!isRight(read) || !read.right.is_named) others.push(row)
      else if (!kept.has(read.right.id) || replaces(kept.get(read.right.id)!.event, read.right))
        kept.set(read.right.id, { event: read.right, row })
    }
    return calculateWeights(config)(at, hotkeys)([...others, ...[...kept.values()].map(({ row }) => row)])
  }

/** Of rows with the same id the later counts. */
export const laterWins = keeping((kept, event) => instantOrder.compare(kept.created_at, event.created_at) < 0)

/** Of rows with the same id the one that is first in the input counts. */
export const firstInInput = keeping(() => false)

/** An event that is delivered again gives a warning. */
export const repetitionNamed: Calculate = (config) => (at, hotkeys) => (events) => {
  const ids = events.flatMap((event) => {
    const read = readEvent(event)
    return isRight(read) && read.right.is_named ? [read.right.id] : []
  })
  const repeated = ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => ({ _tag: 'DuplicateEvent', path: 'results', message: id }))
  const weights = calculateWeights(config)(at, hotkeys)(events)
  return isRight(weights)
    ? right({ ...weights.right, warnings: [...weights.right.warnings, ...repeated] })
    : left([...weights.left, ...repeated])
}

/** Hotkeys that are not miners get a share too. */
export const payStrangers: Calculate = (config) => (at, hotkeys) => (events) => {
  const named = events.flatMap((event) => {
    const read = readEvent(event)
    return isRight(read) ? [read.right.curated_by, read.right.source].filter((hotkey) => hotkey !== null) : []
  })
  return calculateWeights(config)(at, [...hotkeys, ...named])(events)
}

/** Rows that can't be read are left out without a warning. */
export const silent: Calculate = (config) => (at, hotkeys) => (events) => {
  const weights = calculateWeights(config)(at, hotkeys)(events)
  return isRight(weights) ? right({ ...weights.right, warnings: [] }) : left(weights.left.slice(0, 1))
}
