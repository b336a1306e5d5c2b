/** Finds entries of a list that must be unique and are not. */
import type { SnapshotError } from './snapshot-error.js'

/** An error for each item whose key an earlier item already has. `pathOf` gives the path of an item. */
export const repeated = <A>(
  items: readonly A[],
  keyOf: (item: A) => string | number,
  pathOf: (index: number) => string,
): readonly SnapshotError[] => {
  const first = new Map<string | number, number>()
  return items.flatMap((item, index) => {
    const value = keyOf(item)
    const earlier = first.get(value)
    if (earlier === undefined) first.set(value, index)
    return earlier === undefined ? [] : [{ _tag: 'Duplicate', path: pathOf(index), value, first: pathOf(earlier) } as const]
  })
}

/** An error for each neuron whose uid or hotkey an earlier one already has. */
export const repeatedNeurons = (neurons: readonly { readonly uid: number; readonly hotkey: string }[]): readonly SnapshotError[] => [
  ...repeated(
    neurons,
    ({ uid }) => uid,
    (i) => `neurons[${i}].uid`,
  ),
  ...repeated(
    neurons,
    ({ hotkey }) => hotkey,
    (i) => `neurons[${i}].hotkey`,
  ),
]
