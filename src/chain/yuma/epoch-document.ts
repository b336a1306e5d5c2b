/** The form of an epoch's input as a document: columns as lists, rows as `[uid, [[uid, u16], …]]`, amounts as decimal strings. */
import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { integerIn } from '../../units/codec/count.js'
import { Flag } from '../../units/codec/flag.js'
import { isIntegerIn, leaf } from '../../units/codec/leaf.js'
import { listOf } from '../../units/codec/list.js'
import { oneOf } from '../../units/codec/one-of.js'
import { orNull } from '../../units/codec/or-null.js'
import { struct } from '../../units/codec/struct.js'
import { tableOf } from '../../units/codec/table.js'
import { Text } from '../../units/codec/text.js'
import { Block } from '../../units/integer/block.js'
import { U16 } from '../../units/integer/u16.js'
import { U64 } from '../../units/integer/u64.js'
import { EPOCH_NUMBERS } from './epoch-input.js'
import { LIQUID_ALPHA_CONSENSUS_MODES } from './liquid-alpha-mode.js'
import type { StoredRow } from './sparse-rows.js'

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

export const EpochDocument = struct(
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

export type EpochDocument = t.TypeOf<typeof EpochDocument>
