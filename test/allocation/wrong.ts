/** Wrong engines, with mistakes that real engines make. Each starts from the right allocation and has one mistake. */
import { largestRemainder } from '../../src/apportion/largest-remainder.js'
import { allocate } from '../../src/allocation/allocate.js'
import type { Allocation } from '../../src/allocation/allocation.js'
import { mergeWithDefaults } from '../../src/allocation/config/emission-config.js'
import { readSnapshot } from '../../src/allocation/snapshot/read-snapshot.js'
import { toDouble } from '../../src/units/exact/fraction-rounding.js'
import type { Json } from '../arbitraries/snapshot.js'
import { expectRight } from '../either.js'

const right = (config: Json, snapshot: Json): Allocation =>
  expectRight(allocate(expectRight(mergeWithDefaults(config)))(expectRight(readSnapshot(snapshot))))

const sum = (list: ArrayLike<number>): number => Array.from(list).reduce((a, b) => a + b, 0)

/** It truncates floats at each step, and the last miner of a pool gets the rest. */
export const publicEngine = (config: Json, snapshot: Json): Allocation => {
  const allocation = right(config, snapshot)
  return {
    ...allocation,
    burn: { ...allocation.burn, units: Math.floor(toDouble(allocation.burn.quota)) },
    pools: allocation.pools.map((pool) => {
      const units = Math.floor(toDouble(pool.quota))
      const claimed = sum(pool.counted)
      const parts = Uint32Array.from(pool.counted, (claim) => (claimed === 0 ? 0 : Math.floor((units * claim) / claimed)))
      if (parts.length > 0 && units > 0) parts[parts.length - 1]! += units - sum(parts)
      return { ...pool, units, parts }
    }),
  }
}

/** It takes the rounded units of a pool as its quota, and truncates a second time. */
export const splitAfterRounding = (config: Json, snapshot: Json): Allocation => {
  const allocation = right(config, snapshot)
  const pools = allocation.pools.map((pool) => {
    const claimed = sum(pool.counted)
    const parts = Uint32Array.from(pool.counted, (claim) => (claimed === 0 ? 0 : Math.floor((pool.units * claim) / claimed)))
    const largest = parts.indexOf(Math.max(...parts))
    if (largest >= 0 && claimed > 0) parts[largest]! += pool.units - sum(parts)
    return { ...pool, parts }
  })
  return { ...allocation, pools }
}

/** Each miner in a paid pool gets at least one unit, if there are enough. */
export const zeroScoresPaid = (config: Json, snapshot: Json): Allocation => {
  const allocation = right(config, snapshot)
  const pools = allocation.pools.map((pool) => {
    const parts = Uint32Array.from(pool.parts)
    const [richest, poorest] = [parts.indexOf(Math.max(...parts)), parts.indexOf(Math.min(...parts))]
    if (parts.length > 1 && parts[richest]! > 1 && parts[poorest] === 0) {
      parts[richest]!--
      parts[poorest]!++
    }
    return { ...pool, parts }
  })
  return { ...allocation, pools }
}

/** Ties go to the miner that is first in the input, as in an engine that iterates a hash map or an unsorted list. */
export const hashOrder = (config: Json, snapshot: Json): Allocation => {
  const allocation = right(config, snapshot)
  const place = new Map((snapshot['neurons'] as readonly Json[]).map(({ uid }, i) => [uid, i]))
  const pools = allocation.pools.map((pool) => {
    if (pool.units === 0 || pool.status !== 'paid') return pool
    const order = pool.claims
      .map((_, i) => i)
      .sort((a, b) => place.get(pool.claims[a]!.neuron.uid)! - place.get(pool.claims[b]!.neuron.uid)!)
    const units = expectRight(largestRemainder(pool.units)(order.map((i) => pool.counted[i]!)))
    const parts = new Uint32Array(order.length)
    order.forEach((i, k) => {
      parts[i] = units[k]!
    })
    return { ...pool, parts }
  })
  return { ...allocation, pools }
}

/** It rounds claims to hundredths before it splits a pool. */
export const roundedTwice = (config: Json, snapshot: Json): Allocation => {
  const allocation = right(config, snapshot)
  const pools = allocation.pools.map((pool) => {
    const claims = pool.counted.map((claim) => Math.round(claim * 100) / 100)
    return pool.units === 0 || sum(claims) === 0 ? pool : { ...pool, parts: expectRight(largestRemainder(pool.units)(claims)) }
  })
  return { ...allocation, pools }
}

/** It burns the part that should be paid, and pays the part that should burn. */
export const keptForBurnt = (config: Json, snapshot: Json): Allocation =>
  right({ ...config, burn_percentage: 100 - Number(config['burn_percentage']) }, snapshot)

/** A claim above twice the mean counts as the mean. */
export const outliersCutBack = (config: Json, snapshot: Json): Allocation => {
  const allocation = right(config, snapshot)
  const pools = allocation.pools.map((pool) => {
    const mean = sum(pool.counted) / pool.counted.length
    const claims = pool.counted.map((claim) => (claim > 2 * mean ? mean : claim))
    return pool.units === 0 ? pool : { ...pool, parts: expectRight(largestRemainder(pool.units)(claims)) }
  })
  return { ...allocation, pools }
}
