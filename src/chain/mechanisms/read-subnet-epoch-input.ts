/**
 * Reads the input of a subnet's epoch from a document: that of `readEpochInput`, which has mechanism 0, with the keys of the other mechanisms.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import { capped } from '../../units/capped/capped.js'
import { faultsOf } from '../../units/codec/fault.js'
import { listOf } from '../../units/codec/list.js'
import { orNull } from '../../units/codec/or-null.js'
import { isTable, struct } from '../../units/codec/struct.js'
import { Text } from '../../units/codec/text.js'
import { leaf } from '../../units/codec/leaf.js'
import { U16 } from '../../units/integer/u16.js'
import type { YumaErrors } from '../yuma/epoch.js'
import { readEpochInput } from '../yuma/read-epoch-input.js'
import type { YumaError } from '../yuma/yuma-error.js'
import type { MechanismInput, SubnetEpochInput } from './mechanism-inputs.js'
import { MOST_MECHANISMS } from './mechanism-index.js'

type Table = Readonly<Record<string, unknown>>

const Tables = listOf(leaf<Table, Table>('a mechanism', isTable), 'a list of mechanisms')
// Tagged as a list, so that paths into it use the index.
const Split = Object.assign(orNull(listOf(U16, 'a list of parts of 65535')), { _tag: 'ReadonlyArrayType' })
const Document = struct(
  "a subnet's epoch",
  {},
  { other_mechanisms: Tables, mechanism_emission_split: Split, hotkeys: listOf(Text, 'a list of hotkeys') },
)

/** What a mechanism has of its own; it takes no value of mechanism 0. */
const OWN = ['last_update', 'weights', 'bonds', 'commit_blocks', 'previous_consensus'] as const

const readOther = (shared: Table, other: Table, at: number): Either<readonly YumaError[], MechanismInput> => {
  const read = readEpochInput({
    ...shared,
    ...Object.fromEntries(OWN.filter((key) => Object.hasOwn(other, key)).map((key) => [key, other[key]])),
  })
  if (isLeft(read)) return left(read.left.map((error): YumaError => ({ ...error, path: `other_mechanisms[${at}].${error.path}` })))
  const { last_update, weights, bonds, commit_blocks, previous_consensus } = read.right
  return right({ last_update, weights, bonds, commit_blocks, previous_consensus })
}

/**
 * Reads a subnet's epoch. Beside the keys of `readEpochInput`, with `rao_emission` as the amount of the whole subnet, a document may have:
 * `other_mechanisms`, a list with the keys `last_update`, `weights`, `bonds`, `commit_blocks` and `previous_consensus` for mechanism 1 and those after
 * it; `mechanism_emission_split`, a list of parts of 65535 or null; `hotkeys`, a list by uid. `mechanism_budgets` is kept as it is, and refused
 * when the epoch is run. The first three keys of a mechanism are required.
 *
 * @example
 * ```ts
 * import { readSubnetEpochInput, showYumaError } from 'steelyard/chain'
 * readSubnetEpochInput({ hotkeys: 5 }).left.map(showYumaError)[0] // => 'hotkeys: expected a list of hotkeys, found 5'
 * ```
 */
export const readSubnetEpochInput = (document: unknown): Either<YumaErrors, SubnetEpochInput> => {
  const decoded = Document.decode(document)
  const subnet = readEpochInput(document)
  if (isLeft(decoded) || isLeft(subnet)) {
    const faults: readonly YumaError[] = isLeft(decoded) && isTable(document) ? faultsOf(decoded.left) : []
    return left([...faults, ...(isLeft(subnet) ? subnet.left : [])] as readonly YumaError[] as YumaErrors)
  }
  const { other_mechanisms = [], mechanism_emission_split: split = null, hotkeys = null } = decoded.right
  const table = document as Table
  const shared = Object.fromEntries(Object.entries(table).filter(([key]) => !OWN.some((own) => own === key)))
  const read = other_mechanisms.slice(0, MOST_MECHANISMS).map((other, at) => readOther(shared, other, at))
  const [first, ...rest] = capped<YumaError>(read.flatMap((each) => (isLeft(each) ? each.left : [])))
  if (first !== undefined) return left([first, ...rest])
  const others = read.flatMap((each) => (isLeft(each) ? [] : [each.right]))
  return right({ input: subnet.right, others, split, hotkeys, budgets: table['mechanism_budgets'] ?? null })
}
