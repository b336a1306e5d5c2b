/** Items of storage by their names. */

/** The pallet of subnets, neurons and weights. */
export const PALLET = 'SubtensorModule'

/** An item of storage: a pallet, a name, and the keys of a map. */
export interface StorageItem {
  readonly pallet: string
  readonly name: string
  readonly keys: readonly unknown[]
}

/** An item of the pallet of subnets. */
export const subtensorItem = (name: string, ...keys: readonly unknown[]): StorageItem => ({ pallet: PALLET, name, keys })

/** An item's name for people. */
export const itemName = ({ pallet, name }: Pick<StorageItem, 'pallet' | 'name'>): string => `${pallet}.${name}`
