/**
 * The bonds that are stored: the new row of each neuron that has a permit now, an empty row for each neuron that has lost its
 * permit, and the unchanged rows of the others, which still count in the next epoch's sums.
 */
import type { EpochInput } from './epoch-input.js'
import { bitsToU16 } from './fixed.js'
import type { Ruling } from './rules.js'
import type { Matrix, SparseRows } from './sparse-rows.js'

export const storeBonds = (
  { everyRowIsWritten }: Ruling,
  { bonds, n }: EpochInput,
  held: Matrix,
  before: Uint8Array,
  now: Uint8Array,
): SparseRows => {
  const most = held.columns.length + bonds.columns.length
  const [columns, values, starts, kept] = [new Uint16Array(most), new Uint16Array(most), new Uint32Array(n + 1), new Uint8Array(n)]
  let at = 0
  const take = (from: Matrix | SparseRows, i: number, convert: (value: number) => number): void => {
    for (let k = from.starts[i]!; k < from.starts[i + 1]!; k++) {
      columns[at] = from.columns[k]!
      values[at++] = convert(from.values[k]!)
    }
  }
  for (let i = 0; i < n; i++) {
    const isWritten = everyRowIsWritten || now[i] === 1 || before[i] === 1
    kept[i] = isWritten ? 1 : bonds.kept[i]!
    if (now[i] === 1) take(held, i, bitsToU16)
    else if (!isWritten) take(bonds, i, (bond) => bond)
    starts[i + 1] = at
  }
  return { starts, columns: columns.slice(0, at), values: values.slice(0, at), kept }
}
