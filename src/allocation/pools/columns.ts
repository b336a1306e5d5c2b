/**
 * Allocation over columns, for simulations. It gives the same numbers as `allocate` for the same claims, without an object for each miner.
 *
 * A row is a claim that counts. Eligibility, scores and the burn target, which `allocate` reads from a snapshot, are up to the caller.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { ApportionError } from '../../apportion/apportion-error.js'
import { splitLeaves } from '../../apportion/split-node.js'
import type { PreparedConfig } from './prepare.js'
import { statusOf } from './pool.js'

/**
 * Parallel columns with a row for each claim: the uid, the index of the category in the prepared config, and the claim (a finite double
 * of at least 0). Rows may be in any order; sorted by uid they are fastest.
 */
export interface ClaimColumns {
  readonly uids: Uint16Array
  readonly categories: ArrayLike<number>
  readonly claims: Float64Array
}

/** The units of each row, of the burn (`totals[0]`) and of each pool (`totals[1 + category]`). */
export interface LedgerColumns {
  readonly units: Uint16Array
  readonly totals: Uint16Array
}

/** Why columns give no allocation. The first row is row 0. */
export type ColumnsError =
  | ApportionError
  /** A column, or an output column, has a wrong length. */
  | { readonly _tag: 'WrongLength'; readonly column: string; readonly length: number; readonly expected: number }
  /** The config has no pool for this category. */
  | { readonly _tag: 'UnknownPool'; readonly row: number; readonly category: number }
  /** One uid claims twice in one pool. */
  | { readonly _tag: 'TwoClaims'; readonly row: number; readonly uid: number; readonly category: number }

/**
 * The claims by pool, and the claims of a pool by uid. Pool p has `rows[starts[p]]` to `rows[starts[p + 1] - 1]`. The entries after the
 * last pool are from earlier calls.
 */
interface Grouped {
  readonly starts: Int32Array
  readonly rows: Int32Array
  readonly counted: Float64Array
  /** Space for the units of one pool. */
  readonly shares: Uint32Array
  /** The rows were not sorted by uid and category, so they must be sorted within their pools. */
  readonly disorder: boolean
}

type Group = (columns: ClaimColumns) => Either<ColumnsError, Grouped>

/**
 * A counting sort by pool that keeps the order of the rows. The working arrays are used again in the next call, because to make them takes
 * as long as to fill them. So a result is valid until the next call. No code of the caller runs during a call.
 */
const groupByPool = (pools: number): Group => {
  const starts = new Int32Array(pools + 1)
  const next = new Int32Array(pools + 1)
  let rows = new Int32Array(256)
  let counted = new Float64Array(256)
  let shares = new Uint32Array(256)
  return ({ categories, uids, claims }) => {
    const n = uids.length
    if (rows.length < n) [rows, counted, shares] = [new Int32Array(n), new Float64Array(n), new Uint32Array(n)]
    starts.fill(0)
    let disorder = false
    let [lastUid, lastCategory] = [-1, -1]
    for (let row = 0; row < n; row++) {
      const category = categories[row]!
      if (category >>> 0 !== category || category >= pools) return left({ _tag: 'UnknownPool', row, category })
      starts[category + 1]!++
      const uid = uids[row]!
      if (uid < lastUid || (uid === lastUid && category <= lastCategory)) disorder = true
      lastUid = uid
      lastCategory = category
    }
    for (let p = 0; p < pools; p++) starts[p + 1]! += starts[p]!
    next.set(starts)
    const [ownRows, ownClaims] = [rows, counted]
    for (let row = 0; row < n; row++) {
      const category = categories[row]!
      const place = next[category]!
      next[category] = place + 1
      ownRows[place] = row
      ownClaims[place] = claims[row]!
    }
    return right({ starts, rows: ownRows, counted: ownClaims, shares, disorder })
  }
}

