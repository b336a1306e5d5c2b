/** Other ways to do the same, as they are commonly written. Each takes a total and claims, and gives units. */
import { hamilton } from 'apportionment'
import { Decimal } from 'decimal.js'
import { allocate, dinero, toSnapshot, USD } from 'dinero.js'
import { exactDouble } from '../dist/index.js'
import { largestRemainder } from '../dist/apportion/index.js'

const sumOf = (claims) => {
  let sum = 0
  for (let i = 0; i < claims.length; i++) sum += claims[i]
  return sum
}

const floorsAndRemainders = (total, claims) => {
  const n = claims.length
  const sum = sumOf(claims)
  const units = new Uint32Array(n)
  const remainders = new Float64Array(n)
  let left = total
  for (let i = 0; i < n; i++) {
    const quota = (claims[i] / sum) * total
    units[i] = Math.floor(quota)
    remainders[i] = quota - units[i]
    left -= units[i]
  }
  return { units, remainders, left }
}

/** Doubles; a sort of the indices by remainder. */
const floatSort = (total, claims) => {
  const { units, remainders, left } = floorsAndRemainders(total, claims)
  const order = Array.from(claims.keys()).sort((a, b) => remainders[b] - remainders[a] || claims[b] - claims[a] || a - b)
  for (let k = 0; k < left; k++) units[order[k]]++
  return units
}

/** Doubles; Hoare's quickselect of the remainders alone: the leanest, but equal remainders go by index and not by claim. */
const floatQuickselect = (total, claims) => {
  const { units, remainders, left } = floorsAndRemainders(total, claims)
  if (left <= 0) return units
  const pool = remainders.slice()
  let [low, high] = [0, pool.length - 1]
  const place = left - 1
  while (low < high) {
    const pivot = pool[(low + high) >> 1]
    let [i, j] = [low, high]
    while (i <= j) {
      while (pool[i] > pivot) i++
      while (pool[j] < pivot) j--
      if (i <= j) {
        const swap = pool[i]
        pool[i++] = pool[j]
        pool[j--] = swap
      }
    }
    if (place <= j) high = j
    else if (place >= i) low = i
    else break
  }
  const cut = pool[place]
  let rest = left
  for (let i = 0; i < units.length; i++)
    if (remainders[i] > cut) {
      units[i]++
      rest--
    }
  for (let i = 0; rest > 0 && i < units.length; i++)
    if (remainders[i] === cut) {
      units[i]++
      rest--
    }
  return units
}

/** Doubles; Hoare's quickselect of the indices that come first by remainder, then claim, then index. */
const floatQuickselectTies = (total, claims) => {
  const { units, remainders, left } = floorsAndRemainders(total, claims)
  const order = Int32Array.from(claims.keys())
  const before = (a, b) =>
    remainders[a] > remainders[b] || (remainders[a] === remainders[b] && (claims[a] > claims[b] || (claims[a] === claims[b] && a < b)))
  let [low, high] = [0, order.length - 1]
  while (low < high) {
    const pivot = order[(low + high) >> 1]
    let [i, j] = [low, high]
    while (i <= j) {
      while (before(order[i], pivot)) i++
      while (before(pivot, order[j])) j--
      if (i <= j) {
        const swap = order[i]
        order[i++] = order[j]
        order[j--] = swap
      }
    }
    if (left - 1 <= j) high = j
    else if (left - 1 >= i) low = i
    else break
  }
  for (let k = 0; k < left; k++) units[order[k]]++
  return units
}

/** Exact: every double as an integer over one power of two, and a sort. */
const bigintExact = (total, claims) => {
  const parts = Array.from(claims, exactDouble)
  const least = parts.reduce((e, { mantissa, exponent }) => (mantissa === 0 ? e : Math.min(e, exponent)), 971)
  const integers = parts.map(({ mantissa, exponent }) => (mantissa === 0 ? 0n : BigInt(mantissa) << BigInt(exponent - least)))
  const sum = integers.reduce((a, b) => a + b, 0n)
  const whole = BigInt(total)
  const units = integers.map((c) => Number((whole * c) / sum))
  const rest = integers.map((c) => (whole * c) % sum)
  const order = integers
    .map((_, i) => i)
    .sort((a, b) =>
      rest[a] !== rest[b] ? (rest[a] > rest[b] ? -1 : 1) : integers[a] !== integers[b] ? (integers[a] > integers[b] ? -1 : 1) : a - b,
    )
  let left = total - units.reduce((a, b) => a + b, 0)
  for (const i of order) if (left-- > 0) units[i]++
  return units
}

const Wide = Decimal.clone({ precision: 60, defaults: true })

/** decimal.js at 60 digits: exact for claims of like size. */
const decimalExact = (total, claims) => {
  const decimals = Array.from(claims, (c) => new Wide(c))
  const sum = decimals.reduce((a, b) => a.plus(b))
  const quotas = decimals.map((c) => c.times(total).div(sum))
  const floors = quotas.map((q) => q.floor())
  const rest = quotas.map((q, i) => q.minus(floors[i]))
  const units = floors.map((f) => f.toNumber())
  const order = quotas.map((_, i) => i).sort((a, b) => rest[b].comparedTo(rest[a]) || decimals[b].comparedTo(decimals[a]) || a - b)
  let left = total - units.reduce((a, b) => a + b, 0)
  for (const i of order) if (left-- > 0) units[i]++
  return units
}

/** dinero.js shares money by integer ratios: claims in millionths of the largest. */
const dineroAllocate = (total, claims) => {
  const scale = 1e6 / claims.reduce((a, b) => Math.max(a, b), 0)
  const ratios = Array.from(claims, (c) => Math.round(c * scale))
  return allocate(dinero({ amount: total, currency: USD }), ratios).map((part) => toSnapshot(part).amount)
}

export const kernel = (total, claims) => largestRemainder(total)(claims).right

/** Measured against each other; those with `most` are too slow beyond that length. */
export const peers = {
  steelyard: { run: kernel },
  'floats, quickselect': { run: floatQuickselectTies },
  'floats, quickselect without the tie rule': { run: floatQuickselect },
  'floats, sort': { run: floatSort },
  'BigInt, exact': { run: bigintExact },
  'decimal.js, 60 digits': { run: decimalExact, most: 4096 },
  'dinero.js allocate': { run: dineroAllocate, most: 4096 },
  'apportionment hamilton': { run: (total, claims) => hamilton(Array.from(claims), total).apportionment, most: 4096 },
}

export const exact = bigintExact
