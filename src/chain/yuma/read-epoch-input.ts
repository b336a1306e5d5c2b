/**
 * Reads an epoch's input from a document, as recorded from the chain's storage: columns as lists, rows of weights and bonds as
 * `[uid, [[uid, u16], …]]` in stored order, amounts as decimal strings (or numbers up to 2^53 - 1).
 *
 * As on the chain, rows and entries of uids that aren't on the subnet don't count, an entry may occur twice, and rows need not
 * be in ascending order. Values that the chain's storage can't hold are refused, with every mistake, its path and its value.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { getOrElse, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { capped } from '../../units/capped/capped.js'
import { faultsOf } from '../../units/codec/fault.js'
import { isTable } from '../../units/codec/struct.js'
import { activityCutoff } from './activity-cutoff.js'
import { checkInput } from './check-input.js'
import type { YumaErrors } from './epoch.js'
import { EpochDocument } from './epoch-document.js'
import type { EpochInput, StakeParent } from './epoch-input.js'
import type { StoredRow } from './sparse-rows.js'
import { sparseRows } from './sparse-rows.js'
import type { YumaError } from './yuma-error.js'

/** Lists by uid. They are read from a table whose keys are uids in decimal. */
const byUid = <A, B>(
  path: string,
  n: number,
  table: ReadonlyMap<string, A> = new Map(),
  read: (value: A) => B,
): { readonly map: ReadonlyMap<number, B>; readonly errors: readonly YumaError[] } => {
  const strangers = [...table.keys()].filter((key) => !/^(0|[1-9]\d{0,4})$/.test(key) || Number(key) >= n)
  return {
    map: new Map(Array.from(table, ([uid, value]) => [Number(uid), read(value)])),
    errors: strangers.map((value) => ({ _tag: 'UnknownNeuron', path, value })),
  }
}

const repeatedRows = (path: string, rows: readonly StoredRow[]): readonly YumaError[] => {
  const seen = new Map<number, number>()
  return rows.flatMap(([uid], i): readonly YumaError[] => {
    const first = seen.get(uid)
    if (first === undefined) seen.set(uid, i)
    return first === undefined ? [] : [{ _tag: 'RepeatedRow', path: `${path}[${i}]`, uid, first: `${path}[${first}]` }]
  })
}

const MOST_BLOCKS = BigInt(Number.MAX_SAFE_INTEGER)

/** The cutoff in blocks, from either of its two keys. A cutoff above 2^53 - 1 is longer than any chain, and so is 2^53 - 1. */
const cutoffOf = ({ activity_cutoff: blocks, activity_cutoff_factor_milli: factor, tempo }: EpochDocument): Either<YumaError, number> => {
  const other = 'activity_cutoff_factor_milli'
  if (blocks !== undefined && factor !== undefined) return left({ _tag: 'OneOfTwo', path: 'activity_cutoff', other })
  if (factor !== undefined) return right(activityCutoff(factor, tempo))
  if (blocks !== undefined) return right(Number(blocks < MOST_BLOCKS ? blocks : MOST_BLOCKS))
  return left({ _tag: 'Missing', path: 'activity_cutoff', expected: `a number of blocks, or ${other} in thousandths of the tempo` })
}

/** The chain's column may be shorter than the subnet, and is empty in a new mechanism. What is missing is 0. */
const padded = (n: number, blocks: readonly number[]): Float64Array => {
  const column = new Float64Array(Math.max(n, blocks.length))
  column.set(blocks)
  return column
}

const RENAMED = { from: 'last_epoch_block', now: 'last_mechansim_step_block' }

/** The key had the name of another storage item, `LastEpochBlock`. A document that has both keys names the right item. */
const renamedKeys = (document: unknown): readonly YumaError[] =>
  isTable(document) && Object.hasOwn(document, RENAMED.from) && !Object.hasOwn(document, RENAMED.now)
    ? [{ _tag: 'RenamedKey', path: RENAMED.from, now: RENAMED.now }]
    : []

/**
 * Reads the input of an epoch. Unknown keys are ignored. The cutoff is either `activity_cutoff` in blocks (a string above 2^53 - 1), or
 * `activity_cutoff_factor_milli` in thousandths of the tempo. `last_update` may be shorter than the subnet: the missing entries are 0.
 *
 * These keys may be missing: `parents`, `children`, `commit_blocks` (a block or null by uid; commit-reveal is off without it),
 * `last_mechansim_step_block` (0, so no epoch was run yet), `liquid_alpha_consensus_mode` (`Auto`), `previous_consensus` (nothing stored)
 * and `null_consensus` (false).
 *
 * @example
 * ```ts
 * import { readEpochInput, showYumaError } from 'steelyard/chain'
 * readEpochInput({ n: -1 }).left.map(showYumaError)[1] // => 'n: expected an integer from 0 to 65535, found -1'
 * ```
 */
export const readEpochInput = (document: unknown): Either<YumaErrors, EpochInput> => {
  const decoded = EpochDocument.decode(document)
  const renamed = renamedKeys(document)
  if (isLeft(decoded)) return left([...renamed, ...faultsOf(decoded.left)] as readonly YumaError[] as YumaErrors)
  const { parents, children, commit_blocks = null, activity_cutoff_factor_milli: _, ...read } = decoded.right
  const cutoff = cutoffOf(decoded.right)
  const given = byUid('parents', read.n, parents, (of): readonly StakeParent[] => of)
  const taken = byUid('children', read.n, children, (of) => of.map(({ proportion }): bigint => proportion))
  const input: EpochInput = {
    ...read,
    activity_cutoff: getOrElse(() => 0)(cutoff),
    last_update: padded(read.n, read.last_update),
    block_at_registration: Float64Array.from(read.block_at_registration),
    alpha_stake: BigUint64Array.from(read.alpha_stake),
    tao_stake: BigUint64Array.from(read.tao_stake),
    parents: given.map,
    children: taken.map,
    validator_permit: Uint8Array.from(read.validator_permit, Number),
    weights: sparseRows(read.n)(read.weights),
    bonds: sparseRows(read.n)(read.bonds),
    commit_blocks: commit_blocks === null ? null : Float64Array.from(commit_blocks, (block) => block ?? Infinity),
    last_mechansim_step_block: read.last_mechansim_step_block ?? 0,
    liquid_alpha_consensus_mode: read.liquid_alpha_consensus_mode ?? 'Auto',
    previous_consensus: Uint16Array.from(read.previous_consensus ?? []),
    null_consensus: read.null_consensus ?? false,
  }
  const [first, ...rest] = capped<YumaError>([
    ...renamed,
    ...(isLeft(cutoff) ? [cutoff.left] : []),
    ...checkInput(input),
    ...repeatedRows('weights', read.weights),
    ...repeatedRows('bonds', read.bonds),
    ...given.errors,
    ...taken.errors,
  ])
  return first === undefined ? right(input) : left([first, ...rest])
}