/** Sorts the rows of each pool by uid. Returns a row whose uid claims twice in one pool, or null. */
const orderByUid = ({ starts, rows, counted }: Grouped, { uids, claims }: ClaimColumns): number | null => {
  for (let p = 0; p + 1 < starts.length; p++) {
    rows.subarray(starts[p], starts[p + 1]).sort((a, b) => uids[a]! - uids[b]! || a - b)
    for (let i = starts[p]! + 1; i < starts[p + 1]!; i++) if (uids[rows[i - 1]!] === uids[rows[i]!]) return rows[i]!
  }
  for (let i = 0; i < uids.length; i++) counted[i] = claims[rows[i]!]!
  return null
}

const wrongLength = (column: string, length: number, expected: number): ColumnsError => ({ _tag: 'WrongLength', column, length, expected })

const allZero = (claims: Float64Array): boolean => {
  for (let i = 0; i < claims.length; i++) if (claims[i] !== 0) return false
  return true
}

type AllocateColumns = (columns: ClaimColumns, into?: LedgerColumns) => Either<ColumnsError, LedgerColumns>

/**
 * Allocates 65535 units to the burn and to the claims of each pool, and writes them into `into` or into new columns. Units are by row, in
 * the order of the caller. Ties are resolved as in `allocate`. After an error the content of `into` has no meaning.
 *
 * @example
 * ```ts
 * import { right } from 'fp-ts/lib/Either.js'
 * import { allocateColumns, mergeWithDefaults, prepare } from 'steelyard/allocation'
 * const prepared = prepare(mergeWithDefaults({ burn_percentage: 5, burn_uid: 0 }).right)
 * const columns = { uids: Uint16Array.of(1, 2, 3), categories: Uint8Array.of(0, 1, 0), claims: Float64Array.of(8, 1, 1) }
 * allocateColumns(prepared)(columns) // => right({ units: Uint16Array.of(22136, 37355, 2767), totals: Uint16Array.of(3277, 24903, 37355) })
 * ```
 */
export const allocateColumns = ({ config, rules, splitWhole }: PreparedConfig): AllocateColumns => {
  const group = groupByPool(rules.length)
  return (columns, into) => {
    const { uids, claims, categories } = columns
    const [n, pools] = [uids.length, rules.length]
    if (claims.length !== n) return left(wrongLength('claims', claims.length, n))
    if (categories.length !== n) return left(wrongLength('categories', categories.length, n))
    const { units, totals } = into ?? { units: new Uint16Array(n), totals: new Uint16Array(1 + pools) }
    if (units.length !== n) return left(wrongLength('units', units.length, n))
    if (totals.length !== 1 + pools) return left(wrongLength('totals', totals.length, 1 + pools))

    const grouped = group(columns)
    if (isLeft(grouped)) return grouped
    const { starts, rows, counted, shares, disorder } = grouped.right
    const twice = disorder ? orderByUid(grouped.right, columns) : null
    if (twice !== null) return left({ _tag: 'TwoClaims', row: twice, uid: uids[twice]!, category: categories[twice]! })

    const own = rules.map((_, p) => counted.subarray(starts[p], starts[p + 1]))
    const statuses = rules.map((rule, p) => {
      const nothing = allZero(own[p]!)
      if (nothing && config.zero_scores === 'equal') own[p]!.fill(1)
      return statusOf(config)(rule, own[p]!.length, nothing)
    })
    const whole = splitWhole(statuses)
    totals[0] = whole.burn.units
    for (let p = 0; p < pools; p++) {
      const first = starts[p]!
      totals[1 + p] = whole.pools[p]!.units
      const split = splitLeaves(whole.pools[p]!, own[p]!, shares)
      if (isLeft(split)) {
        // A pool with units has a claim above 0, so the only possible error is an invalid claim.
        const error = split.left as Extract<ApportionError, { readonly _tag: 'InvalidClaim' }>
        return left({ ...error, index: rows[first + error.index]! })
      }
      for (let i = 0; i < own[p]!.length; i++) units[rows[first + i]!] = shares[i]!
    }
    return right({ units, totals })
  }
}
