/** The counters by which a subnet's epochs are due, since spec 423. */
import { safeInteger } from './plain-values.js'
import type { StoredValues } from './read-storage.js'
import type { Runtime } from './runtime.js'
import type { StorageItem } from './storage-item.js'
import { itemName, PALLET, subtensorItem } from './storage-item.js'

/** A subnet's schedule; plain JSON. */
export interface ScheduleDocument {
  readonly last_epoch_block: number
  readonly pending_epoch_at: number
  readonly subnet_epoch_index: number
  readonly tempo: number
  readonly blocks_since_last_step: number
}

/** Whether a runtime keeps a schedule. */
export const hasSchedule = ({ hasStorage }: Pick<Runtime, 'hasStorage'>): boolean =>
  hasStorage(PALLET, 'SubnetEpochIndex') && hasStorage(PALLET, 'LastEpochBlock')

/** The items of a subnet's schedule. */
export const scheduleItems = (netuid: number) => {
  const item = (name: string): StorageItem => subtensorItem(name, netuid)
  return {
    last_epoch_block: item('LastEpochBlock'),
    pending_epoch_at: item('PendingEpochAt'),
    subnet_epoch_index: item('SubnetEpochIndex'),
    blocks_since_last_step: item('BlocksSinceLastStep'),
  }
}

/** The schedule, from values with its items. */
export const readSchedule = async (netuid: number, tempo: number, { value }: StoredValues): Promise<ScheduleDocument> => {
  const items = scheduleItems(netuid)
  const integer = async (wanted: StorageItem): Promise<number> => safeInteger(itemName(wanted), await value(wanted))
  return {
    last_epoch_block: await integer(items.last_epoch_block),
    pending_epoch_at: await integer(items.pending_epoch_at),
    subnet_epoch_index: await integer(items.subnet_epoch_index),
    tempo,
    blocks_since_last_step: await integer(items.blocks_since_last_step),
  }
}
