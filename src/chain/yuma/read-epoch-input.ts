/**
 * Reads an epoch's input from a document, as recorded from the chain's storage: columns as lists, rows of weights and bonds as
 * `[uid, [[uid, u16], …]]` in stored order, amounts as decimal strings (or numbers up to 2^53 - 1).
 *
 * As on the chain, rows and entries of uids that aren't on the subnet don't count, an entry may occur twice, and rows need not
 * be in ascending order. Values that the chain's storage can't hold are refused, with every mistake, its path and its value.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { getOrElse, isLeft, left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { Block } from '../../units/integer/block.js'
import { listOf } from '../../units/codec/list.js'
import { faultsOf } from '../../units/codec/fault.js'
import { isIntegerIn, leaf } from '../../units/codec/leaf.js'
import { oneOf } from '../../units/codec/one-of.js'
import { integerIn } from '../../units/codec/count.js'
import { isTable, struct } from '../../units/codec/struct.js'
import { U16 } from '../../units/integer/u16.js'
import { U64 } from '../../units/integer/u64.js'
import { activityCutoff } from './activity-cutoff.js'
import { checkInput } from './check-input.js'
import type { YumaErrors } from './epoch.js'
import type { EpochInput, StakeParent } from './epoch-input.js'
import { EPOCH_NUMBERS } from './epoch-input.js'
import { LIQUID_ALPHA_CONSENSUS_MODES } from './liquid-consensus.js'
import { orNull } from '../../units/codec/or-null.js'
import type { StoredRow } from './sparse-rows.js'
import { sparseRows } from './sparse-rows.js'
import type { YumaError } from './yuma-error.js'
import { tableOf } from '../../units/codec/table.js'
import { Text } from '../../units/codec/text.js'
import { capped } from '../../units/capped/capped.js'
import { Flag } from '../../units/codec/flag.js'

const list = <A>(codec: t.Type<A, unknown>): t.Type<readonly A[], unknown> => listOf(codec, `a list, each ${codec.name}`)

const isU16 = isIntegerIn(0, 65_535)
const isPair = (u: unknown): boolean => Array.isArray(u) && u.length === 2 && isU16(u[0]) && isU16(u[1])
const Entry = leaf<readonly [number, number], unknown>('an entry [uid, u16]', (u): u is readonly [number, number] => isPair(u))
const Entries = list(Entry)
// Tagged as a list, so that paths into it use the index.
const Row: t.Type<StoredRow, unknown> = Object.assign(
  new t.Type<StoredRow, unknown>(
    'a row [uid, entries]',
    (u): u is StoredRow => Array.isArray(u) && u.length === 2 && isU16(u[0]) && Entries.is(u[1]),
    (u, context) => {
      if (!Array.isArray(u) || u.length !== 2 || !isU16(u[0])) return t.failure(u, context)
      const entries = Entries.validate(u[1], t.appendContext(context, '1', Entries, u[1]))
      return isLeft(entries) ? entries : t.success([u[0] as number, entries.right])
    },
    t.identity,
  ),
  { _tag: 'ReadonlyArrayType' },
)

const Parents = tableOf(
  'parents by uid',
  Text,
  list(struct('a parent { proportion, alpha, tao }', { proportion: U64, alpha: U64, tao: U64 }, {})),
)
const Children = tableOf('children by uid', Text, list(struct('a child { proportion }', { proportion: U64 }, {})))
const U64s = list(U64)
const Blocks = list(Block)
const Rows = list(Row)

const Document = struct(
  "an epoch's input",
  {
    ...EPOCH_NUMBERS,
    last_update: Blocks,
    block_at_registration: Blocks,
    alpha_stake: U64s,
    tao_stake: U64s,
    validator_permit: list(Flag),
    weights: Rows,
    bonds: Rows,
  },
  {
    activity_cutoff: U64,
    activity_cutoff_factor_milli: integerIn(0, 4_294_967_295),
    parents: Parents,
    children: Children,
    commit_blocks: list(orNull(Block)),
    last_mechansim_step_block: Block,
    liquid_alpha_consensus_mode: oneOf(...LIQUID_ALPHA_CONSENSUS_MODES),
    previous_consensus: list(U16),
    null_consensus: Flag,
  },
)

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

type Read = t.TypeOf<typeof Document>

/** The cutoff in blocks, from either of its two keys. A cutoff above 2^53 - 1 is longer than any chain, and so is 2^53 - 1. */
const cutoffOf = ({ activity_cutoff: blocks, activity_cutoff_factor_milli: factor, tempo }: Read): Either<YumaError, number> => {
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
  const decoded = Document.decode(document)
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
