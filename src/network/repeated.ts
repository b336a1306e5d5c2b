/** Finds entries of a list that must be unique and are not. */
import { capped, told } from '../units/capped/capped.js'
import type { SnapshotError } from './snapshot-error.js'

/** An error for each item whose key an earlier item already has, capped. `pathOf` gives the path of an item. */
export const repeated = <A>(
  items: readonly A[],
  keyOf: (item: A) => string | number,
  pathOf: (index: number) => string,
): readonly SnapshotError[] => {
  const first = new Map<string | number, number>()
  const errors = told<SnapshotError>()
  items.forEach((item, index) => {
    const value = keyOf(item)
    const earlier = first.get(value)
    if (earlier === undefined) first.set(value, index)
    else errors.tell('Duplicate', () => ({ _tag: 'Duplicate', path: pathOf(index), value, first: pathOf(earlier) }))
  })
  return errors.all()
}

/** An error for each neuron whose uid or hotkey an earlier one already has, capped. */
export const repeatedNeurons = (neurons: readonly { readonly uid: number; readonly hotkey: string }[]): readonly SnapshotError[] =>
  capped([
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
  ])
